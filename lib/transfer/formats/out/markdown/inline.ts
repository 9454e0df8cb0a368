import { safeHref } from '@/lib/domain/prose/address';
import type { Inline, Mark, TextNode } from '@/lib/domain/prose/body';
import { markdownWriter, type MarkdownPlace, type MarkdownWriter } from '@/lib/transfer/formats/out/markdown/signs';

/** What inline Markdown asks its caller for. */
export type InlineContext = {
  /** Number of the note of a citation; null for one without. */
  readonly noteNumber: (citationId: string) => number | null;
  /** Absolute address of a live article; null: then the words are plain text. */
  readonly articleHref: (slug: string) => string | null;
};

/** Marks from the outermost to the innermost. */
const order = ['link', 'bold', 'italic', 'subscript', 'superscript'] as const;
const tags = { subscript: 'sub', superscript: 'sup' } as const;

/**
 * A run as Markdown. Promises: its words come out of any reader of CommonMark or GitHub's Markdown as they are, and nothing
 * in them becomes markup; a line break is a backslash before a line feed, or a blank where there is but one line.
 */
export function inlineMarkdown(
  nodes: readonly Inline[],
  context: InlineContext,
  place: MarkdownPlace = 'lines',
): string {
  const writer = markdownWriter(place);
  writeRun(
    writer,
    nodes.map((node) => resolved(node, context)),
    context,
  );
  return writer.done();
}

/** A node whose links are addresses that may be linked to. */
function resolved(node: Inline, { articleHref }: InlineContext): Inline {
  if (node.type !== 'text') return node;
  const marks = (node.marks ?? []).flatMap((mark): Mark[] => {
    if (mark.type !== 'link' && mark.type !== 'articleLink') return [mark];
    const found = mark.type === 'link' ? mark.attrs.href : articleHref(mark.attrs.slug);
    const href = found === null ? null : safeHref(found);
    return href === null ? [] : [{ type: 'link', attrs: { href } }];
  });
  return { ...node, marks };
}

function writeRun(writer: MarkdownWriter, nodes: readonly Inline[], context: InlineContext, depth = 0): void {
  const type = order[depth];
  if (type === undefined) {
    for (const node of nodes) writeNode(writer, node, context);
    return;
  }
  for (const { mark, nodes: group } of groupsBy(nodes, type)) {
    if (mark) writeMarked(writer, mark, group, (inner) => writeRun(writer, inner, context, depth + 1));
    else writeRun(writer, group, context, depth + 1);
  }
}

function writeNode(writer: MarkdownWriter, node: Inline, { noteNumber }: InlineContext): void {
  if (node.type === 'text') writer.words(node.text);
  else if (node.type === 'hardBreak') writer.lineBreak();
  else {
    const number = noteNumber(node.attrs.id);
    if (number !== null) writer.markup(`[^${number}]`);
  }
}

type Group = { readonly mark: Mark | null; readonly nodes: readonly Inline[] };

/** Neighbours that share a mark of this type, and those between that have none. */
function groupsBy(nodes: readonly Inline[], type: Mark['type']): Group[] {
  const groups: { mark: Mark | null; key: string; nodes: Inline[] }[] = [];
  for (const node of nodes) {
    const mark = (node.type === 'text' && node.marks?.find((one) => one.type === type)) || null;
    const key = JSON.stringify(mark);
    const last = groups.at(-1);
    if (last?.key === key) last.nodes.push(node);
    else groups.push({ mark, key, nodes: [node] });
  }
  return groups;
}

/** Words between the two ends of a mark; blanks at their ends stay outside. */
function writeMarked(
  writer: MarkdownWriter,
  mark: Mark,
  group: readonly Inline[],
  write: (nodes: readonly Inline[]) => void,
): void {
  const nodes = group.filter((node) => node.type === 'text');
  const text = nodes.map((node) => node.text).join('');
  const core = text.trim();
  const lead = text.length - text.trimStart().length;
  writer.words(text.slice(0, lead));
  if (core === '') return;
  const inner = cutOut(nodes, lead, lead + core.length);
  if (mark.type === 'bold' || mark.type === 'italic') {
    const sign = mark.type === 'bold' ? '**' : '_';
    writer.open(sign, firstSign(inner, mark.type, core));
    write(inner);
    writer.close(sign);
  } else {
    const [before, after] = endsOf(mark);
    writer.markup(before);
    write(inner);
    writer.markup(after);
  }
  writer.words(text.slice(lead + core.length));
}

/** The sign that will stand right behind the mark: that of a mark inside, or the first one of the words. */
function firstSign([first]: readonly TextNode[], outer: 'bold' | 'italic', core: string): string {
  const isMarked = first?.marks?.some(({ type }) => order.indexOf(type as 'link') > order.indexOf(outer));
  return isMarked ? '_' : String.fromCodePoint(core.codePointAt(0) ?? 0x20);
}

/** Two ends of a mark that is no emphasis. */
function endsOf(mark: Mark): readonly [string, string] {
  if (mark.type === 'link') return ['[', `](${destination(mark.attrs.href)})`];
  const tag = tags[mark.type as 'subscript' | 'superscript'];
  return [`<${tag}>`, `</${tag}>`];
}

const destination = (href: string) =>
  /^[\w:/?#=.,;~%+@!$-]*$/u.test(href) ? href : `<${href.replaceAll('&', '&amp;')}>`;

/** The nodes of a text from one offset to another. */
function cutOut(nodes: readonly TextNode[], from: number, to: number): TextNode[] {
  let at = 0;
  return nodes.flatMap((node) => {
    const start = at;
    at += node.text.length;
    const text = node.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    return text === '' ? [] : [{ ...node, text }];
  });
}
