import { fontAnswer } from '@/lib/pages/answers/font';
import { publicRoute } from '@/lib/web/public-route';

export const dynamic = 'force-dynamic';
export const GET = publicRoute(fontAnswer);
