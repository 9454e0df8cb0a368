import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { opId } from '@/lib/contract/fields';
import { mailedKinds } from '@/lib/domain/workflow/news';

export const markDoneEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/notifications/{notificationId}/done',
  summary: 'Put a line of your inbox away',
  input: z.strictObject({ opId, notificationId: z.uuid() }),
  output: z.strictObject({ notificationId: z.uuid() }),
});

export const sortInboxEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/notifications',
  summary: 'Put what your inbox says of a revision or an article away, or off to tomorrow, or mark it',
  input: z.strictObject({
    opId,
    subjectId: z.uuid(),
    deed: z.enum(['done', 'later', 'read', 'unread']),
    zone: z.string().max(64),
  }),
  output: z.strictObject({ subjectId: z.uuid() }),
});

export const setMailEndpoint = endpoint({
  method: 'PUT',
  path: '/api/v1/notifications/mail',
  summary: 'Set which mail you get',
  input: z.strictObject({
    opId,
    isOff: z.boolean(),
    atOnce: z.array(z.enum(Object.keys(mailedKinds))).max(20),
    zone: z.string().max(64),
  }),
  output: z.strictObject({ isOff: z.boolean(), atOnce: z.array(z.string()) }),
});
