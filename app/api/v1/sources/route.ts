import { listCitedSourcesEndpoint } from '@/lib/contract/reads/sources';
import { createSourceEndpoint } from '@/lib/contract/sources';
import { readSources } from '@/lib/pages/reads/sources';
import { createSource } from '@/lib/sources/commands/record';
import { allowReading, defineRead } from '@/lib/web/public/read';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRead(listCitedSourcesEndpoint, readSources);
export const OPTIONS = allowReading;
export const POST = defineRoute(createSourceEndpoint, createSource);
