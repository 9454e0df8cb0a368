import type { ReactNode } from 'react';
import { safeHref } from '@/lib/domain/prose/address';
import type { Block, Body, Inline, ListItem, Mark, Paragraph, Table } from '@/lib/domain/prose/body';

type Props = { readonly body: Body; readonly label: (citationId: string) => string };

/** A section's text as it reads: the same structure as readers get, without editing. */
export function ReadBody({ body, label }: Props) {
  return <div className="reading">{body.content.map((block, at) => blockOf(block, at, label))}</div>;
}

/** One block of it. `label` is what stands in the brackets of a citation. */
export function ReadBlock({ block, label }: { readonly block: Block } & Pick<Props, 'label'>) {
  return blockOf(block, 0, label);
}

/** Words with their marks; links lead where they lead. */
export function Marked({
  text,
  marks = [],
}: {
  readonly text: ReactNode;
  readonly marks?: readonly Mark[] | undefined;
}) {
  return marks.reduce<ReactNode>(markOf, text);
}

type Label = Props['label'];

function blockOf(block: Block, key: number, label: Label): ReactNode {
  if (block.type === 'paragraph') return paragraphOf(block, key, label);
  if (block.type === 'subheading') {
    return (
      <h4 key={key} dir="auto">
        {inlines(block.content, label)}
      </h4>
    );
  }
  if (block.type === 'quotation') {
    return (
      <blockquote key={key} dir="auto">
        {block.content.map((child, at) => paragraphOf(child, at, label))}
        {block.attrs.speaker ? <footer>{block.attrs.speaker}</footer> : null}
      </blockquote>
    );
  }
  if (block.type === 'table') return tableOf(block, key, label);
  const List = block.type === 'bulletList' ? 'ul' : 'ol';
  return <List key={key}>{block.content.map((item, at) => itemOf(item, at, label))}</List>;
}

const tableOf = (table: Table, key: number, label: Label) => (
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
                  {cell.content.map((child, index) => paragraphOf(child, index, label))}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const itemOf = (item: ListItem, key: number, label: Label) => (
  <li key={key}>{item.content.map((child, at) => blockOf(child, at, label))}</li>
);

const paragraphOf = (block: Paragraph, key: number, label: Label) => (
  <p key={key} dir="auto">
    {inlines(block.content, label)}
  </p>
);

const inlines = (nodes: readonly Inline[] | undefined, label: Label) =>
  nodes?.map((node, at) => inlineOf(node, at, label));

function inlineOf(node: Inline, key: number, label: Label): ReactNode {
  if (node.type === 'hardBreak') return <br key={key} />;
  if (node.type === 'citation') {
    return (
      <sup key={key} className="cite" data-citation={node.attrs.id}>
        [{label(node.attrs.id)}]
      </sup>
    );
  }
  return <Marked key={key} text={node.text} marks={node.marks} />;
}

const tags = { bold: 'strong', italic: 'em', subscript: 'sub', superscript: 'sup' } as const;

function markOf(inner: ReactNode, mark: Mark): ReactNode {
  if (mark.type === 'link') return <a href={safeHref(mark.attrs.href) ?? undefined}>{inner}</a>;
  if (mark.type === 'articleLink') return <a href={`/articles/${mark.attrs.slug}`}>{inner}</a>;
  const Tag = tags[mark.type];
  return <Tag>{inner}</Tag>;
}
