import { getCitedSourceEndpoint } from '@/lib/contract/reads/sources';
import { saveSourceEndpoint } from '@/lib/contract/sources';
import { readSource } from '@/lib/pages/reads/sources';
import { saveSource } from '@/lib/sources/commands/record';
import { allowReading, defineRead } from '@/lib/web/public/read';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRead(getCitedSourceEndpoint, readSource);
export const OPTIONS = allowReading;
export const PUT = defineRoute(saveSourceEndpoint, saveSource);
