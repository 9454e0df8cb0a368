import { expect, it } from 'vitest';
import { useDatabase } from '@/lib/db/testing';
import { people } from '@/lib/revisions/testing';
import { assessSource } from '@/lib/sources/commands/assess';
import { createSource } from '@/lib/sources/commands/record';
import { listDueDecisions } from '@/lib/sources/queries/due';
import { now } from '@/lib/system/clock';

useDatabase();

const dayFromNow = (days: number) => new Date(now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

it('names the decisions whose day has come, the longest overdue first, until somebody decides anew', async () => {
  const cast = await people();
  const csl = { type: 'webpage', title: 'Tea and oil', publisher: 'Quay', URL: 'https://news.levant.example/tea' };
  const { sourceId } = await createSource(cast.amal, { csl, stub: false });
  const base = { topic: '', verdict: 'generally_unreliable', link: '' } as const;
  const decide = (
    about: Pick<Parameters<typeof assessSource>[1], 'scope' | 'about'>,
    reviewBy?: string,
    reason = 'Why',
  ) => assessSource(cast.jonas, { ...base, ...about, reason, ...(reviewBy && { reviewBy }) });
  const work = { scope: 'work', about: sourceId } as const;
  const domain = { scope: 'domain', about: 'levant.example' } as const;
  await decide(work, dayFromNow(0), 'Today');
  await decide(domain, dayFromNow(-9), 'Long ago');
  await decide({ scope: 'publisher', about: 'Quay' }, dayFromNow(-3), 'The house');
  await decide({ scope: 'publisher', about: 'Harbour Press' }, dayFromNow(1), 'Not yet');
  await decide({ scope: 'domain', about: 'other.example' }, undefined, 'Never');
  const due = async () => (await listDueDecisions(cast.amal)).map((one) => [one.reason, one.scopeName, one.sourceId]);
  expect(await due()).toEqual([
    ['Long ago', 'levant.example', sourceId],
    ['The house', 'Quay', null],
    ['Today', 'Tea and oil', sourceId],
  ]);
  await decide(domain, dayFromNow(300), 'Anew');
  await assessSource(cast.nora, { ...base, ...work, verdict: 'none', reason: 'Reconsidered' });
  expect(await due()).toEqual([['The house', 'Quay', null]]);
});
