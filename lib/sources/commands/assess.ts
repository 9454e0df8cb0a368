import { domainsOf, nameKey, type Scope, type Verdict } from '@/lib/domain/citation/library/reliability';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type AssessInput = {
  opId?: string | undefined;
  scope: Scope;
  /** Id of a source, a domain, or the name of a publisher. */
  about: string;
  topic: string;
  verdict: Verdict;
  reason: string;
  link: string;
  reviewBy?: string | undefined;
};

/** Decides how far a work, a domain or a publisher can be relied on, from now on. Earlier decisions stay on record. */
export async function assessSource(actor: Actor, input: AssessInput) {
  permit(actor, 'assess_source', {});
  const { scope, verdict, topic, reason, link } = input;
  return inTransaction(actor, input, async (tx) => {
    const { key, name } = await scopeOf(tx, input);
    const id = newId();
    await tx.sourceAssessment.create({
      data: {
        ...{ id, scopeType: scope, scopeKey: key, scopeName: name, topic, topicKey: nameKey(topic) },
        ...{ verdict, reason, link, decidedById: actor.id, decidedAt: now() },
        reviewBy: input.reviewBy === undefined ? null : new Date(`${input.reviewBy}T00:00:00Z`),
      },
    });
    const payload = { scope, key, topic, verdict };
    await recordEvent(tx, actor, { action: 'assess_source', subjectType: 'assessment', subjectId: id, payload });
    return { assessmentId: id };
  });
}

async function scopeOf(tx: Tx, { scope, about, topic }: AssessInput): Promise<{ key: string; name: string }> {
  if (topic !== '' && nameKey(topic) === '') throw wrong('topic', 'Write the topic in letters.');
  if (scope === 'domain') return domainOf(about);
  if (scope === 'publisher') {
    if (nameKey(about) === '') throw wrong('about', 'Enter the name of the publisher.');
    return { key: nameKey(about), name: about };
  }
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(about);
  const source = isId ? await tx.source.findUnique({ where: { id: about } }) : null;
  if (!source) throw new Refusal('not_found', { message: 'There is no such source.' });
  return { key: source.mergedIntoId ?? source.id, name: source.title || source.key };
}

function domainOf(about: string): { key: string; name: string } {
  const bare = about
    .trim()
    .replace(/^https?:\/\//iu, '')
    .replace(/[/?#].*$/u, '');
  const host = URL.canParse(`http://${bare}`) ? new URL(`http://${bare}`).hostname : '';
  const [key = ''] = domainsOf(host);
  if (!key.includes('.') || key.includes('[')) throw wrong('about', 'Enter a domain, like example.org.');
  return { key, name: key };
}

const wrong = (where: string, message: string) =>
  new Refusal('invalid', { message, issues: [{ code: 'assessment', where, message }] });
