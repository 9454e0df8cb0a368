import { robotsAnswer } from '@/lib/pages/answers/feeds';
import { publicRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
export const GET = publicRoute(robotsAnswer);
