import * as accounts from '@/lib/contract/accounts';
import * as articles from '@/lib/contract/articles';
import type { Endpoint } from '@/lib/contract/endpoint';
import * as imports from '@/lib/contract/imports';
import * as notifications from '@/lib/contract/notifications';
import * as readArticles from '@/lib/contract/reads/articles';
import * as readSiteWide from '@/lib/contract/reads/site-wide';
import * as readSources from '@/lib/contract/reads/sources';
import * as readVersions from '@/lib/contract/reads/versions';
import * as reports from '@/lib/contract/reports';
import * as reviews from '@/lib/contract/reviews';
import * as revisions from '@/lib/contract/revisions';
import * as site from '@/lib/contract/site';
import * as sources from '@/lib/contract/sources';
import * as versions from '@/lib/contract/versions';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'input' in value;

/** Every endpoint of the wire, in the order of its noun. */
export const allEndpoints: readonly Endpoint[] = [
  readArticles,
  readVersions,
  readSources,
  readSiteWide,
  accounts,
  articles,
  revisions,
  reviews,
  versions,
  sources,
  imports,
  notifications,
  reports,
  site,
].flatMap((noun) => Object.values(noun).filter(isEndpoint));
