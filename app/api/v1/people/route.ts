import { invitePerson } from '@/lib/accounts/commands';
import { inviteEndpoint } from '@/lib/contract/accounts';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(inviteEndpoint, invitePerson);
