import { mailOffAnswer } from '@/lib/pages/answers/missing';
import { takeMailOff } from '@/lib/web/public/mail-off';
import { publicRoute } from '@/lib/web/public/route';

export const dynamic = 'force-dynamic';
export const GET = publicRoute(mailOffAnswer);
export const POST = takeMailOff;
