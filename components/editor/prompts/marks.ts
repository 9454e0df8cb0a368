import type { Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { blocksById, type Stretch, stretchOf } from '@/components/editor/prompts/places';
import { type Prompt, slipKinds } from '@/lib/domain/prose/prompts/prompt';

/** Longer pastes are asked about (ux.md 9.6), in code units. */
const longPaste = 200;

/** What the editor shows of its prompts: marked words, a count at each paragraph, and what was pasted and not yet accounted for. */
export type PromptMarks = {
  readonly prompts: readonly Prompt[];
  readonly pasted: readonly Stretch[];
  /** The place that a link led to. */
  readonly spot: Stretch | null;
  readonly marks: DecorationSet;
};

type Meta = { readonly prompts?: readonly Prompt[]; readonly settled?: number; readonly spot?: Stretch };

export const promptMarks = new PluginKey<PromptMarks>('prompts');

const isSlip = ({ kind }: Prompt): boolean => slipKinds.some((slip) => slip === kind);

function marksOf(doc: Transaction['doc'], prompts: readonly Prompt[], spot: Stretch | null): DecorationSet {
  const blocks = blocksById(doc);
  const counts = new Map<string, number>();
  const words = prompts.flatMap((prompt) => {
    counts.set(prompt.blockId, (counts.get(prompt.blockId) ?? 0) + 1);
    const stretch = stretchOf(blocks, prompt);
    if (!stretch || stretch.from === stretch.to) return [];
    const className = isSlip(prompt) ? 'prompt-slip' : 'prompt-words';
    const { from, to } = stretch;
    return prompt.row === null
      ? [Decoration.inline(from, to, { class: className })]
      : [Decoration.node(from, to, { class: className })];
  });
  const gutter = [...counts].flatMap(([id, count]) => {
    const block = blocks.get(id);
    if (!block) return [];
    const { position, node } = block;
    return [
      Decoration.node(position, position + node.nodeSize, { class: 'has-prompts', 'data-prompts': String(count) }),
    ];
  });
  const here = spot ? [Decoration.inline(spot.from, spot.to, { class: 'prompt-spot' })] : [];
  return DecorationSet.create(doc, [...words, ...gutter, ...here]);
}

/** The text that a transaction put in, when it is a long paste. */
function pastedBy(tr: Transaction): Stretch[] {
  if (!tr.docChanged || tr.getMeta('uiEvent') !== 'paste') return [];
  const found: Stretch[] = [];
  tr.mapping.maps.forEach((map, index) => {
    map.forEach((_oldFrom, _oldTo, from, to) => {
      const rest = tr.mapping.slice(index + 1);
      const stretch = { from: rest.map(from, 1), to: rest.map(to, -1) };
      if (tr.doc.textBetween(stretch.from, stretch.to, ' ').length > longPaste) found.push(stretch);
    });
  });
  return found.slice(-1);
}

const moved = (tr: Transaction, { from, to }: Stretch): Stretch => ({
  from: tr.mapping.map(from, 1),
  to: tr.mapping.map(to, -1),
});

/** Shows the prompts that are set by `setMeta(promptMarks, { prompts })`, and keeps what was pasted until it is `settled`. */
export const promptPlugin = () =>
  new Plugin<PromptMarks>({
    key: promptMarks,
    state: {
      init: () => ({ prompts: [], pasted: [], spot: null, marks: DecorationSet.empty }),
      apply: (tr, before) => {
        const meta = tr.getMeta(promptMarks) as Meta | undefined;
        if (!tr.docChanged && meta === undefined) return before;
        const kept = before.pasted.filter(({ from }) => from !== meta?.settled);
        const pasted = [...kept.map((one) => moved(tr, one)), ...pastedBy(tr)].filter(({ from, to }) => from < to);
        const spot = meta?.spot ?? (before.spot && !tr.docChanged ? before.spot : null);
        const prompts = meta?.prompts ?? before.prompts;
        const isNew = meta?.prompts !== undefined || spot !== before.spot;
        const marks = isNew ? marksOf(tr.doc, prompts, spot) : before.marks.map(tr.mapping, tr.doc);
        return { prompts, pasted, spot, marks };
      },
    },
    props: { decorations: (state) => promptMarks.getState(state)?.marks },
  });
