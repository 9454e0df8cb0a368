import type { Intake } from '@/lib/transfer/formats/in/intake';

const tag = /<(\/?)([a-z][a-z0-9]*)/giu;
/** Elements that end by themselves, or that a new one ends: they make nothing deeper. */
const shallow = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th thead tbody tfoot colgroup html head body'.split(
    ' ',
  ),
);
/** Most elements that stand open at once; browsers stop at 512. The tree's builder looks through all of them at each tag. */
const mostOpen = 512;
const mostTags = 400_000;

/**
 * Refuses a page whose tags are nested or so many that making a tree of it would take for ever (sources-and-import.md B8),
 * before any tree is made. Linear. False when it was refused.
 */
export function guardHtml(text: string, intake: Intake): boolean {
  let open = 0;
  let tags = 0;
  const refuse = (at: number, message: string): false => {
    const before = text.slice(0, at).split('\n');
    intake.issues.error({ line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }, 'too-deep', message);
    return false;
  };
  for (const found of text.matchAll(tag)) {
    tags += 1;
    if (tags > mostTags) return refuse(found.index, `The page has more than ${mostTags} tags.`);
    if (shallow.has((found[2] ?? '').toLowerCase())) continue;
    open = Math.max(0, open + (found[1] === '/' ? -1 : 1));
    if (open > mostOpen) return refuse(found.index, `More than ${mostOpen} elements stand in one another here.`);
  }
  return true;
}
