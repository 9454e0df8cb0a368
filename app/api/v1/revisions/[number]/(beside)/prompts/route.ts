import { answerPromptEndpoint } from '@/lib/contract/revisions';
import { answerPrompt } from '@/lib/revisions/commands/prompt';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(answerPromptEndpoint, answerPrompt);
