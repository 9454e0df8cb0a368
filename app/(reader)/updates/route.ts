import { updatesAnswer } from '@/lib/pages/answers/lists';
import { publicRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
export const GET = publicRoute(updatesAnswer);
