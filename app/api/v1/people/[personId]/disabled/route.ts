import { setDisabled } from '@/lib/accounts/commands';
import { setDisabledEndpoint } from '@/lib/contract/accounts';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(setDisabledEndpoint, setDisabled);
