import { searchEndpoint } from '@/lib/contract/reads/site-wide';
import { readSearch } from '@/lib/pages/reads/search';
import { allowReading, defineRead } from '@/lib/web/public/read';
import { atSearchRate } from '@/lib/web/public/route';

export const GET = defineRead(searchEndpoint, readSearch, atSearchRate);
export const OPTIONS = allowReading;
