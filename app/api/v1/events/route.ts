import { listEventsEndpoint } from '@/lib/contract/reads/site-wide';
import { readEvents } from '@/lib/pages/reads/events';
import { allowReading, defineRead } from '@/lib/web/public/read';

export const GET = defineRead(listEventsEndpoint, readEvents);
export const OPTIONS = allowReading;
