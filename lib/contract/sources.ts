import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { opId, seq } from '@/lib/contract/fields';

/** A source as lists and the cite dialog show it. */
export const sourceLine = z.strictObject({
  id: z.uuid(),
  key: z.string(),
  type: z.string(),
  reference: z.string(),
  stub: z.boolean(),
  uses: z.int(),
});

export const searchSourcesEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/sources/library',
  summary: 'Search the library of sources, whether or not anything cites them yet',
  input: z.strictObject({ q: z.string().max(300).optional() }),
  output: z.strictObject({ sources: z.array(sourceLine) }),
});

export const createSourceEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/sources',
  summary: 'Describe a new source (CSL-JSON without id)',
  input: z.strictObject({ opId, csl: z.unknown(), stub: z.boolean() }),
  output: z.strictObject({ sourceId: z.uuid(), key: z.string() }),
});

export const saveSourceEndpoint = endpoint({
  method: 'PUT',
  path: '/api/v1/sources/{sourceId}',
  summary: 'Correct the record of a source; published versions keep what they showed',
  input: z.strictObject({ opId, sourceId: z.uuid(), expectedSeq: seq, csl: z.unknown(), stub: z.boolean() }),
  output: z.strictObject({ seq }),
});
