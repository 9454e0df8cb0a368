import { expect, it } from 'vitest';
import { b, cite, doc, i, li, lowered, ol, p, quote, table, td, th, ul } from '@/lib/domain/prose/builder';
import { readDocx } from '@/lib/transfer/formats/in/docx/index';
import { shapeOf } from '@/lib/transfer/formats/in/testing';
import { aCitation, aVersion, citationIds } from '@/lib/transfer/formats/out/testing';
import { writeDocx } from '@/lib/transfer/formats/out/docx/write';

const [one, two] = citationIds;

it('reads back what we write for Word: sections, marks, lists, tables, and each citation at its place', async () => {
  const lead = doc(p('The ', b('lead'), ' and H', lowered('2'), 'O', cite(one), '.'));
  const history = doc(
    p('It ', i('began'), cite(two), ' early.'),
    ul(li('a', ol('b')), 'c'),
    table([th('A'), th('B')], [td('1'), td('2')]),
    quote('Me', 'Said.'),
  );
  const version = aVersion(lead, {
    title: 'Iran–Syria relations',
    citations: [aCitation(one, 'A', { locators: [{ label: 'page', value: '12' }] }), aCitation(two, 'B')],
    sections: [
      { id: 'a', level: 1, heading: '', body: lead },
      { id: 'b', level: 2, heading: 'History', body: history },
    ],
  });
  const reading = await readDocx(writeDocx(version), 'version.docx');
  expect(reading.document?.title).toBe('Iran–Syria relations');
  const shape = shapeOf(reading);
  expect(shape['']).toEqual(['The [bold:lead] and H[subscript:2]O{0}.']);
  expect(shape['## History']).toEqual([
    'It [italic:began]{1} early.',
    { ul: [['a', { ol: [['b']] }], ['c']] },
    {
      table: [
        ['!A', '!B'],
        ['1', '2'],
      ],
    },
    { quote: ['Said.'], by: 'Me' },
  ]);
  expect(reading.citations).toMatchObject([{ locators: [{ label: 'page', value: '12' }] }, { locators: [] }]);
});
