import { amendNoteEndpoint } from '@/lib/contract/versions';
import { amendNote } from '@/lib/versions/commands/note';
import { refreshPages } from '@/lib/web/refresh';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(amendNoteEndpoint, amendNote, refreshPages);
