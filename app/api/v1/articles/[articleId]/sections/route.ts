import { listSectionsEndpoint } from '@/lib/contract/reads/articles';
import { readSections } from '@/lib/pages/reads/articles';
import { allowReading, defineRead } from '@/lib/web/public/read';

export const GET = defineRead(listSectionsEndpoint, readSections);
export const OPTIONS = allowReading;
