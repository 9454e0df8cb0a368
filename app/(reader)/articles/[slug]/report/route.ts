import { reportAnswer } from '@/lib/pages/answers/report';
import { publicFormRoute, publicRoute } from '@/lib/web/public/route';
import { takeReport } from '@/lib/web/public/report-form';

export const dynamic = 'force-dynamic';
export const GET = publicRoute(reportAnswer);
export const POST = publicFormRoute(takeReport);
