import { isDemo } from '@/lib/accounts/demo';
import { offerLink, type Link } from '@/lib/accounts/links';
import { insertPerson, lockAdmins, lockPerson, type LockedPerson, type NewPerson } from '@/lib/accounts/people';
import { closeSessionsOf } from '@/lib/accounts/sessions';
import { emailKey } from '@/lib/accounts/identity';
import type * as contract from '@/lib/contract/accounts';
import type { EndpointInput, EndpointOutput } from '@/lib/contract/endpoint';
import { recordEvent } from '@/lib/db/audit';
import { db } from '@/lib/db/client';
import { inTransaction, systemActor, type Tx } from '@/lib/db/transaction';
import { type Actor, hasRole } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { dismissReviewsOf } from '@/lib/revisions/transition';
import { now } from '@/lib/system/clock';

type PersonAnswer = EndpointOutput<typeof contract.changeRoleEndpoint>;
/** Roles as the wire names them: nobody becomes the robot. */
type HumanRole = EndpointInput<typeof contract.changeRoleEndpoint>['role'];

/** Adds a person without a password (seeds, single sign-on). Demo people in demo mode only. Asked again, it answers the same person. */
export async function createPerson(
  actor: Actor,
  input: NewPerson & { readonly handle: string },
): Promise<{ id: string }> {
  if (actor.role !== 'system') permit(actor, 'manage_people');
  if (input.isDemo && !isDemo()) throw new Refusal('forbidden', { message: 'Demo people exist in demo mode only.' });
  return inTransaction(actor, {}, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`person:${input.handle}`}, 0))`;
    const present = await tx.user.findUnique({ where: { handle: input.handle }, select: { id: true } });
    if (present) return present;
    const id = await insertPerson(tx, input);
    const payload = { role: input.role, demo: input.isDemo ?? false };
    await recordEvent(tx, actor, { action: 'person_created', subjectType: 'person', subjectId: id, payload });
    return { id };
  });
}

/** Invites by a one-time link that is bound to address and role; a newer one ends the older. */
export async function invitePerson(actor: Actor, input: EndpointInput<typeof contract.inviteEndpoint>): Promise<Link> {
  // No op id: a repeated answer would have to keep the link itself.
  return inTransaction(actor, {}, async (tx) => {
    permit(actor, 'manage_people');
    const key = emailKey(input.email);
    if (await tx.user.findUnique({ where: { emailKey: key }, select: { id: true } })) {
      const message = 'Somebody with this address is here already.';
      throw new Refusal('invalid', { message, issues: [{ code: 'taken', where: 'email', message }] });
    }
    await tx.invitation.deleteMany({ where: { kind: 'invite', email: key, usedAt: null } });
    const { name, role } = input;
    const link = await offerLink(tx, { kind: 'invite', email: key, name, role, createdById: actor.id });
    const subject = { subjectType: 'invitation', subjectId: link.id, payload: { role } };
    await recordEvent(tx, actor, { action: 'person_invited', ...subject });
    return link;
  });
}

/** Changes a role; it counts at the person's next request. The last admin stays one. */
export async function changeRole(
  actor: Actor,
  input: EndpointInput<typeof contract.changeRoleEndpoint>,
): Promise<PersonAnswer> {
  return inTransaction(actor, input, async (tx) => {
    const person = await lockForChange(tx, actor, input.personId, input.role !== 'admin');
    if (person.role !== input.role) {
      await tx.user.update({ where: { id: person.id }, data: { role: input.role }, select: { id: true } });
      if (!hasRole(input.role, 'reviewer')) await dismissReviewsOf(tx, actor, person.id);
      const payload = { from: person.role, to: input.role };
      await recordEvent(tx, actor, { action: 'role_changed', subjectType: 'person', subjectId: person.id, payload });
    }
    return { personId: person.id, role: input.role, disabled: person.disabled };
  });
}

/** Disables a person, which ends all their sessions, or enables them again. The last admin cannot be disabled. */
export async function setDisabled(
  actor: Actor,
  input: EndpointInput<typeof contract.setDisabledEndpoint>,
): Promise<PersonAnswer> {
  return inTransaction(actor, input, async (tx) => {
    const person = await lockForChange(tx, actor, input.personId, input.disabled);
    if (person.disabled !== input.disabled) {
      const disabledAt = input.disabled ? now() : null;
      await tx.user.update({ where: { id: person.id }, data: { disabledAt }, select: { id: true } });
      if (input.disabled) {
        await closeSessionsOf(tx, person.id);
        await dismissReviewsOf(tx, actor, person.id);
      }
      const action = input.disabled ? 'person_disabled' : 'person_enabled';
      await recordEvent(tx, actor, { action, subjectType: 'person', subjectId: person.id });
    }
    return { personId: person.id, role: humanRole(person), disabled: input.disabled };
  });
}

/** Makes a one-time link with which a person sets a new password; the old password and all sessions end at once. */
export async function offerReset(
  actor: Actor,
  input: EndpointInput<typeof contract.resetPasswordEndpoint>,
): Promise<Link> {
  return inTransaction(actor, {}, async (tx) => {
    permit(actor, 'manage_people');
    const person = await lockPerson(tx, input.personId);
    if (person.disabled) throw new Refusal('wrong_state', { message: 'Enable this person first.' });
    await tx.invitation.deleteMany({ where: { kind: 'reset', userId: person.id, usedAt: null } });
    await tx.user.update({ where: { id: person.id }, data: { passwordHash: null }, select: { id: true } });
    await closeSessionsOf(tx, person.id);
    const link = await offerLink(tx, { kind: 'reset', userId: person.id, createdById: actor.id });
    await recordEvent(tx, actor, { action: 'password_reset_offered', subjectType: 'person', subjectId: person.id });
    return link;
  });
}

/** A link that makes the first admin, or null when an admin exists. Printed at start; a newer one ends the older. */
export async function createFirstAdminLink(): Promise<Link | null> {
  const admin = { role: 'admin', disabledAt: null, ...(isDemo() ? {} : { isDemo: false }) };
  if (await db().user.findFirst({ where: admin, select: { id: true } })) return null;
  return inTransaction(systemActor, {}, async (tx) => {
    await tx.invitation.deleteMany({ where: { kind: 'first_admin', usedAt: null } });
    return offerLink(tx, { kind: 'first_admin', role: 'admin', createdById: null });
  });
}

async function lockForChange(tx: Tx, actor: Actor, personId: string, takesAdminAway: boolean): Promise<LockedPerson> {
  permit(actor, 'manage_people');
  const admins = await lockAdmins(tx);
  const person = await lockPerson(tx, personId);
  if (takesAdminAway && admins.length === 1 && admins[0] === person.id) {
    const message = 'This is the last admin. Make somebody else an admin first.';
    throw new Refusal('wrong_state', { message });
  }
  return person;
}

function humanRole(person: LockedPerson): HumanRole {
  if (person.role === 'system') throw new Refusal('not_found');
  return person.role;
}
