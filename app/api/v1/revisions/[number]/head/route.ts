import { saveHeadEndpoint } from '@/lib/contract/revisions';
import { saveHead } from '@/lib/revisions/commands/head';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(saveHeadEndpoint, saveHead);
