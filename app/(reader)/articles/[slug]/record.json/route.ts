import { recordAnswer } from '@/lib/pages/answers/record';
import { publicRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
export const GET = publicRoute(recordAnswer);
