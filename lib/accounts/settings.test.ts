import { expect, it } from 'vitest';
import { findActor, openSession } from '@/lib/accounts/sessions';
import { saveSettings } from '@/lib/accounts/settings';
import { useDatabase } from '@/lib/db/testing';
import { saveSettingsEndpoint } from '@/lib/contract/accounts';
import { person } from '@/lib/revisions/testing';

useDatabase();

it('what a person sets of their desk comes with them from then on, and what is left out stays', async () => {
  const [amal, nora] = [await person('Amal', 'editor'), await person('Nora', 'reviewer')];
  const session = await openSession(amal.id);
  const settings = async () => (await findActor(session))?.settings;
  expect(await settings()).toEqual({ singleKeys: true, spokenHints: true, diffMode: 'inline' });
  await saveSettings(amal, { diffMode: 'side' });
  await saveSettings(amal, { singleKeys: false, spokenHints: undefined });
  expect(await settings()).toEqual({ singleKeys: false, spokenHints: true, diffMode: 'side' });
  expect((await findActor(await openSession(nora.id)))?.settings.diffMode).toBe('inline');
  expect(saveSettingsEndpoint.input.safeParse({ diffMode: 'upside-down' }).success).toBe(false);
});
