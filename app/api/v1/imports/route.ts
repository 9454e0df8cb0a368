import { importEndpoint } from '@/lib/contract/imports';
import { importFile } from '@/lib/transfer/commands/import';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(importEndpoint, importFile);
