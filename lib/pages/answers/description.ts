import { allEndpoints } from '@/lib/contract/all';
import { openApi } from '@/lib/contract/openapi';
import { data, still } from '@/lib/pages/answer';

/** `/api/v1/openapi.json`: every endpoint, as the schemas say that check requests and answers. */
export const descriptionAnswer = still(() =>
  Promise.resolve(data('application/json; charset=utf-8', JSON.stringify(openApi(allEndpoints)), { open: true })),
);
