import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type Trigger, triggerIn } from '@/components/editor/insert/trigger';

/** A list that is open at the caret: what is asked for, and which part of the text asks. */
export type Suggesting = Trigger & { readonly from: number; readonly to: number };

type State = { readonly open: Suggesting | null; readonly dismissed: number | null };

const key = new PluginKey<State>('suggest');

/** What the caret asks for now. */
function readState({ selection }: EditorState): Suggesting | null {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock) return null;
  const before = $from.parent.textBetween(
    Math.max(0, $from.parentOffset - 200),
    $from.parentOffset,
    undefined,
    '\uFFFC',
  );
  const trigger = triggerIn(before);
  return trigger && { ...trigger, from: $from.pos - trigger.length, to: $from.pos };
}

type Options = {
  /** The list opened, changed, or closed (null). */
  readonly onChange: (open: Suggesting | null, view: EditorView) => void;
  /** A key while the list is open; true when the list took it. */
  readonly onKey: (event: KeyboardEvent) => boolean;
};

/**
 * Watches for "/" and "[[" at the caret. A list opens by typing only, never by moving the caret into such words; Escape leaves what
 * was typed and keeps the list away from that place.
 */
export function suggestWith({ onChange, onKey }: Options) {
  return Extension.create({
    name: 'suggest',
    priority: 1100,
    addProseMirrorPlugins: () => [
      new Plugin<State>({
        key,
        state: {
          init: () => ({ open: null, dismissed: null }),
          apply(tr, { open, dismissed }, _before, state) {
            if (tr.getMeta(key) === 'close') return { open: null, dismissed: open ? open.from : dismissed };
            const now = readState(state);
            if (!now) return { open: null, dismissed: null };
            const kept = dismissed === null ? null : tr.mapping.map(dismissed);
            if (kept === now.from) return { open: null, dismissed: kept };
            return { open: tr.docChanged || open ? now : null, dismissed: null };
          },
        },
        view: () => ({
          update(view, before) {
            const now = key.getState(view.state)?.open ?? null;
            const was = key.getState(before)?.open ?? null;
            if (now !== was) onChange(now, view);
          },
        }),
        props: {
          handleKeyDown(view, event) {
            if (!key.getState(view.state)?.open || event.isComposing) return false;
            if (event.key !== 'Escape') return onKey(event);
            closeSuggest(view);
            return true;
          },
          handleDOMEvents: {
            blur: (view) => {
              if (key.getState(view.state)?.open) closeSuggest(view);
              return false;
            },
          },
        },
      }),
    ],
  });
}

/** Whether a list is open: then Escape closes the list, and nothing else. */
export const isSuggesting = (state: EditorState): boolean => Boolean(key.getState(state)?.open);

/** Closes the list; what was typed stays. */
function closeSuggest(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(key, 'close'));
}
