import { ChangeGroup } from '@/components/prose/change';
import { type DiffContext, moveWords } from '@/components/prose/context';
import { Pair } from '@/components/prose/pairs';
import { ReadBlock } from '@/components/prose/read-body';
import type { BlockDiff } from '@/lib/domain/diff/change';
import type { Block } from '@/lib/domain/prose/body';

type Props = { readonly block: BlockDiff; readonly ctx: DiffContext };
type Sides = { readonly before: Block; readonly after: Block };

const tooLong = 'edited, too long to compare sentence by sentence';

/** A block without lined-up words: unchanged, moved, or both texts one after the other. */
export function WholeBlock({ block, ctx }: Props) {
  const { kind, before, after } = block;
  const shown = after ?? before;
  if (!shown) return null;
  if (kind === 'moved') return <MovedBlock block={block} ctx={ctx} />;
  const text = <ReadBlock block={shown} label={ctx.label} />;
  if (ctx.mode === 'result') return kind === 'deleted' ? null : text;
  if (kind === 'kept' || (kind === 'edited' && !block.limited)) return text;
  return (
    <ChangeGroup ctx={ctx} part={block} what={whatOf[kind]} as="div">
      {before ? (
        <del>
          <ReadBlock block={before} label={ctx.label} />
        </del>
      ) : null}
      {after ? <ins>{text}</ins> : null}
    </ChangeGroup>
  );
}

const whatOf = { edited: tooLong, added: 'new', deleted: 'deleted' } as const;

function MovedBlock({ block, ctx }: Props) {
  const shown = block.after ?? block.before;
  if (!shown) return null;
  if (block.side === 'from') {
    if (ctx.mode === 'result') return null;
    return (
      <ChangeGroup ctx={ctx} part={block} what={moveWords(block, ctx.places)} as="div" className="moved">
        <MoveNote moved={block} ctx={ctx} />
        <del>
          <ReadBlock block={block.before ?? shown} label={ctx.label} />
        </del>
      </ChangeGroup>
    );
  }
  return (
    <ChangeGroup ctx={ctx} part={block} what={moveWords(block, ctx.places)} as="div" className="moved">
      {ctx.mode === 'result' ? null : <MoveNote moved={block} ctx={ctx} />}
      <ReadBlock block={shown} label={ctx.label} />
    </ChangeGroup>
  );
}

function MoveNote({ moved, ctx }: { readonly moved: BlockDiff; readonly ctx: DiffContext }) {
  const words = moveWords(moved, ctx.places);
  return <p className="small">{`${words.slice(0, 1).toUpperCase()}${words.slice(1)}:`}</p>;
}

/** The same in two columns. */
export function WholePair({ block, ctx }: Props) {
  const { kind, side, before, after } = block;
  if (kind === 'edited' && before && after) return <EditedPair block={block} ctx={ctx} sides={{ before, after }} />;
  const one = <WholeBlock block={block} ctx={{ ...ctx, mode: 'inline' }} />;
  const old = before ?? after;
  if (kind === 'kept') return <Pair before={old ? <ReadBlock block={old} label={ctx.label} /> : null} after={one} />;
  const isBefore = kind === 'deleted' || side === 'from';
  return <Pair before={isBefore ? one : null} after={isBefore ? null : one} />;
}

function EditedPair({ block, ctx, sides }: Props & { readonly sides: Sides }) {
  const pair = (
    <Pair
      before={<ReadBlock block={sides.before} label={ctx.label} />}
      after={<ReadBlock block={sides.after} label={ctx.label} />}
    />
  );
  if (!block.limited) return pair;
  return (
    <ChangeGroup ctx={ctx} part={block} what={tooLong} as="div">
      {pair}
    </ChangeGroup>
  );
}
