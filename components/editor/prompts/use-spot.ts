import type { Editor } from '@tiptap/react';
import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { statementsIn } from '@/components/editor/prompts/ask';
import { promptMarks } from '@/components/editor/prompts/marks';
import { blocksById, type Stretch } from '@/components/editor/prompts/places';
import { statementWords } from '@/lib/domain/prose/statements';

/** Where a link led: the statement that begins with its words, first in its block, else anywhere; else the block. */
function findSpot(editor: Editor, block: string, words: string): Stretch | null {
  const wanted = statementWords(words);
  const all = statementsIn(editor).filter(
    ({ statement }) => wanted !== '' && statementWords(statement.text).startsWith(wanted),
  );
  const found = all.find(({ passage }) => passage.blockId === block) ?? all[0];
  if (found) return found.stretch;
  const holder = blocksById(editor.state.doc).get(block);
  return holder ? { from: holder.position + 1, to: holder.position + holder.node.nodeSize - 1 } : null;
}

/** Comes to the place that the address names, once: the caret behind its words, which are marked until somebody types. */
export function useSpot(editor: Editor, sectionId: string): void {
  const query = useSearchParams();
  const block = query.get('block') ?? '';
  const words = query.get('words') ?? '';
  const isHere = query.get('section') === sectionId && (block !== '' || words !== '');
  const isDone = useRef(false);
  useEffect(() => {
    if (!isHere || isDone.current) return undefined;
    const go = () => {
      if (isDone.current || editor.isDestroyed) return;
      isDone.current = true;
      const spot = findSpot(editor, block, words);
      if (!spot) return;
      editor.commands.setTextSelection(spot.to);
      editor.view.focus();
      editor.view.dispatch(editor.state.tr.setMeta(promptMarks, { spot }).setMeta('addToHistory', false));
      editor.commands.scrollIntoView();
    };
    if (editor.isInitialized) go();
    else editor.on('create', go);
    return () => {
      editor.off('create', go);
    };
  }, [editor, isHere, block, words]);
}
