import { previewAnswer } from '@/lib/pages/answers/preview';
import { getPreview } from '@/lib/revisions/queries/preview';
import { numberParam } from '@/lib/web/page';
import { personalRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
export const GET = personalRoute(async ({ actor, params, site }) =>
  previewAnswer(await getPreview(actor, numberParam(params['number'] ?? '')), site, { framed: true }),
);
