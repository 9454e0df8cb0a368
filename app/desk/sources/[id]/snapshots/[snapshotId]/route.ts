import { readSnapshot } from '@/lib/sources/queries/source';
import { defineDownload } from '@/lib/web/download';

export const GET = defineDownload(['id', 'snapshotId'], readSnapshot);
