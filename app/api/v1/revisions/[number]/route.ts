import { describeRevisionEndpoint } from '@/lib/contract/revisions';
import { describeRevision } from '@/lib/revisions/commands/head';
import { defineRoute } from '@/lib/web/route';

export const PATCH = defineRoute(describeRevisionEndpoint, describeRevision);
