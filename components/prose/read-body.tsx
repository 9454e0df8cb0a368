import type { JSX, ReactNode } from 'react';
import { safeHref } from '@/lib/domain/prose/address';
import type { Block, Body, Inline, List, ListItem, Mark, Paragraph, Table } from '@/lib/domain/prose/body';

type Props = {
  readonly body: Body;
  readonly label: (citationId: string) => string;
  /** Whether a link leads to an article that nobody can read yet: it is shown as such. */
  readonly isWanted?: ((slug: string) => boolean) | undefined;
};

/** A section's text as it reads: the same structure as readers get, without editing. */
export function ReadBody({ body, label, isWanted }: Props) {
  return <div className="reading">{body.content.map((block, at) => blockOf(block, at, { label, isWanted }))}</div>;
}

/** One block of it. `label` is what stands in the brackets of a citation. */
export function ReadBlock({ block, label }: { readonly block: Block } & Pick<Props, 'label'>) {
  return blockOf(block, 0, { label });
}

/** Words with their marks; links lead where they lead. */
export function Marked({
  text,
  marks = [],
  isWanted,
}: {
  readonly text: ReactNode;
  readonly marks?: readonly Mark[] | undefined;
} & Pick<Props, 'isWanted'>) {
  return marks.reduce<ReactNode>((inner, mark) => markOf(inner, mark, isWanted), text);
}

type Shows = Omit<Props, 'body'>;

function blockOf(block: Block, key: number, shows: Shows): ReactNode {
  if (block.type === 'paragraph') return paragraphOf(block, key, shows);
  if (block.type === 'subheading') {
    return (
      <h4 key={key} dir="auto">
        {inlines(block.content, shows)}
      </h4>
    );
  }
  if (block.type === 'quotation') {
    return (
      <blockquote key={key} dir="auto">
        {block.content.map((child, at) => paragraphOf(child, at, shows))}
        {block.attrs.speaker ? <footer>{block.attrs.speaker}</footer> : null}
      </blockquote>
    );
  }
  if (block.type === 'table') return tableOf(block, key, shows);
  if (block.type === 'bulletList') return <ul key={key}>{itemsOf(block, shows)}</ul>;
  if (block.type === 'orderedList') return <ol key={key}>{itemsOf(block, shows)}</ol>;
  return unknownOf(key);
}

/** What a newer program has stored. */
const unknownOf = (key: number) => (
  <p key={key} className="muted">
    [Something that this version of Stet cannot show]
  </p>
);

const itemsOf = (list: List, shows: Shows) => list.content.map((item, at) => itemOf(item, at, shows));

const tableOf = (table: Table, key: number, shows: Shows) => (
  <div className="table-wrap" key={key}>
    <table>
      <tbody>
        {table.content.map((row, at) => (
          <tr key={at}>
            {row.content.map((cell, place) => {
              const Cell = cell.type === 'tableHeader' ? 'th' : 'td';
              const { colspan: colSpan, rowspan: rowSpan } = cell.attrs;
              return (
                <Cell key={place} colSpan={colSpan} rowSpan={rowSpan}>
                  {cell.content.map((child, index) => paragraphOf(child, index, shows))}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const itemOf = (item: ListItem, key: number, shows: Shows) => (
  <li key={key}>{item.content.map((child, at) => blockOf(child, at, shows))}</li>
);

const paragraphOf = (block: Paragraph, key: number, shows: Shows) => (
  <p key={key} dir="auto">
    {inlines(block.content, shows)}
  </p>
);

const inlines = (nodes: readonly Inline[] | undefined, shows: Shows) =>
  nodes?.map((node, at) => inlineOf(node, at, shows));

function inlineOf(node: Inline, key: number, shows: Shows): ReactNode {
  if (node.type === 'hardBreak') return <br key={key} />;
  if (node.type === 'citation') {
    return (
      <sup key={key} className="cite" data-citation={node.attrs.id}>
        [{shows.label(node.attrs.id)}]
      </sup>
    );
  }
  if (node.type === 'text') return <Marked key={key} text={node.text} marks={node.marks} isWanted={shows.isWanted} />;
  return <span key={key}>[…]</span>;
}

const tags = { bold: 'strong', italic: 'em', subscript: 'sub', superscript: 'sup' } as const;

function markOf(inner: ReactNode, mark: Mark, isWanted: Props['isWanted']): ReactNode {
  if (mark.type === 'link') return <a href={safeHref(mark.attrs.href) ?? undefined}>{inner}</a>;
  if (mark.type === 'articleLink') {
    const { slug } = mark.attrs;
    if (!isWanted?.(slug)) return <a href={`/articles/${slug}`}>{inner}</a>;
    return (
      <span className="wanted" title={`No such article yet: ${slug}`}>
        {inner}
      </span>
    );
  }
  const Tag: keyof JSX.IntrinsicElements | undefined = tags[mark.type];
  return Tag === undefined ? inner : <Tag>{inner}</Tag>;
}
