import { saveSettings } from '@/lib/accounts/settings';
import { saveSettingsEndpoint } from '@/lib/contract/accounts';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(saveSettingsEndpoint, saveSettings);
