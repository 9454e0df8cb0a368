import { addressOf, marksIn, tidyRun, wikiTitleOf, withMark } from '@/components/editor/paste/inlines';
import { type LeftKind, type LeftOut } from '@/components/editor/paste/left';
import { tableOf } from '@/components/editor/paste/html/table';
import { attr, type Html, isTag, type Tag, textOf, tidy } from '@/components/editor/paste/html/tree';
import { isHidden } from '@/components/editor/paste/html/web';
import type { Block, Inline, List, ListItem, Mark, Paragraph } from '@/lib/domain/prose/body';

/** What the reader of a paste knows and keeps. */
export type Reading = {
  readonly left: LeftOut;
  /** The inline content that takes the place of a note's mark. */
  readonly noteAt: (id: string) => readonly Inline[];
  /** The slug of our own article of this title; null when there is none. */
  readonly articleOf: (title: string) => string | null;
  /** Whether an id is that of a citation of this article. */
  readonly isOwn: (citationId: string) => boolean;
};

type Flow = { readonly blocks: Block[]; line: Inline[] };

const id = { id: '' };
const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'title',
  'meta',
  'link',
  'base',
  'col',
  'colgroup',
  'wbr',
  'hr',
]);
const gone: Readonly<Record<string, LeftKind>> = {
  ...{ img: 'picture', svg: 'picture', picture: 'picture', canvas: 'picture', map: 'picture' },
  ...{ video: 'recording', audio: 'recording' },
  ...{ iframe: 'embedded', object: 'embedded', embed: 'embedded' },
  ...{ input: 'control', select: 'control', textarea: 'control', button: 'control' },
  del: 'deletion',
};
const blockTags = new Set(
  'p div section article main header footer aside address figure figcaption dl dt dd center details summary pre form fieldset legend nav body html caption tbody thead tfoot tr td th'.split(
    ' ',
  ),
);

/** The blocks of a pasted text. */
export function blocksOf(root: Tag, reading: Reading): Block[] {
  const flow: Flow = { blocks: [], line: [] };
  walk(root, [], { flow, reading });
  close(flow);
  return flow.blocks;
}

type Place = { readonly flow: Flow; readonly reading: Reading };

const paragraphOf = (content: readonly Inline[]): Paragraph => ({ type: 'paragraph', attrs: id, content });

/** Ends the paragraph that is being read. */
function close(flow: Flow): void {
  const content = tidyRun(flow.line);
  flow.line = [];
  if (content.length > 0) flow.blocks.push(paragraphOf(content));
}

function walk(node: Html, marks: readonly Mark[], place: Place): void {
  const { flow, reading } = place;
  if (!isTag(node)) return words(node, marks, flow);
  if (silent.has(node.tag) || isHidden(node)) return;
  const kind = gone[node.tag] ?? (node.tag === 'stet-left' ? (attr(node, 'kind') as LeftKind) : undefined);
  if (kind !== undefined) return reading.left.add(kind);
  if ('data-citation' in node.attrs) return ownCitation(node, place);
  if (node.tag === 'stet-note') return void flow.line.push(...reading.noteAt(attr(node, 'id')));
  if (node.tag === 'br') return lineBreak(flow);
  if (node.tag === 'a') return link(node, marks, place);
  const block = structures[node.tag];
  if (block) {
    close(flow);
    return block(node, place);
  }
  inside(node, marksIn(node, marks), place);
}

/** A mark that was copied where a text of ours is read. */
function ownCitation(node: Tag, { flow, reading }: Place): void {
  const citationId = attr(node, 'data-citation');
  if (reading.isOwn(citationId)) flow.line.push({ type: 'citation', attrs: { id: citationId } });
  else reading.left.add('reference');
}

function words(text: string, marks: readonly Mark[], flow: Flow): void {
  if (text !== '') flow.line.push({ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) });
}

/** Children of an element; around a block the paragraph ends. */
function inside(node: Tag, marks: readonly Mark[], place: Place): void {
  const isBlock = blockTags.has(node.tag);
  if (isBlock) close(place.flow);
  for (const child of node.children) walk(child, marks, place);
  if (isBlock) close(place.flow);
}

/** Two in a row begin a paragraph. */
function lineBreak(flow: Flow): void {
  const last = flow.line.findLast((node) => node.type !== 'text' || node.text.trim() !== '');
  if (last?.type === 'hardBreak') close(flow);
  else flow.line.push({ type: 'hardBreak' });
}

function link(node: Tag, marks: readonly Mark[], place: Place): void {
  const href = addressOf(node);
  const title = href === null ? null : wikiTitleOf(href);
  const slug = title === null ? null : place.reading.articleOf(title);
  if (slug !== null) return inside(node, withMark(marks, { type: 'articleLink', attrs: { slug } }), place);
  const isKept = href !== null && title === null;
  if (!isKept && tidy(textOf(node)) !== '' && attr(node, 'href') !== '') place.reading.left.add('address');
  inside(node, isKept ? withMark(marks, { type: 'link', attrs: { href } }) : marks, place);
}

const structures: Readonly<Record<string, (node: Tag, place: Place) => void>> = {
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, subheading])),
  ul: list,
  ol: list,
  menu: list,
  blockquote: quotation,
  table,
};

/** The blocks inside an element, read on their own. */
function own(node: Tag, { reading }: Place): Block[] {
  const flow: Flow = { blocks: [], line: [] };
  for (const child of node.children) walk(child, [], { flow, reading });
  close(flow);
  return flow.blocks;
}

function subheading(node: Tag, place: Place): void {
  for (const { content = [] } of linesOf(own(node, place))) {
    const plain = content.map((one): Inline => {
      if (one.type !== 'text') return one;
      const marks = (one.marks ?? []).filter(({ type }) => type !== 'bold');
      return { type: 'text', text: one.text, ...(marks.length > 0 ? { marks } : {}) };
    });
    place.flow.blocks.push({ type: 'subheading', attrs: id, content: plain });
  }
}

function quotation(node: Tag, place: Place): void {
  const named = node.children.find(
    (child): child is Tag => isTag(child) && (child.tag === 'footer' || child.tag === 'cite'),
  );
  const speaker = named ? tidy(textOf(named)).replace(/^[—–-]\s*/u, '') : '';
  const isName = speaker !== '' && speaker.length <= 200;
  const children = isName ? node.children.filter((child) => child !== named) : node.children;
  const lines = linesOf(own({ ...node, children }, place));
  if (lines.length > 0) {
    place.flow.blocks.push({ type: 'quotation', attrs: { ...id, speaker: isName ? speaker : '' }, content: lines });
  } else if (named && isName) {
    // Nothing was said by whoever is named: the name is all the words that there are.
    place.flow.blocks.push(...linesOf(own(named, place)));
  }
}

function list(node: Tag, place: Place): void {
  const items: ListItem[] = [];
  for (const child of node.children) {
    if (!isTag(child)) {
      if (child.trim() !== '') items.push(itemOf([paragraphOf([{ type: 'text', text: tidy(child) }])]));
      continue;
    }
    const blocks = own(child.tag === 'li' ? child : { ...child, tag: 'li', children: [child] }, place);
    const last = items.at(-1);
    const isBelow = child.tag !== 'li' && blocks.every(({ type }) => type === 'bulletList' || type === 'orderedList');
    // Google Docs and old pages put the list below an item beside it.
    if (isBelow && last) items[items.length - 1] = { ...last, content: [...last.content, ...(blocks as List[])] };
    else if (blocks.length > 0) items.push(itemOf(blocks));
  }
  const type = node.tag === 'ol' ? 'orderedList' : 'bulletList';
  if (items.length > 0) place.flow.blocks.push({ type, attrs: id, content: items });
}

/** An item begins with a paragraph; besides paragraphs it holds lists only. */
function itemOf(blocks: readonly Block[]): ListItem {
  const content = blocks.flatMap((block): (Paragraph | List)[] =>
    block.type === 'bulletList' || block.type === 'orderedList' ? [block] : linesOf([block]),
  );
  const isOk = content[0]?.type === 'paragraph';
  return { type: 'listItem', attrs: id, content: isOk ? content : [{ type: 'paragraph', attrs: id }, ...content] };
}

function table(node: Tag, place: Place): void {
  const made = tableOf(node, (cell) => linesOf(own(cell, place)));
  for (const caption of made.captions) place.flow.blocks.push(...linesOf(own(caption, place)));
  if (made.table) place.flow.blocks.push(made.table);
  else for (const cell of made.cells) place.flow.blocks.push(...own(cell, place));
}

/** Who said it, as a line of its own where a quotation may not stand. */
const speakerLine = (speaker: string): Paragraph[] =>
  speaker === '' ? [] : [paragraphOf([{ type: 'text', text: `— ${speaker}` }])];

/** The paragraphs of blocks, where nothing else may stand: every word is kept. */
export function linesOf(blocks: readonly Block[]): Paragraph[] {
  return blocks.flatMap((block): Paragraph[] => {
    if (block.type === 'paragraph') return [block];
    if (block.type === 'subheading') return [{ ...block, type: 'paragraph' }];
    if (block.type === 'quotation') return [...block.content, ...speakerLine(block.attrs.speaker)];
    if (block.type === 'table') return block.content.flatMap((row) => row.content.flatMap((cell) => cell.content));
    return block.content.flatMap((item) => linesOf(item.content));
  });
}
