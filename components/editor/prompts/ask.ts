import type { Editor } from '@tiptap/react';
import { promptMarks } from '@/components/editor/prompts/marks';
import { blockIdAt, blocksById, type Stretch, stretchOf } from '@/components/editor/prompts/places';
import { noJudgement } from '@/lib/domain/citation/coverage';
import type { Body } from '@/lib/domain/prose/body';
import type { Prompt } from '@/lib/domain/prose/prompts/prompt';
import { promptsOf, sourceQuestion } from '@/lib/domain/prose/prompts/section';
import { type Passage, passagesOf, type Statement, statementWords } from '@/lib/domain/prose/statements';

type Section = {
  readonly base: Body | null;
  readonly sourceOf: (citationId: string) => string | undefined;
};

/** The text that an editor holds. */
const bodyIn = (editor: Editor): Body => editor.getJSON() as unknown as Body;

type Placed = { readonly passage: Passage; readonly statement: Statement; readonly stretch: Stretch };

/** The statements of the text that is written, each with its place. */
export function statementsIn(editor: Editor): Placed[] {
  const blocks = blocksById(editor.state.doc);
  return passagesOf(bodyIn(editor)).flatMap((passage) =>
    passage.statements.flatMap((statement) => {
      const stretch = stretchOf(blocks, { ...statement, row: passage.row });
      return stretch ? [{ passage, statement, stretch }] : [];
    }),
  );
}

/** The statement that a prompt is about; null when its words are gone. */
export function placeOf(editor: Editor, { blockId, row, statement }: Prompt): Placed | null {
  const isIt = (one: Placed) => statementWords(one.statement.text) === statement;
  const all = statementsIn(editor).filter(isIt);
  return all.find(({ passage }) => passage.blockId === blockId && passage.row === row) ?? all[0] ?? null;
}

/** The long paste that a statement is part of: where it begins, and the last of its statements. */
export function pasteAround(editor: Editor, { stretch: { from, to } }: Placed): { at: number; last: Placed } | null {
  const paste = promptMarks.getState(editor.state)?.pasted.find((one) => one.from < to && from < one.to);
  if (!paste) return null;
  const last = statementsIn(editor).findLast(({ stretch }) => stretch.from < paste.to && paste.from < stretch.to);
  return last ? { at: paste.from, last } : null;
}

/** A long paste as a prompt about its first statement, until it carries a source. */
function askOfPaste({ from, to }: Stretch, placed: readonly Placed[]): Prompt | null {
  const inside = placed.filter(({ stretch }) => stretch.from < to && from < stretch.to);
  const [first] = inside;
  const last = inside.at(-1);
  if (!first || !last || inside.some(({ statement }) => statement.citations.length > 0)) return null;
  const { passage, statement } = first;
  return {
    ...{ kind: 'pasted', blockId: passage.blockId, row: passage.row, statement: statementWords(statement.text) },
    ...{ from: statement.from, to: statement.to, said: statement.text },
  };
}

type Asked = {
  /** In the order of the text, answered ones too. */
  readonly prompts: readonly Prompt[];
  /** The statement at the caret, when it has no source. */
  readonly atCaret: Prompt | null;
};

/** Everything that is worth asking about the text as it stands. Paragraphs in `writing` are left in peace. */
export function askAbout(editor: Editor, section: Section, writing: string | null): Asked {
  const pasted = promptMarks.getState(editor.state)?.pasted ?? [];
  const placed = statementsIn(editor);
  const asks = pasted.flatMap((stretch) => askOfPaste(stretch, placed) ?? []);
  const within = (prompt: Prompt) => {
    const at = placed.find(
      ({ passage, statement }) => passage.blockId === prompt.blockId && statement.from === prompt.from,
    );
    return at !== undefined && pasted.some(({ from, to }) => at.stretch.from < to && from < at.stretch.to);
  };
  const found = promptsOf({ body: bodyIn(editor), ...section, judged: noJudgement });
  const others = found.filter((prompt) => prompt.kind !== 'source' || asks.length === 0 || !within(prompt));
  const { selection, doc } = editor.state;
  const here = placed.find(({ stretch }) => stretch.from <= selection.from && selection.from <= stretch.to);
  const isQuiet = writing === null || blockIdAt(doc, selection.from) !== writing;
  const atCaret = here && isQuiet ? sourceQuestion(here.passage, here.statement, noJudgement) : null;
  return { prompts: [...asks, ...others].filter(({ blockId }) => blockId !== writing), atCaret };
}
