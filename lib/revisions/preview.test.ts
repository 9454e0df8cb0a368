import { afterEach, describe, expect, it } from 'vitest';
import { setDisabled } from '@/lib/accounts/commands';
import { createArticle } from '@/lib/articles/commands/article';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { Site } from '@/components/reader/view';
import type { Answer } from '@/lib/pages/answer';
import { previewAnswer } from '@/lib/pages/answers/preview';
import { readSite } from '@/lib/pages/queries/site';
import { rejectRevision } from '@/lib/reviews/commands/review';
import { discardRevision } from '@/lib/revisions/commands/lifecycle';
import { openRevision } from '@/lib/revisions/commands/open';
import { revokePreview, sharePreview } from '@/lib/revisions/commands/preview';
import { findPreview, getPreview, getPreviewScreen } from '@/lib/revisions/queries/preview';
import {
  approve,
  type Cast,
  headOf,
  people,
  prose,
  publish,
  publishedArticle,
  submit,
  write,
} from '@/lib/revisions/testing';
import { setClock } from '@/lib/system/clock';
import { newId, sha256 } from '@/lib/system/crypto';
import { emergencyPublish } from '@/lib/versions/commands/publish';

useDatabase();
afterEach(() => setClock(null));

/** A revision with one changed section, and a link to it. */
async function shared(cast: Cast) {
  const { articleId } = await publishedArticle(cast);
  const { number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' });
  await write(cast.amal, number, 1, prose('A <script>new</script> sentence stands here.'));
  const { path, previewId } = await sharePreview(cast.amal, { number, reader: 'Dr Eve', days: 7 });
  return { articleId, number, previewId, token: path.replace('/preview/', '') };
}

const site = (): Promise<Site> => readSite(db());
const textOf = ({ body }: Answer): string => (typeof body === 'string' ? body : '');
const bodyOf = async (token: string): Promise<string> => {
  const draft = await findPreview(token);
  return draft ? textOf(await previewAnswer(draft, await site())) : '';
};

describe('a preview link', () => {
  it('shows the revision as it stands on the readers’ page, and keeps only the hash of its token', async () => {
    const cast = await people();
    const { number, token, previewId } = await shared(cast);
    const first = await bodyOf(token);
    expect(first).toContain(`Preview of revision ${number}. Readers do not see this.`);
    expect(first).toContain('A &lt;script&gt;new&lt;/script&gt; sentence stands here.');
    expect(first).not.toContain('<script');
    await write(cast.amal, number, 1, prose('Another sentence.'));
    expect(await bodyOf(token)).toContain('Another sentence.');
    const row = await db().previewLink.findUniqueOrThrow({ where: { id: previewId } });
    expect(row.tokenHash).toBe(sha256(token));
    const kept: unknown = await db()
      .$queryRaw`select count(*)::int as n from idempotency_key where answer::text like ${`%${token}%`}`;
    expect(kept).toEqual([{ n: 0 }]);
  });

  it('is kept by nobody, found by nobody, and framed by the desk alone', async () => {
    const cast = await people();
    const { number, token } = await shared(cast);
    const draft = await findPreview(token);
    if (!draft) throw new Error('The link leads nowhere');
    const open = await previewAnswer(draft, await site());
    expect(open.kept).toBe(false);
    expect(open.headers).toMatchObject({
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow, noarchive',
    });
    expect(open.headers['content-security-policy']).toContain(`frame-ancestors 'none'`);
    expect(textOf(open)).toContain('<meta name="robots" content="noindex"/>');
    expect(textOf(open)).not.toMatch(/rel="canonical"|ld\+json|rel="alternate"/);
    const framed = await previewAnswer(await getPreview(cast.yusuf, number), await site(), { framed: true });
    expect(framed.headers['content-security-policy']).toContain(`frame-ancestors 'self'`);
    expect(framed.headers['x-frame-options']).toBe('SAMEORIGIN');
  });

  it('ends when it is revoked, once and for all', async () => {
    const cast = await people();
    const { number, token, previewId } = await shared(cast);
    await revokePreview(cast.yusuf, { number, previewId });
    expect(await findPreview(token)).toBeNull();
    await revokePreview(cast.amal, { number, previewId });
    const { links } = await getPreviewScreen(cast.amal, number);
    expect(links).toMatchObject([{ reader: 'Dr Eve', works: false, revoked: { by: 'Yusuf' } }]);
    await expect(
      db().$executeRaw`update preview_link set revoked_at = null, revoked_by_id = null where id = ${previewId}::uuid`,
    ).rejects.toThrow(/only revoked, once/);
  });

  it('ends at its time', async () => {
    const cast = await people();
    const { token, previewId } = await shared(cast);
    const after = (days: number) => setClock(() => new Date(Date.now() + days * 86_400_000));
    after(6.9);
    expect(await findPreview(token)).not.toBeNull();
    after(7.1);
    expect(await findPreview(token)).toBeNull();
    await expect(
      db()
        .$executeRaw`update preview_link set expires_at = expires_at + interval '1 day' where id = ${previewId}::uuid`,
    ).rejects.toThrow(/only revoked, once/);
  });

  it('ends with the account of whoever made it', async () => {
    const cast = await people();
    const { token } = await shared(cast);
    await setDisabled(cast.rosa, { opId: newId(), personId: cast.amal.id, disabled: true });
    expect(await findPreview(token)).toBeNull();
  });

  const exits: Record<string, (cast: Cast, number: number) => Promise<unknown>> = {
    published: async (cast, number) => {
      await submit(cast.amal, number);
      await approve(cast.jonas, number);
      return publish(cast.nora, number);
    },
    'published without review': async (cast, number) =>
      emergencyPublish(cast.rosa, {
        ...{ number, headHash: await headOf(number), kind: 'update', changeNote: 'What changed.', reason: 'Danger.' },
      }),
    discarded: (cast, number) => discardRevision(cast.amal, { number, reason: '' }),
    rejected: async (cast, number) => {
      await submit(cast.amal, number);
      return rejectRevision(cast.jonas, { number, reason: 'Not true.' });
    },
  };
  it.each(Object.keys(exits))('ends when its revision is %s, and none is made after', async (exit) => {
    const cast = await people();
    const { number, token } = await shared(cast);
    expect(await findPreview(token)).not.toBeNull();
    await exits[exit]?.(cast, number);
    expect(await findPreview(token)).toBeNull();
    await expect(sharePreview(cast.amal, { number, reader: 'Eve', days: 1 })).rejects.toMatchObject({
      code: 'wrong_state',
    });
    expect((await getPreviewScreen(cast.amal, number)).isOver).toBe(true);
  });

  it('is refused for a token that is none', async () => {
    expect(await findPreview('')).toBeNull();
    expect(await findPreview('a'.repeat(43))).toBeNull();
    expect(await findPreview(`${'a'.repeat(42)}'`)).toBeNull();
  });

  it('works for an article that was never published', async () => {
    const cast = await people();
    const { number } = await createArticle(cast.amal, { title: `Article ${newId()}` });
    const draft = await getPreview(cast.amal, number);
    const answer = await previewAnswer(draft, await site());
    expect(answer.status).toBe(200);
    expect(textOf(answer)).toContain('It would be version 1');
  });

  it('writes an event for each deed', async () => {
    const cast = await people();
    const { number, previewId } = await shared(cast);
    await revokePreview(cast.amal, { number, previewId });
    const { id } = await db().revision.findUniqueOrThrow({ where: { number } });
    const events = await db().event.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } });
    expect(events.map(({ action }) => action).slice(-2)).toEqual(['share_preview', 'revoke_preview']);
  });
});
