import { importEndpoint } from '@/lib/contract/imports';
import { importDocument } from '@/lib/transfer/commands';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(importEndpoint, importDocument);
