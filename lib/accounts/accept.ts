import { kindOf } from '@/lib/accounts/links';
import { hashPassword, checkPassword } from '@/lib/accounts/passwords';
import { insertPerson, lockAdmins, lockPerson } from '@/lib/accounts/people';
import { roleOf } from '@/lib/accounts/role';
import { closeSessionsOf } from '@/lib/accounts/sessions';
import type { acceptLinkEndpoint } from '@/lib/contract/accounts';
import type { EndpointInput, EndpointOutput } from '@/lib/contract/endpoint';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, systemActor, type Tx } from '@/lib/db/transaction';
import type { Role } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { now } from '@/lib/system/clock';
import { sha256 } from '@/lib/system/crypto';

type Input = EndpointInput<typeof acceptLinkEndpoint>;
type Locked = { kind: string; email: string; role: string; user_id: string | null };

const gone = () =>
  new Refusal('not_found', { message: 'This link does not work any more. Ask for a new one; each works once.' });

/**
 * Uses a one-time link: makes the invited person or the first admin, or sets a new password, which ends all sessions.
 * Of many at once one succeeds. Throws `not_found` for a link that is unknown, used or over, `invalid` for a weak password.
 */
export async function acceptLink(input: Input): Promise<EndpointOutput<typeof acceptLinkEndpoint>> {
  const { name, password } = input;
  checkPassword(password, [name, input.email ?? '']);
  const passwordHash = await hashPassword(password);
  return inTransaction(systemActor, {}, async (tx) => {
    const link = await lockLink(tx, input.token);
    const kind = kindOf(link.kind);
    const { id, email } =
      kind === 'reset'
        ? await setPassword(tx, link.user_id ?? '', passwordHash)
        : await addPerson(tx, link, { name, email: input.email, passwordHash });
    await tx.invitation.update({
      where: { tokenHash: sha256(input.token) },
      data: { usedAt: now() },
      select: { tokenHash: true },
    });
    const actor = { ...systemActor, id };
    await recordEvent(tx, actor, { action: 'link_used', subjectType: 'person', subjectId: id, payload: { kind } });
    return { email };
  });
}

async function lockLink(tx: Tx, token: string): Promise<Locked> {
  const rows = await tx.$queryRaw<Locked[]>`
    select kind, email, role, user_id::text from invitation
    where token_hash = ${sha256(token)} and used_at is null and expires_at > ${now()} for update`;
  const row = rows[0];
  if (!row) throw gone();
  return row;
}

async function setPassword(tx: Tx, userId: string, passwordHash: string): Promise<{ id: string; email: string }> {
  const person = await lockPerson(tx, userId);
  if (person.disabled) throw gone();
  await closeSessionsOf(tx, userId);
  return tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true, email: true } });
}

type Given = { readonly name: string; readonly email: string | undefined; readonly passwordHash: string };

async function addPerson(tx: Tx, link: Locked, given: Given): Promise<{ id: string; email: string }> {
  const first = link.kind === 'first_admin';
  if (first && (await lockAdmins(tx)).length > 0) throw gone();
  const email = first ? given.email : link.email;
  if (!email) {
    const message = 'Enter an email address, like name@example.org';
    throw new Refusal('invalid', { message, issues: [{ code: 'missing', where: 'email', message }] });
  }
  const { name, passwordHash } = given;
  const id = await insertPerson(tx, { name, email, role: humanRole(link.role), passwordHash });
  return { id, email };
}

function humanRole(text: string): Exclude<Role, 'system'> {
  const role = roleOf(text);
  if (role === 'system') throw gone();
  return role;
}
