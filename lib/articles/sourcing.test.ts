import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figuresSentence, sourcedSentence, sourcedShort } from '@/components/words';
import { getArticleOverview, listArticles } from '@/lib/articles/queries/articles';
import { countStatements, getWorkCounts, listStatements, listWanted } from '@/lib/articles/queries/work';
import { getWanted, getWorkList } from '@/lib/articles/queries/work-pages';
import { getArticleEndpoint, listSectionsEndpoint } from '@/lib/contract/reads/articles';
import { getCoverageEndpoint } from '@/lib/contract/reads/site-wide';
import { getVersionEndpoint, listVersionsEndpoint } from '@/lib/contract/reads/versions';
import type { Actor } from '@/lib/domain/actor';
import {
  coverageOf,
  coverageOfAll,
  failedKey,
  noJudgement,
  sumCoverage,
  unsourced,
} from '@/lib/domain/citation/coverage';
import { exemptReasons } from '@/lib/domain/prose/prompts/prompt';
import type { Body } from '@/lib/domain/prose/body';
import { statementsOf } from '@/lib/domain/prose/statements';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { articleAnswer, versionAnswer } from '@/lib/pages/answers/article';
import { historyAnswer } from '@/lib/pages/answers/history';
import { versionsTableAnswer } from '@/lib/pages/answers/open-data';
import { renewPages } from '@/lib/pages/live/renew';
import { asker } from '@/lib/pages/reads/testing';
import { getReviewScreen, getSubmitScreen } from '@/lib/reviews/queries';
import { assembleVersion } from '@/lib/revisions/assemble';
import { answerPrompt } from '@/lib/revisions/commands/prompt';
import { getEditScreen, getRevision } from '@/lib/revisions/queries/screens';
import { clearFlag, raiseFlag } from '@/lib/sources/commands/flag';
import { hashOfStatement } from '@/lib/sources/text';
import { forgetEnv } from '@/lib/system/env';
import { defineRead } from '@/lib/web/public/read';
import { textOf } from '@/lib/web/public/testing';
import { approve, publish, revise, submit } from '@/seeds/desk';
import { seed } from '@/seeds/seed';

useDatabase();
const { bodyOf } = asker(defineRead);

const slugs = [
  'afghanistan-syria-relations',
  'afghanistan-palestine-relations',
  'iran-syria-relations',
  'pakistan-syria-relations',
  'prospects-in-a-new-era-of-azerbaijan-syria-relations',
];
const cast: Record<string, Actor> = {};
const of = (handle: string): Actor => cast[handle] ?? { id: '', name: '', role: 'editor' };

beforeAll(async () => {
  process.env['DEMO'] = '1';
  forgetEnv();
  await seed({ demo: true });
  for (const { id, handle, name, role } of await db().user.findMany()) {
    cast[handle] = { id, name, role: role as Actor['role'] };
  }
}, 60_000);
afterAll(() => {
  delete process.env['DEMO'];
  forgetEnv();
});

const liveOf = async (slug: string) =>
  db().article.findUniqueOrThrow({ where: { slug }, include: { liveVersion: true } });

/** What every place says of one live article: each is an own way from the database to a figure. */
async function told(slug: string) {
  const { id, liveVersion } = await liveOf(slug);
  const number = liveVersion?.number ?? 0;
  const article = await bodyOf(getArticleEndpoint, `/api/v1/articles/${slug}`);
  const { sections } = await bodyOf(listSectionsEndpoint, `/api/v1/articles/${slug}/sections`);
  const version = await bodyOf(getVersionEndpoint, `/api/v1/articles/${slug}/versions/${number}`);
  const { versions } = await bodyOf(listVersionsEndpoint, `/api/v1/articles/${slug}/versions`);
  const overview = await getArticleOverview(of('amal'), id);
  const lines = await listArticles(of('amal'));
  const { sources: _sources, ...counts } = article.counts;
  return {
    figures: {
      record: counts,
      outline: sumCoverage(article.sections.map(({ coverage }) => coverage)),
      sections: sumCoverage(sections.map(({ coverage }) => coverage)),
      version: version.coverage,
      'list of versions': versions.find((one) => one.number === number)?.coverage,
      overview: overview.live?.coverage,
      'sections on the desk': sumCoverage((overview.live?.sections ?? []).map(({ coverage }) => coverage)),
      'list of articles': lines.find((line) => line.slug === slug)?.coverage,
    },
    article: await textOf(articleAnswer, `/articles/${slug}`),
    sourcing: await textOf(articleAnswer, `/articles/${slug}?sourcing=1`),
    permanent: await textOf(versionAnswer, `/articles/${slug}/versions/${number}`),
    history: await textOf(historyAnswer, `/articles/${slug}/versions`),
    table: await textOf(versionsTableAnswer, `/articles/${slug}/versions.csv`),
    unsourced: await countStatements(of('amal'), 'unsourced', { articleId: id }),
  };
}

const plain = (html: string) => html.replaceAll('<!-- -->', '').replaceAll(/<[^>]+>/gu, '');

/** All places say these figures. */
async function expectSame(slug: string, coverage: ReturnType<typeof coverageOfAll>) {
  const { figures, ...pages } = await told(slug);
  for (const [where, found] of Object.entries(figures)) expect([where, found]).toEqual([where, coverage]);
  expect(plain(pages.sourcing)).toContain(sourcedSentence(coverage));
  expect(plain(pages.sourcing)).toContain(figuresSentence(coverage));
  expect(pages.sourcing.match(/class="unsrc"/gu)?.length).toBe(unsourced(coverage) + 1);
  expect(plain(pages.permanent)).toContain(sourcedSentence(coverage));
  expect(plain(pages.history)).toContain(`${sourcedShort(coverage)} sourced`);
  expect(pages.table).toContain(`,${coverage.statements},${coverage.sourced},${coverage.exempt},`);
  expect(pages.unsourced).toBe(unsourced(coverage));
  return pages;
}

describe('the figures of the five seeds', () => {
  it.each(slugs.map((slug, at) => [slug, [17, 19, 119, 80, 53][at] ?? 0] as const))(
    '%s: all places say that none of %i statements has a source',
    async (slug, statements) => {
      const { liveVersion } = await liveOf(slug);
      const { sections } = await assembleVersion(db(), liveVersion?.id ?? '');
      const coverage = coverageOfAll(sections, noJudgement);
      expect([coverage.statements, coverage.sourced]).toEqual([statements, 0]);
      const { article } = await expectSame(slug, coverage);
      expect(plain(article)).toContain(`0 of ${statements} statements have a source.`);
    },
  );
  it('add up to those of the site, on the desk and for programs', async () => {
    const { coverage } = await getWorkCounts(of('amal'));
    const rows = await Promise.all(slugs.map(async (slug) => (await told(slug)).figures.record));
    expect(coverage).toEqual(sumCoverage(rows));
    expect(await bodyOf(getCoverageEndpoint, '/api/v1/coverage')).toEqual({ articles: 5, coverage });
    expect([coverage.statements, coverage.sourced]).toEqual([288, 0]);
  });
});

/** A statement of the first seed that anyone can see is so. */
const exempt = 'Both of them are Muslim countries and members of the Organization of Islamic Cooperation (OIC).';

describe('a changed revision', () => {
  const slug = 'afghanistan-syria-relations';
  let number = 0;

  /** What the bar over the open editor counts. */
  async function barOf() {
    const { sections, prompts } = await getEditScreen(of('amal'), number);
    const answers = prompts.answers.filter(({ kind, reason }) => kind === 'source' && exemptReasons.includes(reason));
    const { flagged, failed } = prompts;
    const exempted = new Set(answers.map(({ statement }) => statement));
    const judged = { exempt: exempted, flagged: new Set(flagged), failed: new Set(failed) };
    return sections.map(({ body }) => coverageOf(body, judged));
  }

  it('has the same figures in the editor, on its summary, in review and among the checks', async () => {
    const source = await db().source.findFirstOrThrow();
    number = await revise(of('amal'), slug, 'Cite', [
      {
        find: 'relations between the two countries have not been close',
        replace: 'relations between the two countries have not been close',
        cite: { sourceId: source.id },
      },
    ]);
    const { sections } = await getEditScreen(of('amal'), number);
    const lead = sections[0]?.sectionId ?? '';
    const answer = { number, sectionId: lead, kind: 'source', statement: exempt } as const;
    await answerPrompt(of('amal'), { ...answer, reason: 'common_knowledge' });
    const { sourcing } = await getRevision(of('amal'), number);
    expect(sourcing.coverage).toMatchObject({ statements: 17, sourced: 1, exempt: 1 });
    expect(sumCoverage(await barOf())).toEqual(sourcing.coverage);
    expect(await barOf()).toEqual(sections.map(({ sectionId }) => sourcing.sections[sectionId]));
    expect((await getReviewScreen(of('jonas'), number)).coverage).toEqual(sourcing.coverage);
    const { issues } = await getSubmitScreen(of('amal'), number);
    expect(issues.map(({ message }) => message)).toContain('15 statements have no source.');
  });
  it('changes nothing that readers see before it is published', async () => {
    const { sections } = await assembleVersion(db(), (await liveOf(slug)).liveVersion?.id ?? '');
    const { article } = await expectSame(slug, coverageOfAll(sections, noJudgement));
    expect(plain(article)).toContain('0 of 17 statements have a source.');
  });
  it('has the same figures everywhere once it is published, and so has the site', async () => {
    const { sourcing } = await getRevision(of('amal'), number);
    const before = await getWorkCounts(of('amal'));
    await submit(of('amal'), number, 'update', 'Names a source.');
    await approve(of('jonas'), number);
    await publish(of('jonas'), number);
    const { sourcing: pageOfReaders } = await expectSame(slug, sourcing.coverage);
    expect(plain(pageOfReaders)).toContain('1 of 16 statements that need a source has one; 1 needs none.');
    const after = await getWorkCounts(of('amal'));
    expect(after.coverage).toMatchObject({ statements: 288, sourced: 1, exempt: 1 });
    expect(after.unsourced).toBe(before.unsourced - 2);
  });
  it('leaves the versions before as they were, and loses the exemption with the words', async () => {
    const { versions } = await bodyOf(listVersionsEndpoint, `/api/v1/articles/${slug}/versions`);
    expect(versions.at(-1)?.coverage).toMatchObject({ sourced: 0, exempt: 0 });
    number = await revise(of('amal'), slug, 'Reword', [
      { find: 'Both of them are Muslim', replace: 'Both are Muslim' },
    ]);
    expect((await getRevision(of('amal'), number)).sourcing.coverage).toMatchObject({ sourced: 1, exempt: 0 });
    const asked = (await getReviewScreen(of('jonas'), number)).prompts;
    expect(asked.map(({ kind, answer }) => [kind, answer])).toContainEqual(['source', null]);
  });
});

/** The first statement with a source. */
function firstCited(sections: readonly { readonly sectionId: string; readonly body: Body }[]) {
  const all = sections.flatMap(({ sectionId, body }) =>
    statementsOf(body).flatMap(({ text, citations: [citationId] }) =>
      citationId === undefined ? [] : [{ sectionId, text, citationId }],
    ),
  );
  return all[0] ?? { sectionId: '', text: '', citationId: '' };
}

describe('doubts', () => {
  const slug = 'afghanistan-syria-relations';

  it('lower the figures everywhere while they stand, and leave versions before as they were', async () => {
    const { id, liveVersion } = await liveOf(slug);
    const { sections } = await assembleVersion(db(), liveVersion?.id ?? '');
    const cited = firstCited(sections);
    const standing = new Set([exempt]);
    const failed = new Set([failedKey(cited.text, cited.citationId)]);
    const before = coverageOfAll(sections, { ...noJudgement, exempt: standing });
    const lowered = coverageOfAll(sections, { ...noJudgement, exempt: standing, failed });
    expect([before.sourced, lowered.sourced]).toEqual([1, 0]);
    await expectSame(slug, before);
    const { sectionId, text, citationId } = cited;
    const about = { articleId: id, sectionId, statementHash: hashOfStatement(text), citationId };
    const doubt = { ...about, kind: 'failed_verification', why: 'Not there.' } as const;
    const { flagId } = await raiseFlag(of('nora'), doubt);
    await renewPages();
    await expectSame(slug, lowered);
    const number = await revise(of('amal'), slug, 'Doubted', []);
    expect((await getRevision(of('amal'), number)).sourcing.coverage).toEqual(lowered);
    expect((await getEditScreen(of('amal'), number)).prompts.failed).toEqual([...failed]);
    await clearFlag(of('nora'), { articleId: id, flagId, why: 'It is on the next page.' });
    await renewPages();
    await expectSame(slug, before);
  });
});

describe('the work lists', () => {
  const amal = () => of('amal');

  it('have as many rows as they say, each once, page after page', async () => {
    const counts = await getWorkCounts(amal());
    for (const list of ['unsourced', 'stale', 'dates'] as const) {
      const seen: string[] = [];
      let next: string | null = `/desk/reports/${list}`;
      while (next !== null) {
        const query = Object.fromEntries(new URL(next, 'http://localhost').searchParams);
        const page = await getWorkList(amal(), list, query);
        seen.push(...page.rows.map(({ articleId, position }) => `${articleId} ${position}`));
        next = page.next;
      }
      expect([list, seen.length]).toEqual([list, counts[list]]);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });
  it('hold the nine dates without a year and the wording that goes out of date, with the words and since when', async () => {
    const dates = await listStatements(amal(), 'dates', { take: 50 });
    expect(dates.flatMap(({ said }) => said)).toHaveLength(9);
    for (const { text, said } of dates) for (const words of said) expect(text).toContain(words);
    const stale = await listStatements(amal(), 'stale', { take: 50 });
    expect(stale.flatMap(({ said }) => said)).toContain('Currently');
    expect(stale.every(({ since }) => since !== null)).toBe(true);
    expect(await listStatements(amal(), 'stale', { take: 50, only: 'year' })).toEqual([]);
  });
  it('are narrowed by title, by article and by kind', async () => {
    const all = await countStatements(amal(), 'unsourced', {});
    const { id } = await liveOf('pakistan-syria-relations');
    expect(await countStatements(amal(), 'unsourced', { articleId: id })).toBe(80);
    expect(await countStatements(amal(), 'unsourced', { title: 'PAKISTÁN–Syria' })).toBe(80);
    expect(await countStatements(amal(), 'unsourced', { title: 'Laos' })).toBe(0);
    const figures = await countStatements(amal(), 'unsourced', { only: 'figures' });
    const { coverage } = await getWorkCounts(amal());
    expect(figures).toBe(coverage.figures.all - coverage.figures.sourced);
    expect(figures).toBeLessThan(all);
    const odd = await getWorkList(amal(), 'unsourced', { after: 'x', only: 'other', article: 'none', title: '%_\\' });
    expect([odd.rows, odd.isNarrow]).toEqual([[], true]);
  });
  it('name wanted articles, the most wanted first, with the places that name them', async () => {
    const wanted = await listWanted(amal(), { take: 100 });
    expect(wanted).toHaveLength((await getWorkCounts(amal())).wanted);
    expect(wanted.map(({ articles }) => articles)).toEqual(
      wanted.map(({ articles }) => articles).toSorted((a, b) => b - a),
    );
    const syria = wanted.find(({ title }) => title === 'Foreign relations of Syria');
    expect(syria?.places.map(({ articleId }) => articleId)).toHaveLength(syria?.articles ?? 0);
    expect((await getWanted(amal(), {})).next).toBeNull();
  });
  it('forget an answered date once the answer is published', async () => {
    const [date] = await listStatements(amal(), 'dates', { take: 1 });
    const { liveVersion, slug } = await db().article.findUniqueOrThrow({
      where: { id: date?.articleId ?? '' },
      include: { liveVersion: true },
    });
    const { sections } = await assembleVersion(db(), liveVersion?.id ?? '');
    const words = 'Afghanistan';
    expect(sections.map(({ heading }) => heading)).toContain('History');
    const number = await revise(amal(), slug, 'Answer', [
      { find: `${words} recognized`, replace: `${words} had recognized` },
    ]);
    const answer = { number, sectionId: date?.sectionId ?? '', kind: 'no_year', statement: date?.text ?? '' } as const;
    await answerPrompt(amal(), { ...answer, reason: 'clear' });
    const before = await countStatements(amal(), 'dates', {});
    await submit(amal(), number, 'update', 'Rewords.');
    await approve(of('jonas'), number);
    await publish(of('jonas'), number);
    expect(await countStatements(amal(), 'dates', {})).toBe(before - 1);
  });
  it('keep since when wording stands there, and date a new one from its own version', async () => {
    const { id, slug } = await liveOf('iran-syria-relations');
    const stale = () => listStatements(amal(), 'stale', { take: 50, articleId: id });
    const before = await stale();
    expect(before.length).toBeGreaterThan(0);
    const [place, fresh] = ["Under Ba'athist rule, Syria was usually", 'It is currently the newest sentence.'];
    const number = await revise(amal(), slug, 'Stale', [{ find: place, replace: `${fresh} ${place}` }]);
    await submit(amal(), number, 'update', 'Adds a sentence.');
    await approve(of('jonas'), number);
    await publish(of('jonas'), number);
    const { version } = await db().revision.findUniqueOrThrow({ where: { number }, include: { version: true } });
    const [old, made] = [await stale(), version?.publishedAt.toISOString()];
    const sinceOf = (rows: typeof old) => new Map(rows.map(({ text, since }) => [text, since]));
    expect(sinceOf(old.filter(({ text }) => text !== fresh))).toEqual(sinceOf(before));
    expect(sinceOf(old).get(fresh)).toEqual(made);
  });
});
