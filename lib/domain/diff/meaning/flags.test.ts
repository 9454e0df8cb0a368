import { stdout } from 'node:process';
import { expect, test } from 'vitest';
import type { Article } from '@/lib/domain/article';
import type { LookHereKind } from '@/lib/domain/diff/change';
import { heldOut, type Labelled, real, tuned } from '@/lib/domain/diff/meaning/labelled';
import { diffRevisions } from '@/lib/domain/diff/revision';
import { doc, p, withId } from '@/lib/domain/prose/builder';

const kinds: readonly LookHereKind[] = ['number', 'date', 'name', 'quotation', 'hedge', 'negation'];
const article = (text: string): Article => ({
  ...{ title: 'Relations', facts: [], related: [], attribution: '' },
  sections: [{ id: 's', level: 1, heading: '', body: doc(withId('b', p(text))) }],
});

/** What stands before it in the same paragraph. */
const around =
  'It was there that Iran and Pakistan met. President Aliyev noted that Azerbaijan is ready. The men of Rafiyev waited. ';

function flagged([name, from, to]: Labelled): Set<string> {
  const before: string = real[name];
  expect(before).toContain(from);
  const { lookHere } = diffRevisions(article(around + before), article(around + before.replace(from, to)));
  return new Set(lookHere.map(({ kind }) => kind).filter((kind) => kinds.includes(kind)));
}

test.each([
  { name: 'tuned', edits: tuned, floor: 0.98 },
  { name: 'held out', edits: heldOut, floor: 0.8 },
])('precision and recall over labelled edits of real sentences, $name', ({ name, edits, floor }) => {
  let [right, wrong, missed] = [0, 0, 0];
  const lines: string[] = [];
  for (const edit of edits) {
    const [told, wanted] = [flagged(edit), new Set(edit[3].split(',').filter((kind) => kind !== ''))];
    const extra = [...told].filter((kind) => !wanted.has(kind));
    const lacking = [...wanted].filter((kind) => !told.has(kind));
    right += wanted.size - lacking.length;
    wrong += extra.length;
    missed += lacking.length;
    if (extra.length > 0) lines.push(`  false alarm, ${extra.join()}: ${edit[1]} → ${edit[2]}\n`);
    if (lacking.length > 0) lines.push(`  missed, ${lacking.join()}: ${edit[1]} → ${edit[2]}\n`);
  }
  const [precision, recall] = [right / (right + wrong), right / (right + missed)];
  const found = `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`;
  stdout.write(`Meaning flags, ${edits.length} edits (${name}): ${found}\n${lines.join('')}`);
  expect(precision).toBeGreaterThanOrEqual(floor);
  expect(recall).toBeGreaterThanOrEqual(floor);
});

test('there are at least eighty of them', () => expect(tuned.length + heldOut.length).toBeGreaterThanOrEqual(80));
