import { saveSiteEndpoint } from '@/lib/contract/site';
import { saveSite } from '@/lib/pages/commands';
import { refreshPages } from '@/lib/web/refresh';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(saveSiteEndpoint, saveSite, refreshPages);
