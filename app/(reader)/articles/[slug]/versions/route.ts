import { historyAnswer } from '@/lib/pages/answers/history';
import { publicRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
export const GET = publicRoute(historyAnswer);
