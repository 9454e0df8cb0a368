import { applySuggestionsEndpoint } from '@/lib/contract/reviews';
import { applySuggestions } from '@/lib/revisions/commands/suggestion';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(applySuggestionsEndpoint, applySuggestions);
