import { listVersionsEndpoint } from '@/lib/contract/reads/versions';
import { readVersions } from '@/lib/pages/reads/versions';
import { allowReading, defineRead } from '@/lib/web/public/read';

export const GET = defineRead(listVersionsEndpoint, readVersions);
export const OPTIONS = allowReading;
