import type { SectionView } from '@/components/reader/view';
import type { Fact } from '@/lib/domain/article';
import { groupBy } from '@/lib/domain/group';
import { type Judgement, sourcingOf, statementsWithQuotation } from '@/lib/domain/citation/coverage';
import type { Block, Body, Inline, ListItem } from '@/lib/domain/prose/body';
import { namesFigure } from '@/lib/domain/prose/prompts/figures';
import { type Prompt, promptKey } from '@/lib/domain/prose/prompts/prompt';
import { promptsOf } from '@/lib/domain/prose/prompts/section';
import { passagesOf, statementWords } from '@/lib/domain/prose/statements';
import { blockText } from '@/lib/domain/prose/text';
import { citingWords } from '@/lib/domain/citation/library/uses';
import { slugOf } from '@/lib/domain/slug';
import type { Tx } from '@/lib/db/tx';
import { answersInForce, doubtsAt, type GivenAnswer, judgementOf } from '@/lib/pages/queries/judged';
import { sortingOf } from '@/lib/pages/live/sorting';

/** What the work lists are made of: a live text with its facts and related titles. */
type Text = {
  readonly title: string;
  readonly number: number;
  readonly sections: readonly SectionView[];
  readonly facts: readonly Fact[];
  readonly citations: readonly { readonly id: string; readonly sourceId: string }[];
  readonly related: readonly string[];
};

/** Writes what is to be done about an article's live version, in place of what was there: for the work lists of the desk. */
export async function indexWork(tx: Tx, articleId: string, text: Text): Promise<void> {
  const since = await knownSince(tx, articleId);
  await forgetWork(tx, articleId);
  const { sortKey } = sortingOf(text.title);
  const answers = await answersInForce(tx, { articleId, upTo: text.number });
  const common = { articleId, sortKey };
  const judged = judgementOf(answers, await doubtsAt(tx, articleId, null));
  const statements = statementRows(text, answers, judged);
  await tx.liveStatement.createMany({
    data: statements.map((row, position) => ({
      ...{ ...common, position, ...row },
      since: row.timeBound.length > 0 ? (since.get(row.text) ?? null) : null,
    })),
  });
  await tx.liveCitation.createMany({
    data: citationRows(text).map((row, position) => ({ ...common, position, ...row })),
  });
  await tx.liveMention.createMany({
    data: mentionRows(text).map((row, position) => ({ articleId, position, ...row })),
  });
  await tellSince(tx, articleId);
}

/** Takes an article off every work list. */
export async function forgetWork(tx: Tx, articleId: string): Promise<void> {
  await tx.liveStatement.deleteMany({ where: { articleId } });
  await tx.liveCitation.deleteMany({ where: { articleId } });
  await tx.liveMention.deleteMany({ where: { articleId } });
}

/** Since when statements stand there of which that was told before, by their words: it stays so while they do. */
async function knownSince(tx: Tx, articleId: string): Promise<ReadonlyMap<string, Date | null>> {
  const rows = await tx.liveStatement.findMany({
    where: { articleId, since: { not: null } },
    select: { text: true, since: true },
  });
  return new Map(rows.map(({ text, since }) => [text, since]));
}

/** Since when new words that go out of date stand there: since the first version whose text has the statement. */
async function tellSince(tx: Tx, articleId: string): Promise<void> {
  // Each text is looked through once, in however many versions it stands.
  await tx.$executeRaw`
    with shown as (
      select s.content_hash as hash, min(v.published_at) as since from version v join version_section s on s.version_id = v.id
      where v.article_id = ${articleId}::uuid group by s.content_hash
    ), texts as materialized (
      select regexp_replace(body_words(c.body), '\\s+', ' ', 'g') as words, t.since from shown t join section_content c on c.hash = t.hash
    )
    update live_statement l set since = (select min(t.since) from texts t where position(l.text in t.words) > 0)
    where l.article_id = ${articleId}::uuid and l.time_bound <> '{}' and l.since is null`;
}

type Place = Pick<Prompt, 'blockId' | 'row' | 'statement'>;
const placeKey = ({ blockId, row, statement }: Place) => `${blockId}\n${row}\n${statement}`;

function statementRows({ sections }: Text, answers: readonly GivenAnswer[], judged: Judgement) {
  const answered = new Map(answers.map((answer) => [promptKey(answer), answer]));
  return sections.flatMap(({ id: sectionId, heading, body }) => {
    const prompts = promptsOf({ body, base: body, judged, sourceOf: () => undefined });
    const found = groupBy(prompts, placeKey);
    return passagesOf(body).flatMap((passage) => {
      const { blockId, row, statements } = passage;
      const quoting = new Set(statementsWithQuotation(passage));
      return statements.map((one) => {
        const statement = statementWords(one.text);
        const asked = found.get(placeKey({ blockId, row, statement })) ?? [];
        const of = (kind: Prompt['kind']) => asked.filter((prompt) => prompt.kind === kind).map(({ said }) => said);
        const kept = answered.get(promptKey({ kind: 'time_bound', statement }));
        const hasYear = answered.has(promptKey({ kind: 'no_year', statement }));
        return {
          ...{ sectionId, heading, blockId, text: statement, sourcing: sourcingOf(one, judged) },
          hasFigure: namesFigure(one.text),
          hasQuotation: quoting.has(one),
          timeBound: kept && kept.until === null ? [] : of('time_bound'),
          keptUntil: kept?.until ?? null,
          noYear: hasYear ? [] : of('no_year'),
        };
      });
    });
  });
}

function citationRows({ sections, facts, citations }: Text) {
  const sources = new Map(citations.map(({ id, sourceId }) => [id, sourceId]));
  const use = (
    ids: readonly string[],
    at: { sectionId: string | null; heading: string; blockId: string; text: string },
  ) => [...new Set(ids.flatMap((id) => sources.get(id) ?? []))].map((sourceId) => ({ sourceId, ...at }));
  const inText = sections.flatMap(({ id: sectionId, heading, body }) =>
    citingWords(body).flatMap(({ blockId, text, citations: ids }) =>
      use(ids, { sectionId, heading, blockId, text: statementWords(text) }),
    ),
  );
  const inFacts = facts
    .filter(({ confirmed }) => confirmed)
    .flatMap(({ key, value, citations: ids }) =>
      use(ids, { sectionId: null, heading: '', blockId: '', text: `${key}: ${value}` }),
    );
  return [...inText, ...inFacts];
}

type Line = { readonly blockId: string; readonly content: readonly Inline[] };

/** The paragraphs and subheadings of a body, those of lists, quotations and cells among them. */
function linesOf(block: Block | ListItem): Line[] {
  if (block.type === 'paragraph' || block.type === 'subheading') {
    return [{ blockId: block.attrs.id, content: block.content ?? [] }];
  }
  if (block.type === 'table') {
    return block.content.flatMap((row) => row.content.flatMap((cell) => cell.content.flatMap(linesOf)));
  }
  return block.content.flatMap((child: Block | ListItem) => linesOf(child));
}

type Link = { readonly slug: string; readonly words: string; readonly at: number; readonly to: number };

const wordsOf = (node: Inline): string => (node.type === 'text' ? node.text : node.type === 'hardBreak' ? ' ' : '');

function slugIn(node: Inline): string | null {
  const marks = node.type === 'text' ? (node.marks ?? []) : [];
  const mark = marks.find(({ type }) => type === 'articleLink');
  return mark?.type === 'articleLink' ? mark.attrs.slug : null;
}

/** The links to articles of a line; runs of one link that differ in other marks are one. */
function linksIn(content: readonly Inline[]): Link[] {
  const links: Link[] = [];
  let at = 0;
  for (const node of content) {
    const words = wordsOf(node);
    const slug = slugIn(node);
    const to = at + words.length;
    const last = links.at(-1);
    if (slug !== null && last?.slug === slug && last.to === at) {
      links[links.length - 1] = { ...last, words: last.words + words, to };
    } else if (slug !== null) links.push({ slug, words, at, to });
    at = to;
  }
  return links;
}

/** The statement of a paragraph in which an offset lies; the whole paragraph where it lies in none. */
function around(content: readonly Inline[], at: number): string {
  const block: Body['content'][number] = { type: 'paragraph', attrs: { id: '' }, content };
  const [passage] = passagesOf({ type: 'doc', content: [block] });
  return statementWords(passage?.statements.findLast(({ from }) => from <= at)?.text ?? blockText(block));
}

function mentionRows({ sections, related }: Text) {
  const inRelated = related.map((title) => ({
    ...{ slug: slugOf(title), words: title, sectionId: null, heading: '', blockId: '', text: '' },
  }));
  const inText = sections.flatMap(({ id: sectionId, heading, body }) =>
    body.content.flatMap(linesOf).flatMap(({ blockId, content }) =>
      linksIn(content).map(({ slug, words, at }) => ({
        ...{ slug, words, sectionId, heading, blockId, text: around(content, at) },
      })),
    ),
  );
  return [...inRelated, ...inText].filter(({ slug }) => slug !== '');
}
