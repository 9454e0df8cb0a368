import { Fragment, type ReactNode } from 'react';
import { Prose } from '@/components/reader/prose';
import { groupBy } from '@/lib/domain/group';
import type { Block, Mark } from '@/lib/domain/prose/body';
import { escapeHtml } from '@/lib/domain/prose/address';
import { bodyToHtml } from '@/lib/domain/prose/html';
import type { BlockDiff, PartDiff, SectionDiff, StatementDiff, WordPiece } from '@/lib/domain/diff/change';

/** What all parts of a comparison share: how a citation is called (by its id), the place named to readers, the number of changes. */
export type DiffContext = {
  readonly cites: Readonly<Record<string, string>>;
  readonly place: string;
  readonly total: number;
};

const kindNames = {
  kept: 'formatting',
  edited: 'edited sentence',
  new: 'new sentence',
  deleted: 'deleted sentence',
  moved: 'moved sentence',
} as const;

const citeText = (context: DiffContext, id: string) => `[${context.cites[id] ?? 'source'}]`;

/** Neighbours of one kind as one run, so that a change is announced once. */
function runs(words: readonly WordPiece[]): WordPiece[][] {
  const groups: WordPiece[][] = [];
  for (const piece of words) {
    const last = groups.at(-1);
    if (last?.[0]?.kind === piece.kind) last.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

const tags = { bold: 'strong', italic: 'em', subscript: 'sub', superscript: 'sup' } as const;

function Marked({ marks, children }: { readonly marks: readonly Mark[]; readonly children: ReactNode }): ReactNode {
  const [mark, ...rest] = marks;
  if (!mark) return children;
  const inner = <Marked marks={rest}>{children}</Marked>;
  if (mark.type === 'link' || mark.type === 'articleLink') return <u>{inner}</u>;
  const Tag = tags[mark.type];
  return <Tag>{inner}</Tag>;
}

function Piece({ piece, context }: { readonly piece: WordPiece; readonly context: DiffContext }) {
  if (piece.citationId !== undefined) return <span className="meta">{citeText(context, piece.citationId)}</span>;
  return <Marked marks={piece.marks ?? []}>{piece.text}</Marked>;
}

/** Words with what came and went as real `ins` and `del`, spelled out for readers that stay silent on them (ux.md 10.3). */
export function Words({ words, context }: { readonly words: readonly WordPiece[]; readonly context: DiffContext }) {
  return runs(words).map((group, at) => {
    const inside = group.map((piece, index) => (
      <Piece key={`${index}-${piece.text}`} piece={piece} context={context} />
    ));
    const [first] = group;
    const key = `${at}-${first?.text ?? ''}`;
    if (first?.kind === 'ins') return <Inserted key={key}>{inside}</Inserted>;
    if (first?.kind === 'del') return <Deleted key={key}>{inside}</Deleted>;
    return <Fragment key={key}>{inside}</Fragment>;
  });
}

function Inserted({ children }: { readonly children: ReactNode }) {
  return (
    <ins>
      <span className="vh">[inserted: </span>
      {children}
      <span className="vh">]</span>
    </ins>
  );
}

function Deleted({ children }: { readonly children: ReactNode }) {
  return (
    <del>
      <span className="vh">[deleted: </span>
      {children}
      <span className="vh">]</span>
    </del>
  );
}

const changeName = (id: string, what: string, { total, place }: DiffContext) =>
  `Change ${id.replace(/^c/u, '')} of ${total}, ${what}${place === '' ? '' : `, ${place}`}`;

/** One numbered change: the target of links and of keys; the far end of a move has no anchor of its own. */
export function Change(props: {
  readonly id: string;
  readonly what: string;
  readonly anchor?: boolean;
  readonly context: DiffContext;
  readonly children: ReactNode;
}) {
  const { id, what, anchor = true, context, children } = props;
  // A group inside a sentence: no element stands for it.
  /* oxlint-disable jsx-a11y/prefer-tag-over-role */
  return (
    <span
      role="group"
      className="numbered"
      id={anchor ? id : undefined}
      aria-label={changeName(id, what, context)}
      tabIndex={-1}
    >
      {children}
    </span>
  );
  /* oxlint-enable jsx-a11y/prefer-tag-over-role */
}

function Statement({ statement, context }: { readonly statement: StatementDiff; readonly context: DiffContext }) {
  const { kind, changeId, side } = statement;
  const moved = kind === 'moved' && (
    <span className="meta">{side === 'from' ? ' [moved away from here] ' : ' [moved here] '}</span>
  );
  const words = <Words words={statement.words} context={context} />;
  const inside = (
    <>
      {moved}
      {moved && side === 'from' ? <s>{words}</s> : words}
    </>
  );
  if (changeId === null) return inside;
  return (
    <Change id={changeId} what={kindNames[kind]} anchor={side !== 'from'} context={context}>
      {inside}
    </Change>
  );
}

function Statements({ list, context }: { readonly list: readonly StatementDiff[]; readonly context: DiffContext }) {
  return list.map((statement, at) => (
    <Fragment key={`${at}-${statement.changeId ?? ''}`}>
      <Statement statement={statement} context={context} />{' '}
    </Fragment>
  ));
}

function Whole({ block, context }: { readonly block: Block; readonly context: DiffContext }) {
  const html = bodyToHtml(
    { type: 'doc', content: [block] },
    {
      subheadingLevel: 4,
      articleHref: () => null,
      citation: (id) => `<span class="meta">${escapeHtml(citeText(context, id))}</span>`,
    },
  );
  return <Prose html={html} />;
}

function Row({ part, context }: { readonly part: PartDiff; readonly context: DiffContext }) {
  const cells = [...groupBy(part.statements, ({ cell }) => cell ?? 0)].toSorted(([a], [b]) => a - b);
  return (
    <tr>
      {cells.map(([cell, list]) => (
        <td key={cell} dir="auto">
          <Statements list={list} context={context} />
        </td>
      ))}
    </tr>
  );
}

function Parts({ parts, context }: { readonly parts: readonly PartDiff[]; readonly context: DiffContext }) {
  if (parts.some(({ what }) => what === 'row')) {
    return (
      <table>
        <tbody>
          {parts.map((part, at) => (
            <Row key={`${at}-${part.changeId ?? ''}`} part={part} context={context} />
          ))}
        </tbody>
      </table>
    );
  }
  const item = parts[0]?.what === 'item';
  const Outer = item ? 'ul' : 'blockquote';
  const Inner = item ? 'li' : 'p';
  return (
    <Outer>
      {parts.map((part, at) => (
        <Inner
          key={`${at}-${part.changeId ?? ''}`}
          dir="auto"
          className={item ? `d${Math.min(part.depth, 3)}` : undefined}
        >
          <Statements list={part.statements} context={context} />
        </Inner>
      ))}
    </Outer>
  );
}

/** What became of a block as a whole; empty when only something inside it changed. */
function fate({ kind, side }: BlockDiff): string {
  if (kind === 'added') return 'Added';
  if (kind === 'deleted') return 'Deleted';
  if (kind !== 'moved') return '';
  return side === 'from' ? 'Moved away from here' : 'Moved here';
}

/** The text of a block that came or went without being taken apart (a moved block, or a section too large to compare). */
function Untouched({ block, context }: { readonly block: BlockDiff; readonly context: DiffContext }) {
  const held = block.after ?? block.before;
  const label = fate(block);
  const Around = block.kind === 'added' ? 'ins' : block.kind === 'deleted' ? 'del' : Fragment;
  const anchor = block.side === 'from' ? null : block.changeId;
  return (
    <div {...(label !== '' && { className: 'moved' })} {...(anchor !== null && { id: anchor })}>
      {label !== '' && <p className="meta">{label}</p>}
      <Around>{held && <Whole block={held} context={context} />}</Around>
    </div>
  );
}

function BlockChange({ block, context }: { readonly block: BlockDiff; readonly context: DiffContext }) {
  const chips = block.formatting.filter(({ changeId }) => changeId !== null);
  const subheading = (block.after ?? block.before)?.type === 'subheading';
  const taken = block.statements.length > 0 || block.parts.length > 0;
  return (
    <div className="change">
      {!taken && <Untouched block={block} context={context} />}
      {block.statements.length > 0 && (
        <p dir="auto" className={subheading ? 'subheading' : undefined}>
          <Statements list={block.statements} context={context} />
        </p>
      )}
      {block.parts.length > 0 && <Parts parts={block.parts} context={context} />}
      {chips.length > 0 && (
        <ul className="chips">
          {chips.map(({ changeId, sentence }) => (
            <li key={`${changeId ?? ''}-${sentence}`} id={taken ? undefined : (changeId ?? undefined)}>
              {sentence}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The text of one section with every change marked; nothing for an unchanged one. The caller writes the heading. */
export function ProseDiff({ section, context }: { readonly section: SectionDiff; readonly context: DiffContext }) {
  return (
    <>
      {section.limited && (
        <p className="meta">
          This section is too large to compare word by word. Both texts follow, one after the other.
        </p>
      )}
      {section.blocks.map((block, at) => (
        <BlockChange key={`${at}-${block.blockId}`} block={block} context={context} />
      ))}
    </>
  );
}
