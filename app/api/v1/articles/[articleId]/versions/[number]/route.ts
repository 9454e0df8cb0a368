import { getVersionEndpoint } from '@/lib/contract/reads/versions';
import { readVersion } from '@/lib/pages/reads/versions';
import { allowReading, defineRead } from '@/lib/web/public/read';

export const GET = defineRead(getVersionEndpoint, readVersion);
export const OPTIONS = allowReading;
