import { allEndpoints } from '@/lib/contract/all';
import { openApi } from '@/lib/contract/openapi';

export function GET(): Response {
  return Response.json(openApi(allEndpoints), { headers: { 'cache-control': 'public, max-age=300' } });
}
