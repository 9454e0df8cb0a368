import type { getCoverageEndpoint } from '@/lib/contract/reads/site-wide';
import { db } from '@/lib/db/client';
import { siteCoverage } from '@/lib/pages/queries/judged';
import type { Reads } from '@/lib/pages/reads/read';

/** `/api/v1/coverage`: how far all live articles together are sourced. */
export const readCoverage: Reads<typeof getCoverageEndpoint> = async () => {
  const articles = await db().livePage.count();
  return { body: { articles, coverage: await siteCoverage(db()) } };
};
