import type { Heading, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { ImportedFact, Reading } from '@/lib/transfer/formats/document';
import { Flow } from '@/lib/transfer/formats/in/flow';
import { wordsOf } from '@/lib/transfer/formats/in/inlines';
import { Intake } from '@/lib/transfer/formats/in/intake';
import { MarkdownCitations } from '@/lib/transfer/formats/in/markdown/citations';
import { noFrontMatter, readFrontMatter, type FrontMatter } from '@/lib/transfer/formats/in/markdown/front-matter';
import { Shield } from '@/lib/transfer/formats/in/markdown/protect';
import { MarkdownReader, placeOf, type MarkdownFile } from '@/lib/transfer/formats/in/markdown/reader';

const deepest = 200;
const mostMarks = 100;
const markers = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]?)+/u;

/** Refuses lines that open more quotations and lists than anybody writes: reading them takes ever longer. */
function guardLines(lines: readonly string[], intake: Intake): boolean {
  for (const [at, line] of lines.entries()) {
    const marks = markers.exec(line)?.[0].match(/[>*+.)-]/gu)?.length ?? 0;
    if (marks <= mostMarks) continue;
    const message = `This line opens ${marks} quotations and lists in one another; ${mostMarks} are the most.`;
    intake.issues.error({ line: at + 1, column: 1 }, 'too-deep', message);
    return false;
  }
  return true;
}

type Tree = { readonly children?: readonly Tree[] };

/** All nodes of a tree, in document order, without recursion. */
function* nodesOf(root: Root): Generator<RootContent> {
  const waiting: RootContent[] = root.children.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    if (!('children' in node)) continue;
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const child = node.children[at];
      if (child) waiting.push(child);
    }
  }
}

function isTooDeep(root: Tree): boolean {
  const waiting: { node: Tree; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next;
    if (depth > deepest) return true;
    for (const child of node.children ?? []) waiting.push({ node: child, depth: depth + 1 });
  }
  return false;
}

function treeOf(lines: readonly string[], shield: Shield, intake: Intake): Root | null {
  if (!guardLines(lines, intake)) return null;
  const tree = fromMarkdown(shield.text, {
    extensions: [frontmatter(), gfmTable(), gfmFootnote()],
    mdastExtensions: [frontmatterFromMarkdown(), gfmTableFromMarkdown(), gfmFootnoteFromMarkdown()],
  });
  if (!isTooDeep(tree as Tree)) return tree;
  const message = `Something stands more than ${deepest} deep in one another; at most ${deepest} can be read.`;
  intake.issues.error({ line: 1, column: 1 }, 'too-deep', message);
  return null;
}

/** The place of our export's table of facts, which stands behind the lead; -1 for other files. */
const factsAt = (nodes: readonly RootContent[], front: FrontMatter): number =>
  front.address === null
    ? -1
    : nodes.findIndex(
        (node, at) =>
          node.type === 'heading' &&
          node.depth === 2 &&
          plain(node) === 'At a glance' &&
          nodes[at + 1]?.type === 'table',
      );

/** The words of a node. */
const plain = (node: RootContent): string => {
  if ('children' in node) return node.children.map(plain).join('');
  return 'value' in node ? node.value : '';
};

function factsIn(node: RootContent | undefined, reader: MarkdownReader): ImportedFact[] {
  if (node?.type !== 'table') return [];
  return node.children.slice(1).map((row): ImportedFact => {
    const [key = [], value = []] = row.children.map((cell) => reader.run(cell.children));
    const citations = value.flatMap((one) => (one.type === 'citation' ? [one.attrs.id] : []));
    return { key: wordsOf(key).trim(), value: wordsOf(value).trim(), ...(citations.length > 0 ? { citations } : {}) };
  });
}

function originOf({ address }: FrontMatter): string | null {
  const at = address?.lastIndexOf('/articles/') ?? -1;
  return address !== null && at > 0 ? address.slice(0, at) : null;
}

/** All definitions of notes and addresses, wherever they stand. A note of a number that is taken is reported. */
function definitionsIn(root: Root, shield: Shield, intake: Intake) {
  const footnotes = new Map<string, readonly RootContent[]>();
  const addresses = new Map<string, string>();
  for (const node of nodesOf(root)) {
    if (node.type === 'footnoteDefinition') {
      const isTaken = footnotes.has(node.identifier);
      if (!isTaken) footnotes.set(node.identifier, node.children);
      else
        intake.drop(
          placeOf(node),
          shield.restored(plain(node)),
          'note-twice',
          `There is a note "${node.identifier}" already.`,
        );
    }
    if (node.type === 'definition' && !addresses.has(node.identifier)) addresses.set(node.identifier, node.url);
  }
  return { footnotes, addresses };
}

const unreviewed = /^This version was published without review\. Reason: /u;

/** A heading begins a section; our export says which ones stand inside one. */
function pourHeading(node: Heading, isSub: boolean, { reader, flow }: Pouring): void {
  const run = reader.run(node.children);
  if (isSub) flow.block({ type: 'subheading', attrs: { id: '' }, content: run }, placeOf(node));
  else flow.heading(node.depth, run, placeOf(node));
}

function pourBlocks(node: RootContent, isOurs: boolean, { reader, flow, intake }: Pouring): void {
  for (const block of reader.blocks(node)) {
    const words = isOurs && block.type === 'paragraph' ? wordsOf(block.content ?? []) : '';
    if (!unreviewed.test(words)) flow.block(block, placeOf(node));
    else
      intake.drop(
        placeOf(node),
        words,
        'unreviewed-dropped',
        'That a version was published without review is not said of its copy.',
      );
  }
}

type Pouring = { readonly reader: MarkdownReader; readonly flow: Flow; readonly intake: Intake };

/** Puts the nodes of a file into its flow, and answers the facts of our export. */
function pour(nodes: readonly RootContent[], front: FrontMatter, into: Pouring): ImportedFact[] {
  const glance = factsAt(nodes, front);
  let headings = -1;
  for (const [at, node] of nodes.entries()) {
    if (node.type === 'heading') headings += 1;
    if (glance >= 0 && (at === glance || at === glance + 1)) continue;
    if (node.type === 'heading') pourHeading(node, front.subheadings.includes(headings), into);
    else pourBlocks(node, front.address !== null, into);
  }
  return glance < 0 ? [] : factsIn(nodes[glance + 1], into.reader);
}

/** Reads a file of Markdown (CommonMark with tables, footnotes and Pandoc's citations). Pure; never throws. */
export function readMarkdown(bytes: Uint8Array, fileName: string, title: string | null = null): Reading {
  const intake = new Intake(fileName, bytes);
  const lines = intake.lines();
  if (!lines) return intake.reading(null);
  const shield = new Shield(lines.join('\n'));
  const tree = treeOf(lines, shield, intake);
  if (!tree) return intake.reading(null);
  const [top] = tree.children;
  const hasFront = top?.type === 'yaml';
  const front = hasFront ? readFrontMatter(shield.restoredCode(top.value), placeOf(top), intake) : noFrontMatter;
  const flow = new Flow(intake, title ?? front.title);
  const file = { ...definitionsIn(tree, shield, intake), origin: originOf(front), shield };
  const reader = new MarkdownReader(file, new MarkdownCitations(intake, front), intake, flow);
  const facts = pour(hasFront ? tree.children.slice(1) : tree.children, front, { reader, flow, intake });
  reportUnused(file, reader, intake);
  return intake.reading(flow.finish({ slug: front.slug, facts }));
}

/** Notes that nothing in the text leads to are reported with their words. */
function reportUnused({ footnotes, shield }: MarkdownFile, { usedNotes }: MarkdownReader, intake: Intake): void {
  for (const [identifier, content] of footnotes) {
    const [first] = content;
    if (usedNotes.has(identifier) || !first) continue;
    const words = shield.restored(content.map(plain).join(' '));
    intake.drop(
      placeOf(first),
      words,
      'note-unused',
      `Nothing in the text leads to the note "${identifier}". It was left out.`,
    );
  }
}
