import { missingAnswer } from '@/lib/pages/answers/missing';
import { publicRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
export const GET = publicRoute((request) => missingAnswer(request));
