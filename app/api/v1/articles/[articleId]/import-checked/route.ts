import { endImportNotice } from '@/lib/articles/commands/article';
import { endImportNoticeEndpoint } from '@/lib/contract/articles';
import { refreshPages } from '@/lib/web/refresh';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(endImportNoticeEndpoint, endImportNotice, refreshPages);
