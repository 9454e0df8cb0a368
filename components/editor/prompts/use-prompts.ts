import type { Editor } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import { send, SendError } from '@/components/send';
import { askAbout, pasteAround, placeOf } from '@/components/editor/prompts/ask';
import { type ShownAnswer, usePromptData } from '@/components/editor/prompts/data.client';
import { promptMarks, promptPlugin } from '@/components/editor/prompts/marks';
import { blockIdAt, blocksById, stretchOf } from '@/components/editor/prompts/places';
import { answerPromptEndpoint } from '@/lib/contract/revisions';
import type { Body } from '@/lib/domain/prose/body';
import { type Prompt, promptKey, type PromptReason } from '@/lib/domain/prose/prompts/prompt';

/** A prompt with the answer that somebody gave. */
export type Shown = { readonly prompt: Prompt; readonly answer: ShownAnswer | null };

type Options = {
  readonly editor: Editor;
  readonly sectionId: string;
  /** The text as it was when the section was opened. */
  readonly opened: Body;
  readonly sourceOf: (citationId: string) => string | undefined;
  /** Asks for a source behind the words at the caret. */
  readonly onCite: () => void;
};

/** How long nobody has to type until the text is read anew, and until the paragraph counts as finished, in milliseconds. */
const pause = 400;
const finished = 5000;

/** The prompts of an open section: found while nobody types, shown in the text, answered with reasons. */
export function usePrompts(options: Options) {
  const { editor, sectionId, onCite } = options;
  const data = usePromptData();
  const [found, setFound] = useState<{ prompts: readonly Prompt[]; atCaret: Prompt | null }>({
    prompts: [],
    atCaret: null,
  });
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<string | null>(null);
  const answers = data?.answers;
  const shown = found.prompts.map((prompt): Shown => ({ prompt, answer: answers?.get(promptKey(prompt)) ?? null }));
  const open = shown.filter((one) => one.answer === null && !later.has(promptKey(one.prompt)));
  const atCaret = caretOf(found.atCaret, shown, answers);
  useReading(options, data?.baseOf(sectionId, options.opened) ?? null, setFound);
  useMarks(
    editor,
    open.map(({ prompt }) => prompt),
  );

  async function answer({ prompt }: Shown, reason: PromptReason | null): Promise<boolean> {
    if (!data) return false;
    const { kind, statement } = prompt;
    setError(null);
    try {
      await send(answerPromptEndpoint, { number: data.number, sectionId, kind, statement, reason });
    } catch (problem) {
      setError(problem instanceof SendError ? problem.message : 'Something went wrong. Try again.');
      return false;
    }
    data.keep(prompt, reason);
    settle(editor, prompt);
    return true;
  }
  /** The caret behind the statement, or the words themselves chosen. */
  function goTo(prompt: Prompt, which: 'words' | 'end'): void {
    const words = stretchOf(blocksById(editor.state.doc), prompt);
    const statement = placeOf(editor, prompt);
    const paste = statement && prompt.kind === 'pasted' ? pasteAround(editor, statement) : null;
    const place = which === 'words' && words ? words : (paste?.last ?? statement)?.stretch;
    if (!place) return;
    editor.view.focus();
    editor.commands.setTextSelection(which === 'words' ? place : place.to);
    editor.commands.scrollIntoView();
  }
  return {
    ...{ open, atCaret, error, answer },
    answered: shown.filter((one) => one.answer !== null),
    show: ({ prompt }: Shown) => goTo(prompt, 'words'),
    addSource: ({ prompt }: Shown) => {
      goTo(prompt, 'end');
      onCite();
    },
    keepSource: ({ prompt }: Shown) => {
      goTo(prompt, 'end');
      for (const id of prompt.citations ?? []) editor.commands.insertCitation(id);
    },
    postpone: ({ prompt }: Shown) => {
      setLater((now) => new Set([...now, promptKey(prompt)]));
      settle(editor, prompt);
    },
  };
}

/** A paste that was accounted for is a text like any other: its statements are asked about one by one. */
function settle(editor: Editor, prompt: Prompt): void {
  const statement = prompt.kind === 'pasted' ? placeOf(editor, prompt) : null;
  const paste = statement && pasteAround(editor, statement);
  if (paste) editor.view.dispatch(editor.state.tr.setMeta(promptMarks, { settled: paste.at }));
}

export type Prompting = ReturnType<typeof usePrompts>;

/** The statement at the caret, unless it is asked about anyway. */
function caretOf(
  prompt: Prompt | null,
  shown: readonly Shown[],
  answers: ReadonlyMap<string, ShownAnswer> | undefined,
): Shown | null {
  if (!prompt) return null;
  const aboutSource = ['source', 'source_lost', 'pasted'];
  const isAsked = shown.some(
    (one) => aboutSource.includes(one.prompt.kind) && one.prompt.statement === prompt.statement,
  );
  return isAsked ? null : { prompt, answer: answers?.get(promptKey(prompt)) ?? null };
}

/** Reads the text again when nobody has typed for a moment; the paragraph that is being written only when it is finished. */
function useReading(
  { editor, sourceOf }: Options,
  base: Body | null,
  onFound: (found: { prompts: readonly Prompt[]; atCaret: Prompt | null }) => void,
): void {
  const latest = useRef({ base, sourceOf });
  useEffect(() => {
    latest.current = { base, sourceOf };
  });
  useEffect(() => {
    let writing: string | null = null;
    let timers: number[] = [];
    const read = () => {
      if (editor.isDestroyed) return;
      onFound(askAbout(editor, latest.current, writing));
    };
    const rest = () => {
      writing = null;
      read();
    };
    const wait = () => {
      timers.forEach((timer) => window.clearTimeout(timer));
      timers = [window.setTimeout(read, pause), ...(writing === null ? [] : [window.setTimeout(rest, finished)])];
    };
    const here = () => blockIdAt(editor.state.doc, editor.state.selection.from);
    const onUpdate = () => {
      if (editor.isFocused) writing = here();
      wait();
    };
    const onSelection = () => {
      if (writing !== null && here() !== writing) writing = null;
      wait();
    };
    const onBlur = () => {
      writing = null;
      wait();
    };
    read();
    editor.on('update', onUpdate).on('selectionUpdate', onSelection).on('blur', onBlur);
    return () => {
      timers.forEach((timer) => window.clearTimeout(timer));
      editor.off('update', onUpdate).off('selectionUpdate', onSelection).off('blur', onBlur);
    };
  }, [editor, onFound]);
}

/** Shows the open prompts in the text. */
function useMarks(editor: Editor, prompts: readonly Prompt[]): void {
  useEffect(() => {
    editor.registerPlugin(promptPlugin());
    return () => {
      if (!editor.isDestroyed) editor.unregisterPlugin(promptMarks);
    };
  }, [editor]);
  const key = JSON.stringify(prompts);
  useEffect(() => {
    if (editor.isDestroyed) return;
    const { tr } = editor.state;
    editor.view.dispatch(
      tr.setMeta(promptMarks, { prompts: JSON.parse(key) as Prompt[] }).setMeta('addToHistory', false),
    );
  }, [editor, key]);
}
