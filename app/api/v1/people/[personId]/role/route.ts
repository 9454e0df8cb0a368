import { changeRole } from '@/lib/accounts/commands';
import { changeRoleEndpoint } from '@/lib/contract/accounts';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(changeRoleEndpoint, changeRole);
