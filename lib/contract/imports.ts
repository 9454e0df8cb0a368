import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { line, opId } from '@/lib/contract/fields';

export const importEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/imports',
  summary: 'Import one document in the seed notation; an article of that title gets a revision, never an overwrite',
  input: z.strictObject({ opId, fileName: line('a file name', 200), base64: z.base64().max(6_000_000) }),
  output: z.strictObject({ runId: z.uuid(), outcome: z.enum(['created', 'revised', 'unchanged', 'refused']) }),
});
