import { call, editSection, expect, liveArticle, openPoints, openRevision, type Page, test } from '@/e2e/fixtures';

const paragraphs = [
  'The two countries signed a treaty of friendship in 1951, and embassies were opened in both capitals.',
];

/** One of each kind of block. */
const body = (() => {
  const text = (words: string, ...marks: string[]) => ({
    type: 'text',
    text: words,
    ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
  });
  const p = (...content: object[]) => ({ type: 'paragraph', content });
  const item = (...content: object[]) => ({ type: 'listItem', content });
  const cell = (type: string, words: string) => ({ type, content: [p(text(words))] });
  return {
    type: 'doc',
    content: [
      p(
        text('A first paragraph with '),
        text('bold', 'bold'),
        text(', '),
        text('italic', 'italic'),
        text(' and H'),
        text('2', 'subscript'),
        text('O in it, long enough to fill more than one line of the measure.'),
      ),
      p(text('A second one.')),
      { type: 'subheading', content: [text('A subheading')] },
      {
        type: 'bulletList',
        content: [
          item(p(text('One'))),
          item(p(text('Two')), { type: 'orderedList', content: [item(p(text('Below')))] }),
        ],
      },
      { type: 'quotation', attrs: { speaker: 'Anthony Eden' }, content: [p(text('It is peace.'))] },
      {
        type: 'table',
        content: [
          { type: 'tableRow', content: [cell('tableHeader', 'Year'), cell('tableHeader', 'Event')] },
          { type: 'tableRow', content: [cell('tableCell', '1951'), cell('tableCell', 'Treaty')] },
        ],
      },
      p(text('A last paragraph.')),
    ],
  };
})();

const kinds = ['p', 'strong', 'em', 'sub', 'h3,h4', 'ul', 'ol', 'li', 'blockquote', 'table', 'th', 'td'] as const;
const properties = [
  ...[
    'font-size',
    'line-height',
    'font-weight',
    'font-style',
    'margin-top',
    'margin-bottom',
    'padding-left',
    'padding-top',
  ],
  ...['border-left-width', 'border-bottom-width', 'color', 'text-align', 'white-space-collapse'],
];

type Look = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** How the first of each kind looks inside the section, and where it stands. */
const look = (page: Page, root: string): Promise<Look> =>
  page.evaluate(
    ({ selector, names, wanted }): Look => {
      const section = document.querySelector(selector);
      const top = section?.querySelector('p')?.getBoundingClientRect().top ?? 0;
      return Object.fromEntries(
        names.map((name) => {
          const element = section?.querySelector(name);
          if (!element) return [name, {}];
          const style = getComputedStyle(element);
          const { top: own, height, width } = element.getBoundingClientRect();
          const face = style.fontFamily.includes('Source Serif 4') ? 'serif' : 'sans';
          const place =
            name === 'strong' || name === 'em' ? {} : { at: Math.round(own - top), height: Math.round(height) };
          const words = name === 'strong' || name === 'em' ? { width: width.toFixed(1) } : {};
          return [
            name,
            {
              ...Object.fromEntries(wanted.map((one) => [one, style.getPropertyValue(one)])),
              ...place,
              ...words,
              face,
            },
          ];
        }),
      );
    },
    { selector: root, names: [...kinds], wanted: [...properties] } as const,
  );

test('a section looks on the desk as it does to readers, before it is opened and while it is written', async ({
  visit,
}) => {
  const options = { viewport: { width: 1280, height: 900 } };
  const page = await visit({ as: 'amal', ...options });
  const reviewer = await visit({ as: 'jonas', ...options });
  const article = await liveArticle(page, reviewer, { title: 'Oman–Peru relations', paragraphs });
  const number = await openRevision(page, article.articleId, 'All kinds of blocks');
  const at = `/api/v1/revisions/${number}`;
  const place = { expectedHeadSeq: 0, heading: 'History', level: 2, after: article.lead };
  const { sectionId } = await call<{ sectionId: string }>(page, `${at}/sections`, { data: place });
  const saved = { expectedSeq: 1, heading: 'History', body };
  const { headHash } = await call<{ headHash: string }>(page, `${at}/sections/${sectionId}`, {
    method: 'PUT',
    data: saved,
  });
  const words = { headHash, kind: 'update', changeNote: 'History is told.' };
  await call(page, `${at}/submit`, { data: words });
  await call(reviewer, `${at}/reviews`, { data: { headHash, verdict: 'approve', comment: '', openPoints } });
  await call(reviewer, `${at}/publish`, { data: { ...words, wordingReason: '' } });

  await openRevision(page, article.articleId, 'The same again');
  await expect(page.locator('.writing')).toHaveAttribute('data-ready', 'true');
  await page.evaluate(() => document.fonts.ready);
  const section = `section[aria-labelledby="h-${sectionId}"]`;
  const closed = await look(page, section);
  const reader = await page.context().newPage();
  // To readers a face that comes late serves the next page.
  await expect(async () => {
    await reader.goto(article.path, { waitUntil: 'networkidle' });
    expect(simple(await look(reader, 'section[aria-labelledby="history"]'))).toEqual(simple(closed));
  }).toPass({ timeout: 30_000 });
  await page.bringToFront();
  const before = await page.locator(`${section} .reading p`).first().boundingBox();
  await editSection(page, 'History');
  const written = await look(page, `${section} .ProseMirror`);
  expect(simple(written)).toEqual(simple(closed));
  const after = await page.locator(`${section} .ProseMirror p`).first().boundingBox();
  expect([after?.x, after?.width]).toEqual([before?.x, before?.width]);
});

/** White space is kept while writing, so that a blank at the end can be seen. */
const simple = (found: Look) =>
  Object.fromEntries(Object.entries(found).map(([name, { 'white-space-collapse': _kept, ...rest }]) => [name, rest]));
