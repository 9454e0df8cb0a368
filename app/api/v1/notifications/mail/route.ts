import { setMailEndpoint } from '@/lib/contract/notifications';
import { setMail } from '@/lib/notifications/commands';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(setMailEndpoint, setMail);
