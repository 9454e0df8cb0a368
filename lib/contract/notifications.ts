import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { opId } from '@/lib/contract/fields';

export const markDoneEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/notifications/{notificationId}/done',
  summary: 'Put a line of your inbox away',
  input: z.strictObject({ opId, notificationId: z.uuid() }),
  output: z.strictObject({ notificationId: z.uuid() }),
});
