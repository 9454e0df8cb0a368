import { citeAnswer } from '@/lib/pages/answers/cite';
import { publicRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
export const GET = publicRoute(citeAnswer);
