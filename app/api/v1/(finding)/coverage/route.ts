import { getCoverageEndpoint } from '@/lib/contract/reads/site-wide';
import { readCoverage } from '@/lib/pages/reads/coverage';
import { allowReading, defineRead } from '@/lib/web/public/read';

export const GET = defineRead(getCoverageEndpoint, readCoverage);
export const OPTIONS = allowReading;
