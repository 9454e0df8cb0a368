import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { db } from '@/lib/db/client';
import { type Assembled, assembleCheckpoint, assembleManifest, assembleVersion } from '@/lib/revisions/assemble';
import { readManifest } from '@/lib/revisions/content';
import { loadSides } from '@/lib/revisions/queries/screens';
import { everyonesNames } from '@/lib/revisions/turn-facts';
import { type LastLook, lastLook } from '@/lib/reviews/seen';

/** What the address of a review screen asks for: what to compare with, and the hash of the text that a link was made for. */
export type Asked = { readonly with?: string | undefined; readonly text?: string | undefined };

/** A text to compare with: how the address names it, what kind it is, and what people know it by. */
type Choice = {
  readonly key: string;
  readonly kind: 'live' | 'version' | 'kept' | 'seen' | 'screen';
  readonly number: number | null;
  /** ISO 8601 in UTC. */
  readonly at: string | null;
  readonly by: string;
  readonly reason: string;
  readonly label: string;
};

const choice = (key: string, kind: Choice['kind'], known: Partial<Choice> = {}): Choice => ({
  ...{ key, kind, number: null, at: null, by: '', reason: '', label: '' },
  ...known,
});

type Sides = Awaited<ReturnType<typeof loadSides>>;
type From = { readonly choice: Choice; readonly assembled: Assembled | null };

/** A link names what the revision looked like then; it looks otherwise now. `kept` says whether that text is shown. */
type Pinned = { readonly kept: boolean; readonly at: string | null };

/**
 * Both sides of a review screen. The first is what readers see, unless the address asks for a version ("v3"), a kept text by its id,
 * what this person last looked at ("seen"), or what a page of theirs was opened with ("screen-…"). The second is the present text, or
 * that of a link that pins another one. What cannot be found is a Refusal `not_found`: a link never shows something else in silence.
 */
export async function sidesToCompare(actor: Actor, number: number, asked: Asked) {
  const sides = await loadSides(actor, number);
  const { revision, before: live, after: present } = sides;
  const look = await lastLook(db(), actor.id, { revisionId: revision.id, before: live, now: present });
  const from = await fromSide(actor, sides, { with: asked.with ?? 'live', look });
  const to = await toSide(revision.id, present, asked.text);
  return {
    ...sides,
    ...{ live, present, look, pinned: to.pinned },
    ...{ compared: from.choice, before: from.assembled, after: to.assembled },
    choices: await choicesFor(sides, look),
  };
}

type Ask = { readonly with: string; readonly look: LastLook };

async function fromSide(actor: Actor, sides: Sides, ask: Ask): Promise<From> {
  const { revision, before: live } = sides;
  if (ask.with === 'live') return { choice: liveChoice(sides), assembled: live };
  if (ask.with === 'seen') return fromLook(ask.look);
  const [, version] = /^v([1-9]\d{0,8})$/.exec(ask.with) ?? [];
  if (version) return fromVersion(revision.articleId, Number(version));
  const [, screen] = /^screen-([0-9a-f]{64})$/.exec(ask.with) ?? [];
  if (screen) return fromScreen(actor, revision.id, screen);
  return fromCheckpoint(revision.id, ask.with);
}

const liveChoice = ({ frame }: Sides): Choice =>
  choice('live', 'live', { number: frame.publishedAs === null ? frame.liveNumber : frame.baseNumber });

const none = (message: string) => new Refusal('not_found', { message });

async function fromLook({ manifest, at }: LastLook): Promise<From> {
  if (!manifest) throw none('You have not looked at this revision yet.');
  const known = { at: at?.toISOString() ?? null };
  return { choice: choice('seen', 'seen', known), assembled: await assembleManifest(db(), manifest) };
}

async function fromVersion(articleId: string, number: number): Promise<From> {
  const version = await db().version.findUnique({
    where: { articleId_number: { articleId, number } },
    select: { id: true, publishedAt: true },
  });
  if (!version) throw none(`There is no version ${number}.`);
  const known = { number, at: version.publishedAt.toISOString() };
  return { choice: choice(`v${number}`, 'version', known), assembled: await assembleVersion(db(), version.id) };
}

async function fromScreen(actor: Actor, revisionId: string, headHash: string): Promise<From> {
  const key = { personId: actor.id, revisionId, headHash };
  const row = await db().reviewScreen.findUnique({ where: { personId_revisionId_headHash: key } });
  if (!row) throw none('What was on that screen is not kept any more.');
  const manifest = await readManifest(db(), row.manifest);
  const known = { at: row.openedAt.toISOString() };
  return { choice: choice(`screen-${headHash}`, 'screen', known), assembled: await assembleManifest(db(), manifest) };
}

const isId = (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

async function fromCheckpoint(revisionId: string, id: string): Promise<From> {
  const row = isId(id) ? await db().checkpoint.findUnique({ where: { id } }) : null;
  if (row?.revisionId !== revisionId) throw none('There is no such text to compare with.');
  const { label, reason } = row;
  const known = { label, reason, at: row.createdAt.toISOString() };
  return { choice: choice(id, 'kept', known), assembled: await assembleCheckpoint(db(), row) };
}

type To = { readonly assembled: Assembled; readonly pinned: Pinned | null };

async function toSide(revisionId: string, present: Assembled, headHash: string | undefined): Promise<To> {
  if (headHash === undefined || headHash === present.headHash) return { assembled: present, pinned: null };
  const row = await db().checkpoint.findFirst({ where: { revisionId, headHash }, orderBy: { createdAt: 'desc' } });
  if (!row) return { assembled: present, pinned: { kept: false, at: null } };
  const pinned = { kept: true, at: row.createdAt.toISOString() };
  return { assembled: await assembleCheckpoint(db(), row), pinned };
}

/** So many versions and so many kept texts are offered, the newest first. */
const offered = 100;

async function choicesFor(sides: Sides, look: LastLook): Promise<Choice[]> {
  const { revision } = sides;
  const nameOf = await everyonesNames();
  const versions = await db().version.findMany({
    where: { articleId: revision.articleId },
    select: { number: true, publishedAt: true },
    orderBy: { number: 'desc' },
    take: offered,
  });
  const kept = await db().checkpoint.findMany({
    where: { revisionId: revision.id },
    select: { id: true, reason: true, label: true, createdAt: true, createdById: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: offered,
  });
  return [
    liveChoice(sides),
    ...(look.manifest ? [choice('seen', 'seen', { at: look.at?.toISOString() ?? null })] : []),
    ...versions.map(({ number, publishedAt }) =>
      choice(`v${number}`, 'version', { number, at: publishedAt.toISOString() }),
    ),
    ...kept.map(({ id, reason, label, createdAt, createdById }) =>
      choice(id, 'kept', { reason, label, at: createdAt.toISOString(), by: nameOf(createdById) }),
    ),
  ];
}
