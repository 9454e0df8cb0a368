import { checkImportEndpoint } from '@/lib/contract/imports';
import { checkImport } from '@/lib/transfer/commands/check';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(checkImportEndpoint, checkImport);
