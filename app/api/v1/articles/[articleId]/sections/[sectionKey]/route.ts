import { getSectionEndpoint } from '@/lib/contract/reads/articles';
import { readSection } from '@/lib/pages/reads/articles';
import { allowReading, defineRead } from '@/lib/web/public/read';

export const GET = defineRead(getSectionEndpoint, readSection);
export const OPTIONS = allowReading;
