import { expect, expectSaved, test } from '@/e2e/fixtures';
import { expectKept, first, offers, second, stored, trouble, type, writing } from '@/e2e/desk/saving/scene';

test('signed out in mid-typing: signs in over the page, and the save repeats itself', async ({ visit, problems }) => {
  problems.expect(/status of 401/);
  const page = await visit({ as: 'amal' });
  const { number } = await writing(page, 'Haiti–Peru');
  await page.context().clearCookies();
  await type(page, ' Her name was Ana.');
  await expect(trouble(page)).toContainText('You were signed out. Your text is safe here.');
  await page.keyboard.type(' She stayed.');
  await trouble(page).getByRole('button', { name: 'Sign in' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(dialog.getByLabel('Email')).toBeFocused();
  await dialog.getByLabel('Email').fill('nobody@example.org');
  await dialog.getByLabel('Password', { exact: true }).fill('not the password');
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('Email or password is wrong.');
  await dialog.getByRole('button', { name: /^Continue as Amal/ }).click();
  await expect(dialog).toBeHidden();
  await expectSaved(page);
  expect(await stored(page, number)).toEqual([`${first} Her name was Ana. She stayed.`, second]);
});

test('another person signs in: the text is not saved under their name, and waits for who wrote it', async ({
  visit,
  problems,
}) => {
  problems.expect(/status of 401/);
  const page = await visit({ as: 'amal' });
  const { number } = await writing(page, 'Haiti–Togo');
  await page.context().clearCookies();
  await type(page, ' Her name was Ana.');
  await trouble(page).getByRole('button', { name: 'Sign in' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.getByRole('button', { name: /^Continue as Yusuf/ }).click();
  await expect(trouble(page)).toContainText(/You are signed in as Yusuf.*, and somebody else wrote this\./);
  await expect(trouble(page).getByRole('button', { name: 'Download' })).toBeVisible();
  await expectKept(page, 'Her name was Ana.');

  // Not theirs to see either
  const other = await page.context().newPage();
  expect(await stored(other, number)).toEqual([first, second]);
  await expect(offers(other)).toHaveCount(0);
  await other.close();

  await trouble(page).getByRole('button', { name: 'Sign in' }).click();
  await dialog.getByRole('button', { name: /^Continue as Amal/ }).click();
  await expectSaved(page);
  expect(await stored(page, number)).toEqual([`${first} Her name was Ana.`, second]);
});
