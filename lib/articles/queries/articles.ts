import type { Actor } from '@/lib/domain/actor';
import { careColumns, careOf } from '@/lib/articles/queries/care';
import { Refusal } from '@/lib/domain/refusal';
import { availableArticleActions, can, permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { coverageOf, coverageOfAll } from '@/lib/domain/citation/coverage';
import { plainText, wordCount } from '@/lib/domain/prose/text';
import { findArticle, hasImportNotice } from '@/lib/pages/queries/articles';
import { coverageOfRow, judgedVersion } from '@/lib/pages/queries/judged';
import { assembleVersion } from '@/lib/revisions/assemble';
import { isFinal, states } from '@/lib/domain/workflow/transitions';
import { listRevisions } from '@/lib/revisions/queries/lists';

/** All articles by title, each with both statuses: what readers see and what is being worked on. */
export async function listArticles(actor: Actor, filter: { q?: string | undefined; state?: string | undefined } = {}) {
  permit(actor, 'read_desk', {});
  const rows = await db().article.findMany({
    where: filter.state ? { state: filter.state } : {},
    select: {
      id: true,
      slug: true,
      state: true,
      stateAt: true,
      care: { select: careColumns },
      liveVersion: { select: { number: true, title: true, publishedAt: true, coverage: true } },
      revisions: { select: { title: true }, orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }], take: 1 },
    },
    take: 1000,
  });
  const open = await listRevisions(actor);
  const words = (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return rows
    .map((row) => {
      const own = open.filter((revision) => revision.articleId === row.id);
      return {
        id: row.id,
        slug: row.slug,
        state: row.state,
        title: row.liveVersion?.title ?? [...own, ...row.revisions][0]?.title ?? row.slug,
        liveNumber: row.liveVersion?.number ?? null,
        coverage: coverageIn(row.liveVersion),
        updatedAt: (row.liveVersion?.publishedAt ?? row.stateAt).toISOString(),
        ...careOf(row.care),
        open: own.map(({ number, state }) => ({ number, state })),
      };
    })
    .filter((article) => words.every((word) => article.title.toLowerCase().includes(word)))
    .toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
}

const coverageIn = (version: { coverage: Parameters<typeof coverageOfRow>[0] | null } | null) =>
  version?.coverage ? coverageOfRow(version.coverage) : null;

/** One article for the desk: live version, open revisions, sections with their sizes, versions, and what this person may do. */
export async function getArticleOverview(actor: Actor, id: string) {
  permit(actor, 'read_desk', {});
  const article = await db().article.findUnique({
    where: { id },
    include: {
      redirectTo: { select: { slug: true } },
      versions: {
        select: {
          ...{ id: true, articleId: true, title: true, number: true, kind: true, publishedAt: true },
          ...{ changeNote: true, unreviewed: true },
          noteEdits: { select: { note: true }, orderBy: { createdAt: 'asc' } },
        },
        orderBy: { number: 'desc' },
        take: 50,
      },
    },
  });
  if (!article) throw new Refusal('not_found', { message: 'There is no such article.' });
  const all = await listRevisions(actor, { articleId: id, states });
  const ended = all.filter(({ state }) => isFinal(state));
  // What an emergency published waits for an approval afterwards: it has not ended for whoever may give it.
  const open = all.filter(({ state, turn }) => !isFinal(state) || turn.people.length > 0);
  // The live version is the newest one.
  const [live] = article.versions;
  return {
    id: article.id,
    slug: article.slug,
    state: article.state,
    stateReason: article.stateReason,
    redirectTo: article.redirectTo?.slug ?? null,
    title: live?.title ?? open[0]?.title ?? ended[0]?.title ?? article.slug,
    live: live ? await liveCard({ ...live, ...noteOf(live) }) : null,
    versions: article.versions.map((version) => ({
      ...{ number: version.number, kind: version.kind, unreviewed: version.unreviewed, ...noteOf(version) },
      publishedAt: version.publishedAt.toISOString(),
    })),
    mayAmendNotes: can(actor, 'amend_note').ok,
    open,
    ended,
    actions: availableArticleActions(actor, { state: article.state }),
    mayEndImportNotice: can(actor, 'end_import_notice').ok && (await hasImportNotice(db(), id)),
  };
}

type Noted = { readonly changeNote: string; readonly noteEdits: readonly { readonly note: string }[] };

/** A version's note as it stands, and what it said before it was amended, oldest first. */
function noteOf({ changeNote, noteEdits }: Noted) {
  const notes = [changeNote, ...noteEdits.map(({ note }) => note)];
  return { changeNote: notes.at(-1) ?? changeNote, notesBefore: notes.slice(0, -1) };
}

/** The id of the article at an address that readers see, or saw. Throws Refusal `not_found`. */
export async function findArticleId(actor: Actor, slug: string): Promise<string> {
  permit(actor, 'read_desk', {});
  const article = await findArticle(db(), slug);
  if (!article) throw new Refusal('not_found', { message: 'There is no article at this address.' });
  return article.id;
}

type Live = { id: string; articleId: string; number: number; publishedAt: Date; changeNote: string };

async function liveCard(version: Live) {
  const { sections } = await assembleVersion(db(), version.id);
  const judged = await judgedVersion(db(), version.articleId, version.number);
  return {
    number: version.number,
    publishedAt: version.publishedAt.toISOString(),
    changeNote: version.changeNote,
    coverage: coverageOfAll(sections, judged),
    sections: sections.map(({ sectionId, level, heading, body }) => ({
      sectionId,
      level,
      heading,
      words: wordCount(plainText(body)),
      coverage: coverageOf(body, judged),
    })),
  };
}
