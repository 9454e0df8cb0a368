import { checkQuoteEndpoint } from '@/lib/contract/sources';
import { checkQuoteOf } from '@/lib/sources/queries/source';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(checkQuoteEndpoint, checkQuoteOf);
