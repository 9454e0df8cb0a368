import { versionAnswer } from '@/lib/pages/answers/article';
import { publicRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
export const GET = publicRoute(versionAnswer);
