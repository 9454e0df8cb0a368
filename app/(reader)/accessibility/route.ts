import { accessibilityAnswer } from '@/lib/pages/answers/texts';
import { publicRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
export const GET = publicRoute(accessibilityAnswer);
