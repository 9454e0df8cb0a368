import { anchorsOfSections } from '@/components/reader/view';
import type { SectionView } from '@/components/reader/view';
import { takersOf } from '@/lib/domain/merge/takers';
import { plainText } from '@/lib/domain/prose/text';
import { countWords } from '@/lib/domain/prose/word-bag';
import type { Tx } from '@/lib/db/tx';
import { recordOrigin } from '@/lib/pages/live/origins';
import { findVersion, type StoredVersion } from '@/lib/pages/queries/versions';

const textOf = (sections: readonly SectionView[]): string =>
  sections.map(({ heading, body }) => `${heading}\n${plainText(body)}`).join('\n');

/**
 * Writes what is derived from versions once and for all, for each version of an article that has none of it yet, oldest
 * first: the anchors of its sections with those of sections that were joined to them, how much it changed, and where its words came from.
 */
export async function recordDerived(tx: Tx, articleId: string): Promise<void> {
  const newest = { orderBy: { number: 'desc' }, select: { number: true } } as const;
  const from = (await tx.version.findFirst({ where: { articleId, stat: { isNot: null } }, ...newest }))?.number ?? 0;
  const to = (await tx.version.findFirst({ where: { articleId }, ...newest }))?.number ?? 0;
  let before = from > 0 ? await findVersion(tx, articleId, from) : null;
  for (let number = from + 1; number <= to; number += 1) {
    const version = await findVersion(tx, articleId, number);
    if (!version) return;
    await recordOne(tx, articleId, { before, version });
    before = version;
  }
}

/** The anchors of a section that is gone go to the section that took its text: links to them never break. */
async function handOver(tx: Tx, articleId: string, { before, version }: Pair): Promise<void> {
  const takers = takersOf(before?.sections ?? [], version.sections);
  const had = await tx.sectionAnchor.findMany({
    where: { sectionId: { in: [...takers.keys()] } },
    select: { sectionId: true, anchor: true },
  });
  await tx.sectionAnchor.createMany({
    data: had.flatMap(({ sectionId: gone, anchor }) => {
      const sectionId = takers.get(gone);
      return sectionId === undefined ? [] : [{ sectionId, anchor, articleId, since: version.line.number }];
    }),
    skipDuplicates: true,
  });
}

type Pair = { readonly before: StoredVersion | null; readonly version: StoredVersion };

async function recordOne(tx: Tx, articleId: string, { before, version }: Pair): Promise<void> {
  const { line, sections } = version;
  const anchors = anchorsOfSections(sections);
  await tx.sectionAnchor.createMany({
    data: sections.flatMap(({ id: sectionId, heading }, at) =>
      heading === '' ? [] : [{ sectionId, anchor: anchors[at] ?? '', articleId, since: line.number }],
    ),
    skipDuplicates: true,
  });
  await handOver(tx, articleId, { before, version });
  await tx.versionStat.create({
    data: {
      ...{ articleId, number: line.number },
      ...countWords(before ? textOf(before.sections) : '', textOf(sections)),
    },
  });
  await recordOrigin(tx, articleId, { before, version });
}
