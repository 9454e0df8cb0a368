import { z } from 'zod';
import { endpoint, fileAnswer } from '@/lib/contract/endpoint';
import { line, opId } from '@/lib/contract/fields';
import { limits } from '@/lib/contract/limits';
import { diffModes } from '@/lib/domain/actor';

const role = z.enum(['editor', 'reviewer', 'admin']);
const email = z.string().trim().max(limits.emailLength).pipe(z.email('Enter an email address, like name@example.org'));
const one = '/api/v1/people/{personId}';
/** A one-time link, shown once; only its hash is kept. */
const link = z.strictObject({ path: z.string(), expiresAt: z.string() });
const person = z.strictObject({ personId: z.uuid(), role, disabled: z.boolean() });

export const whoAmIEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/me',
  summary: 'Say who is signed in',
  input: z.strictObject({}),
  output: z.strictObject({ personId: z.uuid(), name: z.string(), role: z.string() }),
});

export const saveSettingsEndpoint = endpoint({
  method: 'PUT',
  path: '/api/v1/me/settings',
  summary: 'Set how the desk works for you',
  input: z.strictObject({
    opId,
    /** Single letters as keys, outside fields. */
    singleKeys: z.boolean().optional(),
    /** Hidden words about what was inserted and deleted, for screen readers. */
    spokenHints: z.boolean().optional(),
    /** How comparisons are shown. */
    diffMode: z.enum(diffModes).optional(),
  }),
  output: z.strictObject({ singleKeys: z.boolean(), spokenHints: z.boolean(), diffMode: z.enum(diffModes) }),
});

export const inviteEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/people',
  summary: 'Invite a person by a one-time link',
  input: z.strictObject({ opId, name: line('a name', limits.nameLength), email, role }),
  output: link,
});

export const changeRoleEndpoint = endpoint({
  method: 'PUT',
  path: `${one}/role`,
  summary: 'Change the role of a person; counts at their next request',
  input: z.strictObject({ opId, personId: z.uuid(), role }),
  output: person,
});

export const setDisabledEndpoint = endpoint({
  method: 'PUT',
  path: `${one}/disabled`,
  summary: 'Disable a person, which signs them out everywhere, or enable them again',
  input: z.strictObject({ opId, personId: z.uuid(), disabled: z.boolean() }),
  output: person,
});

export const resetPasswordEndpoint = endpoint({
  method: 'POST',
  path: `${one}/reset`,
  summary: 'Make a one-time link with which a person sets a new password; signs them out everywhere',
  input: z.strictObject({ opId, personId: z.uuid() }),
  output: link,
});

export const acceptLinkEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/welcome',
  summary: 'Use a one-time link: set name and password',
  access: 'public',
  input: z.strictObject({
    token: z.string().regex(/^[\w-]{43}$/, 'This link is not whole'),
    name: line('your name', limits.nameLength),
    email: email.optional(),
    password: z.string().max(1024),
  }),
  output: z.strictObject({ email: z.string() }),
});

export const resetDemoEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/demo/reset',
  summary: 'Throw away what was done in the demo and begin it anew',
  input: z.strictObject({ opId }),
  output: z.strictObject({ resetting: z.literal(true) }),
});

const day = z.iso.date('Enter a day, like 2026-11-27');

/** How the audit log is narrowed; days in UTC, both inclusive. */
export const auditFilter = z.strictObject({
  person: z.uuid().optional(),
  action: z
    .string()
    .regex(/^[a-z_]{1,60}$/u)
    .optional(),
  subject: z.string().trim().max(100).optional(),
  since: day.optional(),
  until: day.optional(),
});

export const exportAuditEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/audit/{format}',
  summary:
    'Take the audit log out as a file, narrowed, at most 50,000 entries with the newest first, those below a number',
  input: auditFilter.extend({ format: z.enum(['csv', 'json']), below: z.coerce.number().int().positive().optional() }),
  output: fileAnswer,
  files: ['text/csv; charset=utf-8', 'application/json; charset=utf-8'],
});
