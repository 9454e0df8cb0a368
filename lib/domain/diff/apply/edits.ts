import type { Article } from '@/lib/domain/article';
import { type Choose, oneOf, randomCitation, withName } from '@/lib/domain/diff/apply/random';
import { readRun, type Run, sentencesOf, writeRun } from '@/lib/domain/diff/runs';
import type { Block, Body, Inline, Mark, Paragraph, Table } from '@/lib/domain/prose/body';
import { cite, doc, p, table, td } from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';

/** One thing that somebody does to an article; `at`, `to` and `place` choose where, whatever there is. */
export type Edit = {
  readonly what: (typeof edits)[number];
  readonly at: number;
  readonly to: number;
  readonly place: number;
  readonly words: string;
  readonly citation: string;
};

export const edits = [
  ...['split-paragraph', 'join-paragraphs', 'move-block', 'move-sentence', 'delete-sentence', 'add-sentence'],
  ...[
    'edit-word',
    'cite',
    'uncite',
    'bold',
    'link',
    'drop-block',
    'add-block',
    'retype',
    'cell',
    'add-row',
    'add-column',
  ],
  ...[
    'split-section',
    'join-sections',
    'move-section',
    'relevel',
    'rename',
    'retitle',
    'fact',
    'move-fact',
    'cite-fact',
  ],
  ...['relate', 'attribute', 'new-ids'],
] as const;

/** Any edit, or any of one kind. */
export const randomEdit = (choose: Choose, what: Edit['what'] = edits[choose(edits.length)] ?? 'cite'): Edit => ({
  ...{ what, at: choose(20), to: choose(20), place: choose(60) },
  words: oneOf(choose, ['Nobody outside knew of the 12 men. ', 'Allegedly ', 'not ', 'Damascus fell. ']),
  citation: randomCitation(choose),
});

const pick = (length: number, at: number) => (length === 0 ? -1 : at % length);
const without = <T>(all: readonly T[], at: number): T[] => all.filter((_, index) => index !== at);
const inserted = <T>(all: readonly T[], at: number, ...more: readonly T[]): T[] => [
  ...all.slice(0, at),
  ...more,
  ...all.slice(at),
];
const replaced = <T>(all: readonly T[], at: number, thing: T): T[] =>
  all.map((one, index) => (index === at ? thing : one));

const runOf = (node: Paragraph): Run => readRun(node.content);
function paragraphOf(node: Paragraph, runs: readonly Run[]): Paragraph {
  const content = runs.flatMap((run) => writeRun(run));
  return content.length > 0 ? { ...node, content } : { type: 'paragraph', attrs: node.attrs };
}

/** Changes the paragraphs of a block's top level, or the block itself where it is one. */
function inParagraph(block: Block, change: (node: Paragraph) => Paragraph): Block {
  if (block.type === 'paragraph') return change(block);
  if (block.type === 'quotation') return { ...block, content: block.content.map(change) };
  if (block.type === 'bulletList' || block.type === 'orderedList') {
    return {
      ...block,
      content: block.content.map((one) => ({
        ...one,
        content: one.content.map((child) => (child.type === 'paragraph' ? change(child) : child)),
      })),
    };
  }
  return block;
}

const inText = (block: Block, change: (nodes: readonly Inline[]) => readonly Inline[]): Block =>
  inParagraph(block, (node) => {
    const content = change(node.content ?? []);
    return content.length > 0 ? { ...node, content } : { type: 'paragraph', attrs: node.attrs };
  });

const sentencesChanged = (block: Block, change: (all: Run[]) => Run[]): Block =>
  inParagraph(block, (node) => paragraphOf(node, change(sentencesOf(runOf(node)))));

function tableChanged(block: Block, change: (node: Table) => Table): Block {
  return block.type === 'table' ? change(block) : block;
}

const spliced = (letters: readonly string[], at: number, words: string) =>
  [...letters.slice(0, at), words, ...letters.slice(at + 3)].join('');

const textRun = (text: string): Run => readRun([{ type: 'text', text }]);

const isLink = ({ type }: Mark) => type === 'link' || type === 'articleLink';

/** Puts a mark on a text node, instead of one of its kind. */
const markedAt = (block: Block, place: number, mark: Mark): Block =>
  inText(block, (nodes) =>
    nodes.map((node, index) => {
      if (node.type !== 'text' || index !== pick(nodes.length, place)) return node;
      const others = (node.marks ?? []).filter((one) => one.type !== mark.type && !(isLink(one) && isLink(mark)));
      return { ...node, marks: [...others, mark] };
    }),
  );

const blockEdits: Partial<Record<Edit['what'], (block: Block, edit: Edit) => Block>> = {
  'delete-sentence': (block, { place }) => sentencesChanged(block, (all) => without(all, pick(all.length, place))),
  'add-sentence': (block, { place, words }) =>
    sentencesChanged(block, (all) => inserted(all, pick(all.length + 1, place), textRun(words))),
  'edit-word': (block, { place, words }) =>
    inText(block, (nodes) =>
      nodes.map((node) =>
        node.type === 'text' ? { ...node, text: spliced(Array.from(node.text), place, words) } : node,
      ),
    ),
  cite: (block, { place, citation: id }) =>
    inText(block, (nodes) => inserted(nodes, pick(nodes.length + 1, place), cite(id))),
  uncite: (block) => inText(block, (nodes) => nodes.filter(({ type }) => type !== 'citation')),
  bold: (block, { place }) => markedAt(block, place, { type: 'bold' }),
  link: (block, { place }) => markedAt(block, place, { type: 'link', attrs: { href: 'https://c.example/' } }),
  retype: (block) => {
    if (block.type === 'paragraph') return { ...block, type: 'subheading' };
    if (block.type === 'bulletList') return { ...block, type: 'orderedList' };
    return block.type === 'quotation' ? { ...block, attrs: { ...block.attrs, speaker: 'Raisi' } } : block;
  },
  cell: (block, { at, place, words }) =>
    tableChanged(block, (node) => ({
      ...node,
      content: node.content.map((row, index) => ({
        ...row,
        content: row.content.map((one, nth) =>
          index === pick(node.content.length, at) && nth === pick(row.content.length, place)
            ? { ...one, type: 'tableCell', content: [p(words)] }
            : one,
        ),
      })),
    })),
  'add-row': (block, { at, words }) =>
    tableChanged(block, (node) => ({
      ...node,
      content: inserted(node.content, pick(node.content.length + 1, at), ...table([words, 'two']).content),
    })),
  'add-column': (block, { place, words }) =>
    tableChanged(block, (node) => ({
      ...node,
      content: node.content.map((row, index) => ({
        ...row,
        content: inserted(row.content, pick(row.content.length + 1, place), td(`${words}${index}`)),
      })),
    })),
  'new-ids': (block, { place }) => withName(`new${place}`, block),
};

type Blocks = readonly Block[];

const listEdits: Partial<Record<Edit['what'], (blocks: Blocks, edit: Edit) => Blocks>> = {
  'split-paragraph': (blocks, { at, place }) => {
    const block = blocks[pick(blocks.length, at)];
    if (block?.type !== 'paragraph') return blocks;
    const all = sentencesOf(runOf(block));
    const cut = pick(all.length + 1, place);
    const halves = [paragraphOf(block, all.slice(0, cut)), paragraphOf(p(), all.slice(cut))];
    return [...blocks.slice(0, pick(blocks.length, at)), ...halves, ...blocks.slice(pick(blocks.length, at) + 1)];
  },
  'join-paragraphs': (blocks, { at }) => {
    const index = pick(blocks.length, at);
    const [block, next] = [blocks[index], blocks[index + 1]];
    if (block?.type !== 'paragraph' || next?.type !== 'paragraph') return blocks;
    return replaced(without(blocks, index + 1), index, paragraphOf(block, [runOf(block), runOf(next)]));
  },
  'drop-block': (blocks, { at }) => (blocks.length < 2 ? blocks : without(blocks, pick(blocks.length, at))),
  'add-block': (blocks, { at, words }) => inserted(blocks, pick(blocks.length + 1, at), p(words, words)),
};

function inSection(article: Article, at: number, change: (body: Body) => Body): Article {
  const index = pick(article.sections.length, at);
  const sections = article.sections.map((one, nth) =>
    nth === index ? { ...one, body: normalise(change(one.body), one.id) } : one,
  );
  return { ...article, sections };
}

type Rest = (article: Article, edit: Edit) => Article;

const bodyOf = (blocks: Blocks): Body => doc(...(blocks.length > 0 ? blocks : [p()]));

/** Takes something out of one section and puts it into another. */
function carry(
  article: Article,
  { at, to }: Edit,
  take: (body: Body) => [Body, Blocks],
  put: (body: Body, blocks: Blocks) => Body,
) {
  let carried: Blocks = [];
  const taken = inSection(article, at, (body) => {
    const [rest, blocks] = take(body);
    carried = blocks;
    return rest;
  });
  return inSection(taken, to, (body) => put(body, carried));
}

const articleEdits: Partial<Record<Edit['what'], Rest>> = {
  'move-block': (article, edit) =>
    carry(
      article,
      edit,
      ({ content }) => {
        const index = pick(content.length, edit.place);
        return [bodyOf(without(content, index)), content.slice(index, index + 1)];
      },
      ({ content }, blocks) => doc(...inserted(content, pick(content.length + 1, edit.place), ...blocks)),
    ),
  'move-sentence': (article, edit) =>
    carry(
      article,
      edit,
      ({ content }) => {
        const index = content.findIndex(({ type }) => type === 'paragraph');
        const block = content[index];
        if (block?.type !== 'paragraph') return [doc(...content), []];
        const all = sentencesOf(runOf(block));
        const nth = pick(all.length, edit.place);
        return [
          doc(...replaced<Block>(content, index, paragraphOf(block, without(all, nth)))),
          [paragraphOf(p(), all.slice(nth, nth + 1))],
        ];
      },
      ({ content }, [one]) => {
        const index = content.findIndex(({ type }) => type === 'paragraph');
        const block = content[index];
        if (block?.type !== 'paragraph' || one?.type !== 'paragraph') return doc(...content, ...(one ? [one] : []));
        return doc(...replaced<Block>(content, index, paragraphOf(block, [runOf(block), runOf(one)])));
      },
    ),
  'split-section': (article, { at, place }) => {
    const index = pick(article.sections.length, at);
    const section = article.sections[index];
    if (!section || article.sections.some(({ id }) => id === 'new')) return article;
    const cut = pick(section.body.content.length + 1, place);
    const halves = [
      { ...section, body: bodyOf(section.body.content.slice(0, cut)) },
      { id: 'new', level: 2, heading: 'Another part', body: bodyOf(section.body.content.slice(cut)) },
    ].map((one) => ({ ...one, body: normalise(one.body, one.id) }));
    return {
      ...article,
      sections: [...article.sections.slice(0, index), ...halves, ...article.sections.slice(index + 1)],
    };
  },
  'join-sections': (article, { at }) => {
    const index = pick(article.sections.length, at);
    const [section, next] = [article.sections[index], article.sections[index + 1]];
    if (!section || !next) return article;
    const body = normalise(doc(...section.body.content, ...next.body.content), section.id);
    return { ...article, sections: replaced(without(article.sections, index + 1), index, { ...section, body }) };
  },
  'move-section': (article, { at, to }) => {
    const index = pick(article.sections.length, at);
    const rest = without(article.sections, index);
    return {
      ...article,
      sections: inserted(rest, pick(rest.length + 1, to), ...article.sections.slice(index, index + 1)),
    };
  },
  relevel: (article, { at, to }) => ({
    ...article,
    sections: article.sections.map((one, nth) =>
      nth === pick(article.sections.length, at) ? { ...one, level: 2 + (to % 4) } : one,
    ),
  }),
  rename: (article, { at, words }) => ({
    ...article,
    sections: article.sections.map((one, nth) =>
      nth === pick(article.sections.length, at) ? { ...one, heading: `${one.heading} ${words}`.trim() } : one,
    ),
  }),
  retitle: (article, { words }) => ({ ...article, title: `${article.title}, ${words}` }),
  fact: (article, { at, words }) => ({
    ...article,
    facts: article.facts.map((one, nth) =>
      nth === pick(article.facts.length, at)
        ? { ...one, value: `${one.value} ${words}`, confirmed: !one.confirmed }
        : one,
    ),
  }),
  'move-fact': (article, { at, to }) => {
    const index = pick(article.facts.length, at);
    const rest = without(article.facts, index);
    return { ...article, facts: inserted(rest, pick(rest.length + 1, to), ...article.facts.slice(index, index + 1)) };
  },
  'cite-fact': (article, { at, place, citation: id }) => ({
    ...article,
    facts: article.facts.map((one, nth) =>
      nth === pick(article.facts.length, at)
        ? { ...one, citations: inserted(one.citations.slice(place % 2), pick(one.citations.length, place), id) }
        : one,
    ),
  }),
  relate: (article, { at, words }) => ({ ...article, related: inserted(article.related.slice(at % 2), at % 3, words) }),
  attribute: (article, { words }) => ({ ...article, attribution: words }),
};

/** The article after one edit; the same where there is nothing to do it to. */
export function edited(article: Article, edit: Edit): Article {
  const { what, at, to } = edit;
  const [onBlock, onList, onArticle] = [blockEdits[what], listEdits[what], articleEdits[what]];
  if (onArticle) return onArticle(article, edit);
  return inSection(article, at, ({ content }) => {
    if (onList) return bodyOf(onList(content, { ...edit, at: to }));
    return bodyOf(
      content.map((block, nth) => (onBlock && nth === pick(content.length, to) ? onBlock(block, edit) : block)),
    );
  });
}
