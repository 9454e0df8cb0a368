import { declineSuggestionEndpoint } from '@/lib/contract/reviews';
import { declineSuggestion } from '@/lib/revisions/commands/suggestion';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(declineSuggestionEndpoint, declineSuggestion);
