import { Refusal, type Issue } from '@/lib/domain/refusal';
import type { Block, Body, Inline, List, ListItem, Mark, Paragraph, TableRow, TextNode } from '@/lib/domain/prose/body';
import { giveBlockIds } from '@/lib/domain/prose/block-ids';
import { bodySchema, markNames } from '@/lib/domain/prose/schema';
import { guardJson } from '@/lib/domain/prose/guard';

const maxIssues = 20;
const maxSpeaker = 200;

/**
 * The one gate for bodies that come from outside. Promises: the closed schema holds; text is NFC, well formed, without
 * control characters (tabs and line ends become a blank); equal neighbours are joined; marks stand in schema order and
 * only on text; every block has an id that is unique in the body. Deterministic, and idempotent. Nothing unknown is
 * dropped: it is refused. Throws Refusal `invalid` with at most 20 issues (`where` is the path in the input).
 */
export function normalise(input: unknown, sectionId: string): Body {
  guardJson(input);
  const parsed = bodySchema.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, maxIssues).map((issue): Issue => ({
      code: 'body_invalid',
      where: issue.path.join('.'),
      message: 'This part of the text has a form that Stet does not know.',
    }));
    throw new Refusal('invalid', { message: 'The text has a form that Stet does not know.', issues });
  }
  return giveBlockIds({ type: 'doc', content: parsed.data.content.map(tidyBlock) }, sectionId);
}

/** Text as it is stored: NFC, each run of tabs and line ends one blank. */
const tidyText = (text: string): string => text.replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ').normalize('NFC');

const rank = (mark: Mark) => markNames.indexOf(mark.type);
const attrsOf = (mark: Mark) =>
  mark.type === 'link' ? mark.attrs.href : mark.type === 'articleLink' ? mark.attrs.slug : '';

/** Whether two runs of text carry the same marks; both in schema order. */
export function sameMarks(a: readonly Mark[] = [], b: readonly Mark[] = []): boolean {
  return (
    a.length === b.length &&
    a.every((mark, index) => {
      const other = b[index];
      return other !== undefined && other.type === mark.type && attrsOf(other) === attrsOf(mark);
    })
  );
}

const textNode = (text: string, marks: readonly Mark[] | undefined): TextNode =>
  marks === undefined || marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks };

/** Inline nodes in their stored form: marks sorted and only on text, equal neighbours joined, text tidy. */
export function tidyInlines(nodes: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const node of nodes) {
    if (node.type === 'citation') joined.push({ type: 'citation', attrs: { id: node.attrs.id } });
    else if (node.type === 'hardBreak') joined.push({ type: 'hardBreak' });
    else {
      const marks = node.marks?.toSorted((a, b) => rank(a) - rank(b));
      const last = joined.at(-1);
      if (last?.type === 'text' && sameMarks(last.marks, marks)) {
        joined[joined.length - 1] = textNode(last.text + node.text, marks);
      } else joined.push(textNode(node.text, marks));
    }
  }
  return joined.map((node) => (node.type === 'text' ? textNode(tidyText(node.text), node.marks) : node));
}

function tidySpeaker(speaker: string): string {
  const tidy = tidyText(speaker).trim();
  if (tidy.length > maxSpeaker) throw new Refusal('invalid', { message: 'The name of the speaker is too long.' });
  return tidy;
}

const inlineContent = (nodes: readonly Inline[] | undefined) =>
  nodes === undefined || nodes.length === 0 ? {} : { content: tidyInlines(nodes) };

const tidyParagraph = (node: Paragraph): Paragraph => ({
  type: 'paragraph',
  attrs: node.attrs,
  ...inlineContent(node.content),
});

const tidyItem = (item: ListItem): ListItem => ({
  type: 'listItem',
  attrs: item.attrs,
  content: item.content.map((child): Paragraph | List =>
    child.type === 'paragraph' ? tidyParagraph(child) : tidyList(child),
  ),
});

const tidyList = (list: List): List => ({ type: list.type, attrs: list.attrs, content: list.content.map(tidyItem) });

function tidyBlock(block: Block): Block {
  if (block.type === 'paragraph') return tidyParagraph(block);
  if (block.type === 'subheading') return { type: 'subheading', attrs: block.attrs, ...inlineContent(block.content) };
  if (block.type === 'table') return { type: 'table', attrs: block.attrs, content: block.content.map(tidyRow) };
  if (block.type === 'quotation') {
    return {
      type: 'quotation',
      attrs: { id: block.attrs.id, speaker: tidySpeaker(block.attrs.speaker) },
      content: block.content.map(tidyParagraph),
    };
  }
  return tidyList(block);
}

const tidyRow = (row: TableRow): TableRow => ({
  type: 'tableRow',
  content: row.content.map((cell) => ({ ...cell, content: cell.content.map(tidyParagraph) })),
});
