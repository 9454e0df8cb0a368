import { versionsTableAnswer } from '@/lib/pages/answers/open-data';
import { publicRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
export const GET = publicRoute(versionsTableAnswer);
