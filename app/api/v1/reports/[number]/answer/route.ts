import { answerReportEndpoint } from '@/lib/contract/reports';
import { answerReport } from '@/lib/articles/commands/report';
import { refreshPages } from '@/lib/web/refresh';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(answerReportEndpoint, answerReport, refreshPages);
