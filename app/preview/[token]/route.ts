import { noPreview, previewAnswer } from '@/lib/pages/answers/preview';
import { findPreview } from '@/lib/revisions/queries/preview';
import { publicRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
/** Outside the readers' corridor: the one address without an account that shows what is not published. */
export const GET = publicRoute(async (request) => {
  const draft = await findPreview(request.params['token'] ?? '');
  return draft ? previewAnswer(draft, request.site) : noPreview(request);
});
