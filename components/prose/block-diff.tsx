import type { ReactNode } from 'react';
import { ChangeGroup, FormattingChips, standsIn, Statement } from '@/components/prose/change';
import type { DiffContext } from '@/components/prose/context';
import { WholeBlock, WholePair } from '@/components/prose/whole-block';
import { Pair, partRuns, partStandsIn, runsOf } from '@/components/prose/pairs';
import type { BlockDiff, PartDiff, StatementDiff } from '@/lib/domain/diff/change';

type Props = { readonly block: BlockDiff; readonly ctx: DiffContext };
type Half = 'before' | 'after';

/** One block: as it reads when nothing changed, else sentence by sentence, with what is not words behind it. */
export function BlockView({ block, ctx }: Props) {
  return (
    <>
      {ctx.mode === 'side' ? <TwoColumns block={block} ctx={ctx} /> : <OneColumn block={block} ctx={ctx} />}
      <FormattingChips changes={block.formatting} ctx={ctx} />
    </>
  );
}

/** Whether a block is shown whole: unchanged, moved, or without lined-up words. */
const isWhole = ({ kind, statements, parts }: BlockDiff) =>
  kind === 'kept' || kind === 'moved' || statements.length + parts.length === 0;

function OneColumn({ block, ctx }: Props) {
  if (isWhole(block)) return <WholeBlock block={block} ctx={ctx} />;
  return <Structure block={block} ctx={ctx} />;
}

function Structure({ block, ctx, half }: Props & { readonly half?: Half }) {
  const type = (block.after ?? block.before)?.type ?? 'paragraph';
  const show = (statements: readonly StatementDiff[]) => (
    <Line statements={statements} ctx={ctx} {...(half ? { half } : {})} />
  );
  if (type === 'subheading') return <h4 dir="auto">{show(block.statements)}</h4>;
  if (type === 'table') return <Rows parts={block.parts} ctx={ctx} show={show} />;
  if (type === 'bulletList' || type === 'orderedList') {
    const List = type === 'bulletList' ? 'ul' : 'ol';
    return (
      <List>
        {block.parts.map((part, at) => (
          <li key={at} className="part" data-depth={part.depth} dir="auto">
            <Part part={part} ctx={ctx}>
              {show(part.statements)}
            </Part>
          </li>
        ))}
      </List>
    );
  }
  if (block.parts.length === 0) return <p dir="auto">{show(block.statements)}</p>;
  return (
    <blockquote>
      {block.parts.map((part, at) => (
        <p key={at} dir="auto">
          {show(part.statements)}
        </p>
      ))}
      <Speaker block={block} half={half} />
    </blockquote>
  );
}

function Speaker({ block, half }: Pick<Props, 'block'> & { readonly half: Half | undefined }) {
  const shown = half === 'before' ? block.before : (block.after ?? block.before);
  return shown?.type === 'quotation' && shown.attrs.speaker ? <footer>{shown.attrs.speaker}</footer> : null;
}

function Part({
  part,
  ctx,
  children,
}: {
  readonly part: PartDiff;
  readonly ctx: DiffContext;
  readonly children: ReactNode;
}) {
  if (part.changeId === null) return children;
  return (
    <ChangeGroup ctx={ctx} part={part} what={`${part.what} ${part.kind}`}>
      {part.statements.length > 0 ? (
        children
      ) : (
        <span className="chip">
          Empty {part.what} {part.kind}
        </span>
      )}
    </ChangeGroup>
  );
}

type Show = (statements: readonly StatementDiff[]) => ReactNode;

type RowsProps = { readonly parts: readonly PartDiff[]; readonly ctx: DiffContext; readonly show: Show };

function Rows({ parts, ctx, show }: RowsProps) {
  return (
    <div className="table-wrap">
      <table>
        <tbody>
          {parts.map((part, at) => (
            <tr key={at}>
              {part.statements.length === 0 ? (
                <td>
                  <Part part={part} ctx={ctx}>
                    {null}
                  </Part>
                </td>
              ) : null}
              {cellsOf(part).map((cell, place) => (
                <td key={place}>{show(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellsOf({ statements }: PartDiff): readonly (readonly StatementDiff[])[] {
  const columns = Math.max(0, ...statements.map((statement) => (statement.cell ?? 0) + 1));
  return Array.from({ length: columns }, (_, at) => statements.filter((statement) => (statement.cell ?? 0) === at));
}

type LineProps = { readonly statements: readonly StatementDiff[]; readonly ctx: DiffContext; readonly half?: Half };

function Line({ statements, ctx, half }: LineProps) {
  return statements.map((statement, at) => (
    <Statement key={at} statement={statement} ctx={ctx} {...(half ? { half } : {})} />
  ));
}

/** Before and after beside each other: sentence by sentence in paragraphs, part by part in lists, quotations and tables. */
function TwoColumns({ block, ctx }: Props) {
  if (isWhole(block)) return <WholePair block={block} ctx={ctx} />;
  if (block.parts.length > 0) {
    return (
      <div className="pairs-diff">
        {partRuns(block.parts).map((parts, at) => (
          <PartPair key={at} block={{ ...block, parts }} ctx={ctx} />
        ))}
      </div>
    );
  }
  return (
    <div className="pairs-diff">
      {runsOf(block.statements).map((run, at) => (
        <Pair
          key={at}
          before={
            run.some((one) => standsIn(one, 'before')) ? (
              <p dir="auto">
                <Line statements={run} ctx={ctx} half="before" />
              </p>
            ) : null
          }
          after={
            run.some((one) => standsIn(one, 'after')) ? (
              <p dir="auto">
                <Line statements={run} ctx={ctx} half="after" />
              </p>
            ) : null
          }
        />
      ))}
    </div>
  );
}

/** Items or rows side by side, each change with its own pair. */
function PartPair({ block, ctx }: Props) {
  const on = (half: Half) => block.parts.filter((part) => partStandsIn(part, half));
  const column = (half: Half) =>
    on(half).length > 0 ? <Structure block={{ ...block, parts: on(half) }} ctx={ctx} half={half} /> : null;
  return <Pair before={column('before')} after={column('after')} />;
}
