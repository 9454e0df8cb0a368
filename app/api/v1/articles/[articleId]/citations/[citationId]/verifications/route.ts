import { readVerificationsEndpoint, verifyCitationEndpoint } from '@/lib/contract/sources';
import { verifyCitation } from '@/lib/sources/commands/verify';
import { readVerifications } from '@/lib/sources/queries/uses';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRoute(readVerificationsEndpoint, readVerifications);
export const POST = defineRoute(verifyCitationEndpoint, verifyCitation);
