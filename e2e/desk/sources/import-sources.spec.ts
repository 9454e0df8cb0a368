import { expect, test } from '@/e2e/fixtures';

test('sources come in by file: looked at first, each with a choice, and the report names every entry', async ({
  visit,
}) => {
  const page = await visit({ as: 'yusuf' });
  const stamp = Date.now();
  const bib = `@book{first, title={Harbours ${stamp}}, author={Berg, Anna}, publisher={P}, year=2006}
@book{second, title={Second ${stamp}}, publisher={P}}
@book{broken, title={Never closed`;
  await page.goto('/desk/sources/import');
  const file = { name: 'library.bib', mimeType: 'application/x-bibtex', buffer: Buffer.from(bib) };
  await page.getByLabel('File with sources').setInputFiles(file);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('heading', { name: '3 sources in this BibTeX' })).toBeFocused();
  await page.getByRole('checkbox', { name: `Second ${stamp}` }).uncheck();
  await page.getByRole('button', { name: 'Import 1 source' }).click();
  await page.waitForURL(/\/desk\/sources\/import\/[0-9a-f-]{36}$/u);
  await expect(page.getByRole('heading', { name: 'Refused (1)' })).toBeVisible();
  await expect(page.getByText('A brace in it is never closed.')).toBeVisible();
  await expect(page.getByText('Line 3, broken')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Taken (1)' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Left out (1)' })).toBeVisible();

  // The same again, as RIS by paste, with more in it: it is known, and may be completed
  await page.goto('/desk/sources/import');
  const ris = `TY  - BOOK\nTI  - Harbours ${stamp}\nAU  - Berg, A.\nPY  - 2006\nET  - 2\nER  - `;
  await page.getByLabel('Or paste').fill(ris);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByText(`Looks like berg2006harbours`)).toBeVisible();
  await page.getByLabel(`Harbours ${stamp}`).selectOption({ label: `It is the same: add to berg2006harbours edition` });
  await page.getByRole('button', { name: 'Import 0 sources, complete 1' }).click();
  await expect(page.getByRole('heading', { name: 'Merged with a source that was there (1)' })).toBeVisible();
  await expect(page.getByText('It got edition. What it said before stands.')).toBeVisible();
});

test('what is no source, and a file in another encoding, is said and nothing is lost', async ({ visit }) => {
  const page = await visit({ as: 'yusuf' });
  await page.goto('/desk/sources/import');
  await page.getByLabel('Or paste').fill('Dear editor');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByText('This is neither BibTeX nor RIS nor CSL-JSON nor a citation template.')).toBeVisible();
  await expect(page.getByLabel('Or paste')).toHaveValue('Dear editor');
  const latin = Buffer.from('@book{a, title={Ren\u00e9}, publisher={P}}', 'latin1');
  await page.getByLabel('File with sources').setInputFiles({ name: 'old.bib', mimeType: 'text/plain', buffer: latin });
  await page.getByRole('button', { name: 'Read it as Windows-1252' }).click();
  await expect(page.getByLabel('Or paste')).toHaveValue('@book{a, title={René}, publisher={P}}');
});

test('the library is taken out and comes in again as what it is', async ({ visit }) => {
  const page = await visit({ as: 'yusuf' });
  await page.goto('/desk/sources/import');
  const download = page.waitForEvent('download');
  await page
    .getByRole('link', { name: /^BibTeX of/u })
    .first()
    .click();
  const path = await (await download).path();
  await page.getByLabel('File with sources').setInputFiles(path);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByText('You already have this as').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import 0 sources', exact: true })).toBeVisible();
});
