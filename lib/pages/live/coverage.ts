import { coverageOfAll } from '@/lib/domain/citation/coverage';
import type { Tx } from '@/lib/db/tx';
import { judgedVersion, rowOfCoverage } from '@/lib/pages/queries/judged';
import { findVersion } from '@/lib/pages/queries/versions';

/** Writes how far versions of an article are sourced: of the live one as it is now, of others where nobody has counted yet. */
export async function recordCoverage(tx: Tx, articleId: string, liveNumber: number): Promise<void> {
  const waiting = await tx.version.findMany({
    where: { articleId, OR: [{ number: liveNumber }, { coverage: null }] },
    select: { number: true },
    orderBy: { number: 'asc' },
  });
  for (const { number } of waiting) {
    const version = await findVersion(tx, articleId, number);
    if (!version) continue;
    const row = rowOfCoverage(coverageOfAll(version.sections, await judgedVersion(tx, articleId, number)));
    await tx.versionCoverage.upsert({
      where: { articleId_number: { articleId, number } },
      create: { articleId, number, ...row },
      update: row,
    });
  }
}
