import { BlockView } from '@/components/prose/block-diff';
import type { DiffContext } from '@/components/prose/context';
import { count } from '@/components/words';
import type { BlockDiff } from '@/lib/domain/diff/change';

type Props = { readonly blocks: readonly BlockDiff[]; readonly ctx: DiffContext };

/** So many blocks of a section stand open at most; what follows is unfolded in parts of this size. */
const openAtMost = 60;

/** The blocks of a section: of a huge one the first stand open, the others unfold part by part. */
export function Blocks({ blocks, ctx }: Props) {
  const starts = Array.from({ length: Math.ceil(blocks.length / openAtMost) }, (_, at) => at * openAtMost);
  if (starts.length < 2) return <Stretches blocks={blocks} ctx={ctx} />;
  return starts.map((start) => {
    const part = blocks.slice(start, start + openAtMost);
    return start === 0 ? (
      <Stretches key={start} blocks={part} ctx={ctx} />
    ) : (
      <details key={start} className="folded">
        <summary>
          Paragraphs {start + 1} to {start + part.length}:{' '}
          {count(part.filter((one) => !isQuiet(one)).length, 'changed one')}
        </summary>
        <Stretches blocks={part} ctx={ctx} />
      </details>
    );
  });
}

/** Of a long unchanged stretch only the ends beside a change stand open. */
function Stretches({ blocks, ctx }: Props) {
  return stretchesOf(blocks, ctx.mode === 'result').map((stretch, at) =>
    stretch.isFolded ? (
      <details key={at} className="folded">
        <summary>{stretch.blocks.length} unchanged paragraphs</summary>
        <Plain blocks={stretch.blocks} ctx={ctx} />
      </details>
    ) : (
      <Plain key={at} blocks={stretch.blocks} ctx={ctx} />
    ),
  );
}

function Plain({ blocks, ctx }: Props) {
  return blocks.map((block, at) => <BlockView key={at} block={block} ctx={ctx} />);
}

type Stretch = { readonly isFolded: boolean; readonly blocks: readonly BlockDiff[] };

/** Unchanged blocks at least this many are folded, without one beside each change. */
const leastFolded = 2;

const isQuiet = ({ kind, formatting }: BlockDiff) =>
  kind === 'kept' && formatting.every((one) => one.changeId === null);

function stretchesOf(blocks: readonly BlockDiff[], isWhole: boolean): Stretch[] {
  if (isWhole) return [{ isFolded: false, blocks }];
  const isFar = blocks.map((_, at) => [at - 1, at, at + 1].every((near) => isQuietAt(blocks, near)));
  const stretches: { isFolded: boolean; blocks: BlockDiff[] }[] = [];
  blocks.forEach((block, at) => {
    const last = stretches.at(-1);
    const isFolded = isFar[at] ?? false;
    if (last?.isFolded === isFolded) last.blocks.push(block);
    else stretches.push({ isFolded, blocks: [block] });
  });
  return stretches.map((stretch) => (stretch.blocks.length < leastFolded ? { ...stretch, isFolded: false } : stretch));
}

function isQuietAt(blocks: readonly BlockDiff[], at: number): boolean {
  const block = blocks[at];
  return block === undefined || isQuiet(block);
}
