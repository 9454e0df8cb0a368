import { listCitationsEndpoint } from '@/lib/contract/reads/articles';
import { readCitations } from '@/lib/pages/reads/articles';
import { allowReading, defineRead } from '@/lib/web/public/read';

export const GET = defineRead(listCitationsEndpoint, readCitations);
export const OPTIONS = allowReading;
