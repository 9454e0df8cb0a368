import { setCare } from '@/lib/articles/commands/care';
import { setCareEndpoint } from '@/lib/contract/articles';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(setCareEndpoint, setCare);
