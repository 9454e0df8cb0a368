import type { Actor } from '@/lib/domain/actor';
import { suggestedCountries } from '@/lib/domain/article-countries';
import { emptyBody } from '@/lib/domain/prose/builder';
import { Refusal } from '@/lib/domain/refusal';
import { slugOf } from '@/lib/domain/slug';
import { permit } from '@/lib/domain/workflow/can';
import { enqueue } from '@/lib/db/outbox';
import { recordEvent } from '@/lib/db/audit';
import { openStates } from '@/lib/domain/workflow/transitions';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { hasImportNotice } from '@/lib/pages/queries/articles';
import { storeLive } from '@/lib/pages/store';
import { freeSlug, refuseTakenSlug } from '@/lib/articles/slugs';
import { lockArticle } from '@/lib/revisions/lock';
import { startRevision } from '@/lib/revisions/start';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type CreateInput = { opId?: string | undefined; title: string };

/** Adds an article without a version, and its first revision: a draft with an empty summary. */
export async function createArticle(actor: Actor, input: CreateInput) {
  permit(actor, 'create_article', {});
  return inTransaction(actor, input, async (tx) => {
    const slug = await freeSlug(tx, slugOf(input.title));
    const articleId = newId();
    await tx.article.create({ data: { id: articleId, slug, createdById: actor.id } });
    const lead = newId();
    const text = {
      title: input.title,
      facts: suggestedCountries(input.title, []),
      related: [],
      attribution: '',
      sections: [{ id: lead, level: 1, heading: '', body: emptyBody(lead) }],
    };
    const name = `New article: ${input.title}`.slice(0, 200);
    const { number } = await startRevision(tx, actor, { articleId, baseVersionId: null, name, why: '', text });
    const payload = { slug };
    await recordEvent(tx, actor, { action: 'create_article', subjectType: 'article', subjectId: articleId, payload });
    return { articleId, number };
  });
}

type RenameInput = { opId?: string | undefined; articleId: string; slug: string };

/** Changes an article's address. The old one leads to the new one for ever. */
export async function renameArticle(actor: Actor, input: RenameInput) {
  const slug = slugOf(input.slug);
  if (!slug) throw new Refusal('invalid', { message: 'Use letters or digits in the address.' });
  return inTransaction(actor, input, async (tx) => {
    const article = await lockArticle(tx, input.articleId);
    permit(actor, 'rename', { state: article.state });
    if (slug === article.slug) return { slug, changedPaths: [] };
    await refuseTakenSlug(tx, slug, article.id);
    await tx.article.update({ where: { id: article.id }, data: { slug } });
    if (article.liveVersionId) {
      await tx.articleSlug.createMany({ data: [{ slug, articleId: article.id }], skipDuplicates: true });
    }
    const payload = { from: article.slug, to: slug };
    await recordEvent(tx, actor, { action: 'rename', subjectType: 'article', subjectId: article.id, payload });
    await enqueue(tx, 'renamed', { articleId: article.id });
    return { slug, changedPaths: await storeLive(tx, article.id) };
  });
}

type WithdrawInput = { opId?: string | undefined; articleId: string; reason: string };

/** Withdraws a published article: readers see a notice with the reason; its versions stay reachable by number. */
export async function withdrawArticle(actor: Actor, input: WithdrawInput) {
  return inTransaction(actor, input, async (tx) => {
    const article = await lockArticle(tx, input.articleId);
    permit(actor, 'withdraw', { state: article.state });
    await tx.article.update({
      where: { id: article.id },
      data: { state: 'withdrawn', stateReason: input.reason, stateAt: now() },
    });
    const payload = { reason: input.reason };
    await recordEvent(tx, actor, { action: 'withdraw', subjectType: 'article', subjectId: article.id, payload });
    await enqueue(tx, 'withdrawn', { articleId: article.id });
    await tellAuthors(tx, actor, article.id);
    return { state: 'withdrawn', changedPaths: await storeLive(tx, article.id) };
  });
}

type RedirectInput = { opId?: string | undefined; articleId: string; toArticleId: string; reason: string };

/** Leads readers of one article to another published one. Loops are refused. */
export async function redirectArticle(actor: Actor, input: RedirectInput) {
  return inTransaction(actor, input, async (tx) => {
    const [first = '', second = ''] = [input.articleId, input.toArticleId].toSorted();
    await lockArticle(tx, first);
    if (second !== first) await lockArticle(tx, second);
    const article = await lockArticle(tx, input.articleId);
    permit(actor, 'redirect', { state: article.state });
    const target = await lockArticle(tx, input.toArticleId);
    if (target.id === article.id || target.state !== 'published') {
      throw new Refusal('invalid', { message: 'Choose another article that is published.' });
    }
    await tx.article.update({
      where: { id: article.id },
      data: { state: 'redirected', redirectToId: target.id, stateReason: input.reason, stateAt: now() },
    });
    const payload = { to: target.id, reason: input.reason };
    await recordEvent(tx, actor, { action: 'redirect', subjectType: 'article', subjectId: article.id, payload });
    await enqueue(tx, 'redirected', { articleId: article.id });
    await tellAuthors(tx, actor, article.id);
    return { state: 'redirected', changedPaths: await storeLive(tx, article.id) };
  });
}

/** Whoever writes a revision of an article that leaves its readers is told: it cannot be published as it is. */
async function tellAuthors(tx: Tx, actor: Actor, articleId: string): Promise<void> {
  const open = await tx.revision.findMany({
    where: { articleId, state: { in: [...openStates] } },
    select: { id: true, number: true },
    orderBy: { number: 'asc' },
  });
  for (const { id, number } of open) {
    await enqueue(tx, 'base_withdrawn', { revisionId: id, number, byId: actor.id });
  }
}

type CheckedInput = { opId?: string | undefined; articleId: string; reason: string };

/** Takes the notice of an imported text off an article's page, with the reason kept in the audit log. Refuses where there is none. */
export async function endImportNotice(actor: Actor, input: CheckedInput) {
  permit(actor, 'end_import_notice', {});
  return inTransaction(actor, input, async (tx) => {
    const { id } = await lockArticle(tx, input.articleId);
    if (!(await hasImportNotice(tx, id))) {
      throw new Refusal('wrong_state', { message: 'This article has no notice of an imported text.' });
    }
    await tx.article.update({ where: { id }, data: { importChecked: input.reason } });
    const payload = { reason: input.reason };
    await recordEvent(tx, actor, { action: 'end_import_notice', subjectType: 'article', subjectId: id, payload });
    return { articleId: id, changedPaths: await storeLive(tx, id) };
  });
}
