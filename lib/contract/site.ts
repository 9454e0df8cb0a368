import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { line, opId, seq, text } from '@/lib/contract/fields';

const address = z.union([
  z.literal(''),
  z.url({ protocol: /^https?$/, error: 'Enter an address that begins with https://' }),
]);

export const saveSiteEndpoint = endpoint({
  method: 'PUT',
  path: '/api/v1/site',
  summary: 'Change how the site names itself',
  input: z.strictObject({
    opId,
    expectedSeq: seq,
    name: line('a name for the site', 60),
    tagline: line('one sentence about the site', 200),
    publisher: text(200),
    licenceName: text(100),
    licenceUrl: address,
    contact: z.union([z.literal(''), z.email('Enter an email address, like name@example.org')]),
  }),
  output: z.strictObject({ seq }),
});
