import { z } from 'zod';
import { wallTimeAt } from '@/lib/domain/workflow/wall-time';
import { enqueue } from '@/lib/db/outbox';
import { db } from '@/lib/db/client';
import { inTransaction, systemActor, type Tx } from '@/lib/db/transaction';
import { digestMail, lineMail, type MailedLine } from '@/lib/notifications/mail/compose';
import { sendMail, sendsMail } from '@/lib/notifications/mail/send';
import { type Row, workOff } from '@/lib/notifications/queue';
import { mailedKindOf } from '@/lib/domain/workflow/news';
import { now } from '@/lib/system/clock';

const lineSchema = z.object({ notificationId: z.uuid() });
const digestSchema = z.object({ userId: z.uuid(), day: z.string() });
const payloadSchema = z.object({ because: z.string(), byId: z.uuid().nullable() });

/** Sends the mail that is due, and answers how many rows it took. A site without a mail server forgets them. */
export async function mailDue(limit = 50): Promise<number> {
  return workOff({ line: 'mail', deliver: mailRow }, limit);
}

async function mailRow(tx: Tx, { kind, payload }: Row): Promise<void> {
  if (!sendsMail()) return;
  if (kind === 'mail_line') await mailLine(tx, lineSchema.parse(payload).notificationId);
  else await mailDigest(tx, digestSchema.parse(payload));
}

const columns = {
  ...{ id: true, kind: true, payload: true, isTurn: true, threadId: true, userId: true },
  revision: { select: { number: true, name: true, title: true } },
  article: { select: { slug: true, liveVersion: { select: { title: true } } } },
} as const;

/** What somebody would still see in their inbox, and was not mailed before. */
const untold = { doneAt: null, mailedAt: null } as const;

async function mailLine(tx: Tx, id: string): Promise<void> {
  const row = await tx.notification.findFirst({ where: { id, ...untold }, select: columns });
  const to = row && (await recipientOf(tx, row.userId));
  if (!row || !to) return;
  const [line] = await linesOf(tx, [row]);
  if (!line) return;
  await sendMail({ key: `line.${id}`, to, ...lineMail(line) });
  await tx.notification.updateMany({ where: { id }, data: { mailedAt: now() } });
}

async function mailDigest(tx: Tx, { userId, day }: z.infer<typeof digestSchema>): Promise<void> {
  const to = await recipientOf(tx, userId);
  if (!to) return;
  const rows = await tx.notification.findMany({
    where: { userId, ...untold, OR: [{ laterUntil: null }, { laterUntil: { lte: now() } }] },
    select: columns,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 100,
  });
  if (rows.length === 0) return;
  await sendMail({ key: `digest.${userId}.${day}`, to, ...digestMail(await linesOf(tx, rows)) });
  await tx.notification.updateMany({ where: { id: { in: rows.map(({ id }) => id) } }, data: { mailedAt: now() } });
}

/** The person, if they have an account, want mail, and are no demo. */
async function recipientOf(tx: Tx, id: string) {
  const person = await tx.user.findUnique({
    where: { id },
    select: { ...{ id: true, name: true, email: true, isDemo: true, disabledAt: true }, mailSetting: true },
  });
  if (!person || person.isDemo || person.disabledAt !== null || person.mailSetting?.isOff) return null;
  const { name, email } = person;
  return { id, name, email };
}

type LineRow = {
  readonly kind: string;
  readonly payload: unknown;
  readonly isTurn: boolean;
  readonly threadId: string | null;
  readonly revision: { readonly number: number; readonly name: string; readonly title: string } | null;
  readonly article: { readonly slug: string; readonly liveVersion: { readonly title: string } | null } | null;
};

async function linesOf(tx: Tx, rows: readonly LineRow[]): Promise<MailedLine[]> {
  const read = rows.map((row) => ({ ...row, ...payloadSchema.parse(row.payload) }));
  const wanted = read.flatMap(({ byId }) => byId ?? []);
  const people = await tx.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return read.map(({ kind, because, byId, isTurn, threadId, ...about }) => ({
    ...{ kind, because, isTurn, threadId, by: byId === null ? null : (names.get(byId) ?? null) },
    ...namesOf(about),
  }));
}

function namesOf({ revision, article }: Pick<LineRow, 'revision' | 'article'>) {
  if (revision) return revision;
  return { number: null, name: '', title: article?.liveVersion?.title ?? article?.slug ?? '' };
}

/** Has lines mailed at once to those who want that of their kind. Call it in the transaction that wrote the lines. */
export async function mailAtOnce(
  tx: Tx,
  lines: readonly { id: string; userId: string; kind: string }[],
): Promise<void> {
  if (!sendsMail() || lines.length === 0) return;
  const settings = await tx.mailSetting.findMany({
    where: { userId: { in: lines.map(({ userId }) => userId) }, isOff: false },
    select: { userId: true, atOnce: true },
  });
  const wants = new Map(settings.map(({ userId, atOnce }) => [userId, atOnce]));
  for (const { id, userId, kind } of lines) {
    if (wants.get(userId)?.includes(mailedKindOf(kind))) await enqueue(tx, 'mail_line', { notificationId: id });
  }
}

/** The hour from which a morning's digest is made, where the person is. */
const morning = 7;

/** Makes today's digest for everyone whose morning has come and who has something untold; once, however many workers there are. */
export async function planDigests(): Promise<number> {
  if (!sendsMail()) return 0;
  const waiting = await db().user.findMany({
    where: {
      ...{ isDemo: false, disabledAt: null, notifications: { some: untold } },
      OR: [{ mailSetting: null }, { mailSetting: { isOff: false } }],
    },
    select: { id: true, mailSetting: { select: { zone: true, digestDay: true } } },
  });
  let made = 0;
  for (const { id, mailSetting } of waiting) {
    const wall = wallTimeAt(now().getTime(), mailSetting?.zone ?? 'UTC');
    const day = wall.slice(0, 10);
    if (Number(wall.slice(11, 13)) < morning || (mailSetting?.digestDay ?? '') >= day) continue;
    if (await planDigest(id, day)) made += 1;
  }
  return made;
}

const planDigest = (userId: string, day: string): Promise<boolean> =>
  inTransaction(systemActor, {}, async (tx) => {
    const first = await tx.$executeRaw`
      insert into mail_setting (user_id, digest_day) values (${userId}::uuid, ${day})
      on conflict (user_id) do update set digest_day = excluded.digest_day where mail_setting.digest_day < excluded.digest_day`;
    if (first === 0) return false;
    await enqueue(tx, 'mail_digest', { userId, day });
    return true;
  });
