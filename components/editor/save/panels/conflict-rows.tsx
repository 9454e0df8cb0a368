import type { ReactNode } from 'react';
import { ReadBlock } from '@/components/prose/read-body';
import { Words } from '@/components/prose/words';
import { readRun } from '@/lib/domain/diff/runs';
import { comparedWords } from '@/lib/domain/diff/words';
import type { MergeConflict } from '@/lib/domain/merge/section';
import { type Choice, conflictKey } from '@/lib/domain/merge/settle';
import type { Block } from '@/lib/domain/prose/body';

/** What a person may do with a conflict: a choice, or to write it anew, starting from their own words. */
export type Pick = Choice | 'anew';

/** The same as choices of the merge. */
export const plain = (picks: ReadonlyMap<string, Pick>): ReadonlyMap<string, Choice> =>
  new Map([...picks].map(([key, pick]): [string, Choice] => [key, pick === 'anew' ? 'yours' : pick]));

/** The first block that is to be written anew. */
export function toRewrite(conflicts: readonly MergeConflict[], picks: ReadonlyMap<string, Pick>): string | null {
  const found = conflicts.find((one) => picks.get(conflictKey(one)) === 'anew');
  return found?.ours[0]?.attrs.id ?? null;
}

type Texts = Partial<Record<Pick | 'before', ReactNode>>;
type RowProps = {
  readonly legend: string;
  /** Whose text the other one is, and when it was saved. */
  readonly they: string;
  readonly choice: Pick | undefined;
  readonly onChoose: (choice: Pick) => void;
  readonly children: Texts;
};

const namesOf = (they: string): Readonly<Record<Pick, string>> => ({
  theirs: `${they}: use this`,
  yours: 'You: use this',
  anew: 'You: write it anew, starting from yours',
  joined: 'The sentences of both',
  both: 'Both, one after the other, to be edited',
});

/** The texts of one conflict, of which a person chooses; nothing is chosen beforehand. */
export function Row({ legend, they, choice, onChoose, children }: RowProps) {
  const names = namesOf(they);
  return (
    <fieldset className="stack">
      <legend>{legend}</legend>
      {children.before ? (
        <div>
          <span className="small muted">Before</span>
          <div className="reading">{children.before}</div>
        </div>
      ) : null}
      {(Object.keys(names) as Pick[])
        .filter((name) => name in children)
        .map((name) => (
          <div key={name}>
            <label className="row">
              <input type="radio" checked={choice === name} onChange={() => onChoose(name)} /> {names[name]}
            </label>
            <div className="reading">{children[name]}</div>
          </div>
        ))}
    </fieldset>
  );
}

type Label = (citationId: string) => string;

/** What stands in a row: the words that differ from before are marked. */
export function rowOf({ base, theirs, ours }: MergeConflict, joined: Block | undefined, label: Label): Texts {
  const blocks = (list: readonly Block[]) =>
    list.map((block, at) => <ReadBlock key={at} block={block} label={label} />);
  const side = (list: readonly Block[]) => marked(base, list, label) ?? blocks(list);
  return {
    ...(base.length > 0 ? { before: blocks(base) } : {}),
    theirs: theirs.length > 0 ? side(theirs) : <p className="muted">Taken out</p>,
    yours: ours.length > 0 ? side(ours) : <p className="muted">Taken out</p>,
    ...(ours.length > 0 ? { anew: null } : {}),
    ...(joined ? { joined: side([joined]) } : {}),
    ...(theirs.length > 0 && ours.length > 0 ? { both: null } : {}),
  };
}

/** One paragraph against one: with its words marked. */
function marked(base: readonly Block[], side: readonly Block[], label: Label) {
  const [before, after] = [base[0], side[0]];
  if (base.length !== 1 || side.length !== 1 || before?.type !== 'paragraph' || after?.type !== 'paragraph')
    return null;
  const pieces = comparedWords(readRun(before.content), readRun(after.content));
  return (
    <p dir="auto">
      <Words pieces={pieces} side="both" label={label} />
    </p>
  );
}
