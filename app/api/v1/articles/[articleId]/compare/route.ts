import { compareVersionsEndpoint } from '@/lib/contract/reads/versions';
import { readComparison } from '@/lib/pages/reads/versions';
import { allowReading, defineRead } from '@/lib/web/public/read';

export const GET = defineRead(compareVersionsEndpoint, readComparison);
export const OPTIONS = allowReading;
