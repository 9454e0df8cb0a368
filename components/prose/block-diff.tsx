import type { ReactNode } from 'react';
import { ChangeGroup, FormattingChips, standsIn, Statement } from '@/components/prose/change';
import type { DiffContext } from '@/components/prose/context';
import { ReadBlock } from '@/components/prose/read-body';
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

const holdsWords = ({ statements, parts }: BlockDiff) => statements.length > 0 || parts.length > 0;

function OneColumn({ block, ctx }: Props) {
  if (block.kind === 'moved') return <MovedBlock block={block} ctx={ctx} />;
  if (block.kind === 'kept' || !holdsWords(block)) return <WholeBlock block={block} ctx={ctx} />;
  return <Structure block={block} ctx={ctx} />;
}

function MovedBlock({ block, ctx }: Props) {
  const shown = block.after ?? block.before;
  if (!shown) return null;
  if (block.side === 'from') {
    if (ctx.mode === 'result') return null;
    return (
      <ChangeGroup ctx={ctx} part={block} what="moved from here" as="div" className="moved">
        <p className="small">Moved from here:</p>
        <del>
          <ReadBlock block={block.before ?? shown} label={ctx.label} />
        </del>
      </ChangeGroup>
    );
  }
  return (
    <ChangeGroup ctx={ctx} part={block} what="moved, the words are the same" as="div" className="moved">
      <ReadBlock block={shown} label={ctx.label} />
    </ChangeGroup>
  );
}

/** A block without lined-up words: unchanged, or both texts one after the other. */
function WholeBlock({ block, ctx }: Props) {
  const { kind, before, after } = block;
  const shown = after ?? before;
  if (!shown || (kind === 'deleted' && ctx.mode === 'result')) return null;
  const text = <ReadBlock block={shown} label={ctx.label} />;
  if (kind === 'added' && ctx.mode !== 'result') {
    return (
      <ChangeGroup ctx={ctx} part={block} what="new" as="div">
        <ins>{text}</ins>
      </ChangeGroup>
    );
  }
  if (kind === 'deleted') {
    return (
      <ChangeGroup ctx={ctx} part={block} what="deleted" as="div">
        <del>{text}</del>
      </ChangeGroup>
    );
  }
  return text;
}

function Structure({ block, ctx, half }: Props & { readonly half?: Half }) {
  const type = (block.after ?? block.before)?.type ?? 'paragraph';
  const show = (statements: readonly StatementDiff[]) => (
    <Line statements={statements} ctx={ctx} {...(half ? { half } : {})} />
  );
  if (type === 'subheading') return <h4 dir="auto">{show(block.statements)}</h4>;
  if (type === 'table') return <Rows parts={block.parts} show={show} />;
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

function Rows({ parts, show }: { readonly parts: readonly PartDiff[]; readonly show: Show }) {
  return (
    <div className="table-wrap">
      <table>
        <tbody>
          {parts.map((part, at) => (
            <tr key={at}>
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

/** Before and after beside each other, sentence by sentence in paragraphs, block by block elsewhere. */
function TwoColumns({ block, ctx }: Props) {
  if (block.kind === 'kept' || block.kind === 'moved' || !holdsWords(block))
    return <WholePair block={block} ctx={ctx} />;
  if (block.parts.length > 0) {
    return (
      <Pair
        before={<Structure block={block} ctx={ctx} half="before" />}
        after={<Structure block={block} ctx={ctx} half="after" />}
      />
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

function WholePair({ block, ctx }: Props) {
  const { kind, side, before, after } = block;
  const isBefore = kind === 'kept' || kind === 'deleted' || side === 'from';
  const isAfter = kind === 'kept' || kind === 'added' || side === 'to';
  const one = { ...ctx, mode: 'inline' as const };
  const old = before ?? after;
  return (
    <Pair
      before={
        isBefore && old ? (
          kind === 'kept' ? (
            <ReadBlock block={old} label={ctx.label} />
          ) : (
            <OneColumn block={block} ctx={one} />
          )
        ) : null
      }
      after={isAfter ? <OneColumn block={block} ctx={one} /> : null}
    />
  );
}

function Pair({ before, after }: { readonly before: ReactNode; readonly after: ReactNode }) {
  return (
    <div className="pair">
      <div>{before ?? <span className="nothing">Before: nothing here</span>}</div>
      <div>{after ?? <span className="nothing">After: nothing here</span>}</div>
    </div>
  );
}

/** Sentences in rows: unchanged ones that follow each other share a row, each change has its own. */
function runsOf(statements: readonly StatementDiff[]): StatementDiff[][] {
  const runs: StatementDiff[][] = [];
  for (const statement of statements) {
    const last = runs.at(-1);
    if (last && statement.kind === 'kept' && last.every((one) => one.kind === 'kept')) last.push(statement);
    else runs.push([statement]);
  }
  return runs;
}
