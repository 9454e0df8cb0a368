import { blockIds } from '@/lib/domain/prose/block-ids';
import type { Body } from '@/lib/domain/prose/body';
import { blockText } from '@/lib/domain/prose/text';

type Section = { readonly id: string; readonly heading: string; readonly body: Body };

/**
 * For sections that stand in `before` and not in `after`: the section of `after` that took their text, by id. That is the one
 * with the most of their blocks; for a text without any, the one that has their heading as a subheading (`joinBodies`). A section
 * whose text is nowhere has no entry.
 */
export function takersOf(before: readonly Section[], after: readonly Section[]): Map<string, string> {
  const kept = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !kept.has(id));
  if (gone.length === 0) return new Map();
  const places = new Map(after.flatMap(({ id, body }) => blockIds(body).map((blockId) => [blockId, id] as const)));
  return new Map(
    gone.flatMap((section) => {
      const taker = mostOf(blockIds(section.body).flatMap((id) => places.get(id) ?? [])) ?? headedBy(after, section);
      return taker === undefined ? [] : [[section.id, taker] as const];
    }),
  );
}

/** The value that occurs most often; of several the first. */
function mostOf(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce<readonly [string, number] | undefined>(
    (most, one) => (most && most[1] >= one[1] ? most : one),
    undefined,
  )?.[0];
}

function headedBy(after: readonly Section[], { heading }: Section): string | undefined {
  const words = heading.trim();
  if (words === '') return undefined;
  const isIn = ({ content }: Body) =>
    content.some((block) => block.type === 'subheading' && blockText(block).trim() === words);
  return after.find(({ body }) => isIn(body))?.id;
}
