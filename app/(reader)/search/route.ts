import { searchAnswer } from '@/lib/pages/answers/search';
import { atSearchRate, publicRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
export const GET = publicRoute(searchAnswer, { admit: atSearchRate });
