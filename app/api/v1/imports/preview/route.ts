import { previewImportEndpoint } from '@/lib/contract/imports';
import { previewImport } from '@/lib/transfer/queries/preview';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(previewImportEndpoint, previewImport);
