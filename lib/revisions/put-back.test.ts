import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { plainText } from '@/lib/domain/prose/text';
import type { RefusalCode } from '@/lib/domain/refusal';
import { discardRevision } from '@/lib/revisions/commands/lifecycle';
import { putBack } from '@/lib/revisions/commands/put-back';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import { approve, type Cast, people, publish, submit } from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';
import { importFile } from '@/lib/transfer/commands/import';
import { getImport } from '@/lib/transfer/queries/runs';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });

const text = (title: string) =>
  `= ${title} =\n\nThe lead.\n\nShare this article\n\n== Trade ==\n\nTea is sold.\n\n<!-- a remark -->\n\nBack to top button\n\n== Names ==\n\nMany.\n`;

async function scene() {
  const cast = await people();
  const base64 = Buffer.from(text(`Import ${newId()}`)).toString('base64');
  const { runs } = await importFile(cast.amal, { fileName: 'a.txt', base64, as: 'auto' });
  const { runId = '', number = 0 } = runs[0] ?? {};
  return { cast, runId, number: number ?? 0 };
}

const texts = async ({ amal }: Cast, number: number) =>
  (await getEditScreen(amal, number)).sections.map(({ body }) => plainText(body));
const words = async ({ amal }: Cast, runId: string) => {
  const { report, back } = await getImport(amal, runId);
  return report.dropped.map(({ text: dropped }, at) => [dropped, back[at]]);
};

describe('what an import left out', () => {
  it('goes back to the end of its section, in the revision of the import while that is written', async () => {
    const { cast, runId, number } = await scene();
    expect(await words(cast, runId)).toEqual([
      ['Share this article', 'can'],
      ['<!-- a remark -->', null],
      ['Back to top button', 'can'],
    ]);
    const opId = newId();
    const answer = await putBack(cast.amal, { opId, runId, at: 2 });
    expect(answer).toMatchObject({ number });
    expect(await putBack(cast.amal, { opId, runId, at: 2 })).toEqual(answer);
    await putBack(cast.amal, { runId, at: 0 });
    expect(await texts(cast, number)).toEqual([
      'The lead.\n\nShare this article',
      'Tea is sold.\n\nBack to top button',
      'Many.',
    ]);
    expect((await words(cast, runId)).map(([, back]) => back)).toEqual(['is', null, 'is']);
    await expect(putBack(cast.amal, { runId, at: 2 })).rejects.toEqual(refused('wrong_state'));
    await expect(putBack(cast.amal, { runId, at: 9 })).rejects.toEqual(refused('not_found'));
    await expect(putBack(cast.amal, { runId: newId(), at: 0 })).rejects.toEqual(refused('not_found'));
  });

  it('goes into a new revision once the text is live; readers see nothing of it', async () => {
    const { cast, runId, number } = await scene();
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
    const back = await putBack(cast.amal, { runId, at: 2 });
    expect(back.number).not.toBe(number);
    expect(await texts(cast, back.number)).toEqual(['The lead.', 'Tea is sold.\n\nBack to top button', 'Many.']);
    expect(await db().revision.findUnique({ where: { number: back.number } })).toMatchObject({ state: 'draft' });
    expect((await words(cast, runId)).map(([, state]) => state)).toEqual(['can', null, 'can']);
  });

  it('has nowhere to go when the text was given up', async () => {
    const { cast, runId, number } = await scene();
    await discardRevision(cast.amal, { number, reason: 'Not needed.' });
    expect((await words(cast, runId)).map(([, back]) => back)).toEqual([null, null, null]);
    await expect(putBack(cast.amal, { runId, at: 2 })).rejects.toEqual(refused('wrong_state'));
  });
});
