import { exportAuditEndpoint } from '@/lib/contract/accounts';
import { exportAudit } from '@/lib/accounts/audit';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRoute(exportAuditEndpoint, exportAudit);
