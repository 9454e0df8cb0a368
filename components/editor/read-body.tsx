import type { ReactNode } from 'react';
import { safeHref } from '@/lib/domain/prose/address';
import type { Block, Body, Inline, ListItem, Mark, Paragraph } from '@/lib/domain/prose/body';

type Props = { readonly body: Body; readonly label: (citationId: string) => string };

/** A section's text as it reads, for the desk: the same structure as readers get, without editing. */
export function ReadBody({ body, label }: Props) {
  return <div className="prose">{body.content.map((block, at) => blockOf(block, at, label))}</div>;
}

type Label = Props['label'];

function blockOf(block: Block, key: number, label: Label): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return paragraphOf(block, key, label);
    case 'subheading':
      return (
        <h4 key={key} dir="auto">
          {inlines(block.content, label)}
        </h4>
      );
    case 'quotation':
      return (
        <blockquote key={key} dir="auto">
          {block.content.map((child, at) => paragraphOf(child, at, label))}
          {block.attrs.speaker ? <footer>{block.attrs.speaker}</footer> : null}
        </blockquote>
      );
    case 'table':
      return (
        <div className="table-wrap" key={key}>
          <table>
            <tbody>
              {block.content.map((row, at) => (
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
    case 'bulletList':
      return <ul key={key}>{block.content.map((item, at) => itemOf(item, at, label))}</ul>;
    case 'orderedList':
      return <ol key={key}>{block.content.map((item, at) => itemOf(item, at, label))}</ol>;
  }
}

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
      <sup key={key} className="cite">
        [{label(node.attrs.id)}]
      </sup>
    );
  }
  const text = (node.marks ?? []).reduce<ReactNode>(markOf, node.text);
  return <span key={key}>{text}</span>;
}

function markOf(inner: ReactNode, mark: Mark): ReactNode {
  switch (mark.type) {
    case 'bold':
      return <strong>{inner}</strong>;
    case 'italic':
      return <em>{inner}</em>;
    case 'subscript':
      return <sub>{inner}</sub>;
    case 'superscript':
      return <sup>{inner}</sup>;
    case 'link':
      return <a href={safeHref(mark.attrs.href) ?? undefined}>{inner}</a>;
    case 'articleLink':
      return <a href={`/articles/${mark.attrs.slug}`}>{inner}</a>;
  }
}
