import { saveSourceEndpoint } from '@/lib/contract/sources';
import { saveSource } from '@/lib/sources/commands';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(saveSourceEndpoint, saveSource);
