import { describe, expect, it, test } from 'vitest';
import { identityOf, leadOf, relatedOf, sectionsOf } from '@/lib/proof/bench/corpus/article';
import { copyLine } from '@/lib/proof/bench/corpus/copy';
import { fill } from '@/lib/proof/bench/corpus/fill';
import { idOf, randomOf } from '@/lib/proof/bench/corpus/random';
import { familyOf, parseStat } from '@/lib/proof/bench/measure/cpu';
import { interleaved, median, percentile, ratio } from '@/lib/proof/bench/measure/rounds';
import { atLeast, atMost, isReached, markdownOf, short, tableOf } from '@/lib/proof/bench/report';
import { optionsOf } from '@/lib/proof/bench/suite';
import { withoutPictures } from '@/lib/proof/bench/weight';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { forgetEnv } from '@/lib/system/env';
import { createPerson } from '@/lib/accounts/commands';
import { systemActor } from '@/lib/db/transaction';
import { verifyVersions } from '@/lib/versions/chain';

const database = useDatabase();

describe('numbers', () => {
  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
    [[], Number.NaN],
  ])('the median of %j is %d', (values, middle) => expect(median(values)).toBe(middle));

  it('finds percentiles between neighbours', () => {
    expect(percentile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48);
    expect(percentile([1, 2], 1)).toBe(2);
  });

  it('takes a ratio round by round, so that a slow round counts once', () => {
    expect(ratio([2, 20, 2], [1, 10, 4])).toBe(2);
    expect(ratio([1, 1], [])).toBeNaN();
  });

  it('runs every case once per round, every other round reversed', async () => {
    const order: string[] = [];
    const cases = ['a', 'b', 'c'].map((name) => ({ name, run: () => Promise.resolve(order.push(name)) }));
    const found = await interleaved(3, cases);
    expect(order.join('')).toBe('abccbaabc');
    expect(found.get('a')).toEqual([1, 6, 7]);
  });
});

describe('processes', () => {
  const line = (pid: number, parent: number, name = 'node') =>
    `${pid} (${name}) S ${parent} 1 1 0 -1 4194560 1 2 3 4 50 7 20 1 20 0 11 0 12345 100 200`;

  it('reads a line of /proc whatever the program is called', () => {
    for (const name of ['node', 'a) R 9 9 (b', '']) {
      expect(parseStat(line(42, 7, name))).toEqual({ pid: 42, parent: 7, own: 57, ended: 21 });
    }
  });

  it('finds all that descend from a process', () => {
    const all = [line(1, 0), line(2, 1), line(3, 2), line(4, 1), line(5, 4)].map(parseStat);
    expect(familyOf(all, [2]).map(({ pid }) => pid)).toEqual([2, 3]);
    expect(familyOf(all, [1]).map(({ pid }) => pid)).toEqual([1, 2, 4, 3, 5]);
  });
});

describe('the report', () => {
  const row = { number: 'V1', measure: 'CPU', value: 1.234, unit: '×', goal: atMost(2), detail: 'a | b' };

  test.each([
    [1, atMost(1), true],
    [1.01, atMost(1), false],
    [0.7, atLeast(0.7), true],
    [0.6, atLeast(0.7), false],
    [Number.NaN, atMost(1), null],
    [1, null, null],
  ])('%d against %j: %s', (value, goal, reached) => expect(isReached({ value, goal })).toBe(reached));

  test.each([
    [0.123456, '0.123'],
    [12.345, '12.3'],
    [1234.5, '1,235'],
    [3, '3'],
    [Number.NaN, 'not measured'],
  ])('writes %d as %s', (value, text) => expect(short(value)).toBe(text));

  it('says for every row whether its goal is reached', () => {
    const late = { ...row, number: 'V7', value: 60, unit: 'ms', goal: atMost(50), detail: '' };
    const chapter = { name: 'reader', rows: [row, late], tables: [], notes: ['One note.'] };
    const text = markdownOf({ date: 'today' }, [chapter]);
    expect(text).toContain('| V1 | CPU | 1.23× | ≤ 2× | yes | a \\| b |');
    expect(text).toContain('| V7 | CPU | 60 ms | ≤ 50 ms | **no** |  |');
    expect(text).toContain('- One note.');
    expect(tableOf(['a'], [[1]])).toBe('| a |\n|---|\n| 1 |');
  });

  it('takes map and timeline out of a page', () => {
    const html =
      '<p>a</p><figure>map</figure><h2 id="timeline">T</h2><figure><svg></svg></figure><ol></ol><h2 id="sources">S</h2>';
    expect(withoutPictures(html)).toBe('<p>a</p><h2 id="sources">S</h2>');
  });
});

describe('the command line', () => {
  const known = ['reader', 'weight'];

  it('takes names, numbers and switches', () => {
    expect(optionsOf(['reader', '--rounds', '7', '--large'], known)).toEqual({
      ...{ names: ['reader'], rounds: 7, seconds: 2, tries: 1000, large: true, write: false },
    });
    expect(optionsOf(['--rounds', '2'], known)).toMatchObject({ names: [], rounds: 5 });
  });

  test.each([[['--round', '7']], [['wieght']], [['--rounds']], [['--rounds', 'x']]])('refuses %j', (args) => {
    expect(() => optionsOf(args, known)).toThrow(/unknown|needs a number/u);
  });
});

describe('generated articles', () => {
  it('are the same ones every time, and tell themselves apart', () => {
    const some = Array.from({ length: 300 }, (_, index) => identityOf(index * 331));
    expect(new Set(some.map(({ slug }) => slug)).size).toBe(300);
    expect(new Set(some.map(({ id }) => id)).size).toBe(300);
    expect(identityOf(5)).toEqual(identityOf(5));
    expect(leadOf(identityOf(5)).hash).toBe(leadOf(identityOf(5)).hash);
    expect([randomOf('a', 1)(), randomOf('a', 1)()]).toEqual([randomOf('a', 1)(), randomOf('a', 1)()]);
    expect(randomOf('a', 1)()).not.toBe(randomOf('a', 2)());
    expect(idOf(1, 2)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/u);
    expect(identityOf(0).title).toMatch(/^.+–.+ trade relations$/u);
  });

  it('change one section from version to version', () => {
    const hashes = Array.from({ length: 12 }, (_, at) => sectionsOf(9, at + 1).map(({ hash }) => hash));
    const changed = hashes.slice(1).map((now, at) => now.filter((hash, place) => hash !== hashes[at]?.[place]).length);
    expect(changed).toEqual(Array.from({ length: 11 }, () => 1));
  });

  it('are about 600 words long', () => {
    const words = [leadOf(identityOf(3)), ...sectionsOf(3, 1)].reduce((sum, passage) => sum + passage.words, 0);
    expect(words).toBeGreaterThan(450);
    expect(words).toBeLessThan(750);
  });

  it('lead to each other', () => {
    expect(relatedOf(identityOf(1), 10)).toEqual([identityOf(2).title, identityOf(3).title]);
    expect(relatedOf(identityOf(1), 2)).toEqual([]);
  });

  test.each([
    [['a\tb', 'c\\d\n', null, 5, true], 'a\\tb\tc\\\\d\\n\t\\N\t5\ttrue\n'],
    [[{ a: 'x"\n' }, [1]], '{"a":"x\\\\"\\\\n"}\t[1]\n'],
  ])('%j is written as %j', (row, line) => expect(copyLine(row)).toBe(line));

  it('are rows that the program takes for its own, and every rule stands again afterwards', async () => {
    process.env['DEMO'] = '1';
    forgetEnv();
    for (const [handle, role] of [
      ['amal', 'editor'],
      ['jonas', 'reviewer'],
    ] as const) {
      await createPerson(systemActor, { handle, name: handle, email: `${handle}@demo.invalid`, role, isDemo: true });
    }
    const { adminUrl, appUrl } = database();
    const rules = () =>
      db()
        .$queryRaw`select tgrelid::regclass::text as owner, tgname::text as name, tgenabled::text as state from pg_trigger where not tgisinternal order by 1, 2`;
    const indexes = () => db().$queryRaw`select indexdef from pg_indexes where schemaname = 'public' order by 1`;
    const before = [await rules(), await indexes()];
    await fill({ appUrl, adminUrl, ownerUrl: '' }, { articles: 8, versionsOf: (index) => (index === 1 ? 12 : 2) });
    expect([await rules(), await indexes()]).toEqual(before);
    expect(await verifyVersions()).toMatchObject({ articles: 8, versions: 26, faults: [] });
    expect(await db().livePage.count()).toBe(8);
    expect(await db().liveSection.count({ where: { articleId: identityOf(7).id } })).toBe(6);
    delete process.env['DEMO'];
    forgetEnv();
  }, 90_000);
});
