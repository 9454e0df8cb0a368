import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isWallTime, isZone, resolveWallTime, wallTimeAt } from '@/lib/domain/workflow/wall-time';
import { agoWords, lateWords, momentFromNow, momentWords, placeOf } from '@/lib/domain/workflow/wall-words';

/** Six zones: three of the north and two of the south that change their clocks, by 60 and by 30 minutes, and one that does not. */
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Damascus',
] as const;

/** An instant written as the wall time of UTC, for reading. */
const at = (iso: string): number => {
  const [, wall = '', seconds = '0'] = /^([^Z]{16})(?::(\d\d))?(?:\.000)?Z$/u.exec(iso) ?? [];
  const found = resolveWallTime(wall, 'UTC');
  return found.kind === 'once' ? found.at + Number(seconds) * 1000 : Number.NaN;
};

describe('a wall time', () => {
  test.each([
    ['2026-12-10T09:00', true],
    ['2028-02-29T09:00', true],
    ['2027-02-29T09:00', false],
    ['2100-02-29T09:00', false],
    ['2026-13-01T09:00', false],
    ['2026-12-10T24:00', false],
    ['2026-12-10T09:60', false],
    ['2026-12-10 09:00', false],
    ['2026-12-10T09:00:00', false],
    ['2026-12-10T09:00Z', false],
    ['0026-12-10T09:00', false],
    ['', false],
  ])('%s: %s', (text, is) => {
    expect(isWallTime(text)).toBe(is);
  });

  test.each([
    ['Asia/Damascus', true],
    ['UTC', true],
    ['America/Argentina/Buenos_Aires', true],
    ['Mars/Olympus', false],
    ['+02:00', false],
    ['', false],
  ])('zone %s: %s', (zone, is) => {
    expect(isZone(zone)).toBe(is);
  });

  test.each([
    ['Europe/Berlin', '2026-12-10T09:00', '2026-12-10T08:00:00.000Z'],
    ['Europe/Berlin', '2027-07-01T09:00', '2027-07-01T07:00:00.000Z'],
    ['America/New_York', '2026-12-10T09:00', '2026-12-10T14:00:00.000Z'],
    ['America/Santiago', '2026-12-10T09:00', '2026-12-10T12:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-12-10T09:00', '2026-12-09T22:00:00.000Z'],
    ['Africa/Cairo', '2026-12-10T09:00', '2026-12-10T07:00:00.000Z'],
    ['Asia/Damascus', '2026-12-10T09:00', '2026-12-10T06:00:00.000Z'],
    ['Asia/Kathmandu', '2026-12-10T09:00', '2026-12-10T03:15:00.000Z'],
    ['UTC', '2028-02-29T23:59', '2028-02-29T23:59:00.000Z'],
    ['Europe/Berlin', '2028-02-29T00:30', '2028-02-28T23:30:00.000Z'],
  ])('%s %s is one instant', (zone, wall, iso) => {
    expect(resolveWallTime(wall, zone)).toEqual({ kind: 'once', at: at(iso) });
  });
});

describe('clocks that go forward leave a time out: the nearest ones on both sides are offered', () => {
  test.each([
    ['Europe/Berlin', '2027-03-28T02:30', '2027-03-28T01:59', '2027-03-28T03:00'],
    ['Europe/Berlin', '2027-03-28T02:00', '2027-03-28T01:59', '2027-03-28T03:00'],
    ['America/New_York', '2027-03-14T02:30', '2027-03-14T01:59', '2027-03-14T03:00'],
    ['America/Santiago', '2027-09-05T00:30', '2027-09-04T23:59', '2027-09-05T01:00'],
    ['Australia/Lord_Howe', '2027-10-03T02:15', '2027-10-03T01:59', '2027-10-03T02:30'],
    ['Africa/Cairo', '2027-04-30T00:30', '2027-04-29T23:59', '2027-04-30T01:00'],
    ['Asia/Damascus', '2022-03-25T00:30', '2022-03-24T23:59', '2022-03-25T01:00'],
    // A whole day that never was.
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-29T23:59', '2011-12-31T00:00'],
  ])('%s %s', (zone, wall, before, after) => {
    expect(resolveWallTime(wall, zone)).toEqual({ kind: 'never', before, after });
  });
});

describe('clocks that go back show a time twice', () => {
  test.each([
    ['Europe/Berlin', '2027-10-31T02:30', '2027-10-31T00:30Z', '2027-10-31T01:30Z'],
    ['America/New_York', '2027-11-07T01:30', '2027-11-07T05:30Z', '2027-11-07T06:30Z'],
    ['America/Santiago', '2027-04-03T23:30', '2027-04-04T02:30Z', '2027-04-04T03:30Z'],
    ['Australia/Lord_Howe', '2027-04-04T01:45', '2027-04-03T14:45Z', '2027-04-03T15:15Z'],
    ['Africa/Cairo', '2027-10-28T23:30', '2027-10-28T20:30Z', '2027-10-28T21:30Z'],
    ['Asia/Damascus', '2021-10-28T23:30', '2021-10-28T20:30Z', '2021-10-28T21:30Z'],
  ])('%s %s', (zone, wall, earlier, later) => {
    expect(resolveWallTime(wall, zone)).toEqual({ kind: 'twice', earlier: at(earlier), later: at(later) });
  });

  test.each([
    ['Europe/Berlin', '2027-10-31T01:59'],
    ['Europe/Berlin', '2027-10-31T03:00'],
    ['Europe/Berlin', '2027-03-28T01:59'],
    ['Europe/Berlin', '2027-03-28T03:00'],
    ['Asia/Damascus', '2027-10-28T23:30'],
  ])('%s %s beside it is one instant', (zone, wall) => {
    expect(resolveWallTime(wall, zone).kind).toBe('once');
  });
});

const minutes = fc
  .integer({ min: at('2020-01-01T00:00Z') / 60_000, max: at('2037-12-31T00:00Z') / 60_000 })
  .map((minute) => minute * 60_000);

test('every instant is found again from what the clocks of its zone show', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), minutes, (zone, instant) => {
      const found = resolveWallTime(wallTimeAt(instant, zone), zone);
      const instants: readonly string[] = { once: ['at'], twice: ['earlier', 'later'], never: [] }[found.kind];
      const times = Object.entries(found).flatMap(([name, value]) => (instants.includes(name) ? [value] : []));
      expect(times).toContain(instant);
    }),
    { numRuns: 2000 },
  );
});

test('every wall time of a day on which clocks change is one instant, two, or none with neighbours that are instants', () => {
  const days = [
    '2027-03-28',
    '2027-10-31',
    '2027-03-14',
    '2027-11-07',
    '2027-09-05',
    '2027-04-03',
    '2027-10-03',
    '2027-04-04',
  ];
  for (const zone of zones) {
    for (const wall of days.flatMap((day) => [0, 1, 2, 3, 23].flatMap((hour) => quarters(day, hour)))) {
      const found = resolveWallTime(wall, zone);
      const shown = {
        once: () => ('at' in found ? [found.at] : []),
        twice: () => ('later' in found ? [found.earlier, found.later] : []),
        never: () => [],
      }[found.kind]();
      expect(shown.map((instant) => wallTimeAt(instant, zone))).toEqual(shown.map(() => wall));
      const neighbours = 'before' in found ? [found.before, found.after] : [wall];
      expect(neighbours.map((one) => resolveWallTime(one, zone).kind)).not.toContain('never');
    }
  }
});
const quarters = (day: string, hour: number) =>
  ['00', '15', '30', '45'].map((minute) => `${day}T${String(hour).padStart(2, '0')}:${minute}`);

describe('in words', () => {
  const moment = (zone: string, wall: string, iso: string) => ({ zone, wall, at: at(iso) });
  const damascus = moment('Asia/Damascus', '2026-12-10T09:00', '2026-12-10T06:00:00Z');

  test.each([
    ['2026-11-27T03:00:00Z', 'Thursday 10 December, 09:00 in Damascus, in 13 days'],
    ['2026-12-09T05:00:00Z', 'Thursday 10 December, 09:00 in Damascus, in 1 day'],
    ['2026-12-09T20:00:00Z', 'Thursday 10 December, 09:00 in Damascus, in 10 hours'],
    ['2026-12-10T05:59:00Z', 'Thursday 10 December, 09:00 in Damascus, in 1 minute'],
    ['2026-12-10T06:00:20Z', 'Thursday 10 December, 09:00 in Damascus, now'],
    ['2026-12-10T06:40:00Z', 'Thursday 10 December, 09:00 in Damascus, 40 minutes ago'],
    ['2027-01-01T06:00:00Z', 'Thursday 10 December 2026, 09:00 in Damascus, 22 days ago'],
  ])('at %s: %s', (now, words) => {
    expect(momentFromNow(damascus, at(now))).toBe(words);
  });

  test.each([
    [moment('UTC', '2028-02-29T09:00', '2028-02-29T09:00:00Z'), 'Tuesday 29 February 2028, 09:00 UTC'],
    [
      moment('America/Argentina/Buenos_Aires', '2026-12-10T09:00', '2026-12-10T12:00:00Z'),
      'Thursday 10 December, 09:00 in Buenos Aires',
    ],
    [
      moment('Europe/Berlin', '2027-10-31T02:30', '2027-10-31T00:30:00Z'),
      'Sunday 31 October 2027, 02:30 in Berlin (the first time that hour comes)',
    ],
    [
      moment('Europe/Berlin', '2027-10-31T02:30', '2027-10-31T01:30:00Z'),
      'Sunday 31 October 2027, 02:30 in Berlin (the second time that hour comes)',
    ],
  ])('%j', (one, words) => {
    expect(momentWords(one, at('2026-11-27T03:00:00Z'))).toBe(words);
  });

  test.each([
    ['2026-12-10T06:00:59Z', ''],
    ['2026-12-10T06:01:00Z', '1 minute late'],
    ['2026-12-10T06:59:30Z', '59 minutes late'],
  ])('done at %s: "%s"', (done, words) => {
    expect(lateWords(at('2026-12-10T06:00:00Z'), at(done))).toBe(words);
  });

  test('the calendar knows when it was 1970, and leap days of every kind', () => {
    const one = (wall: string) => resolveWallTime(wall, 'UTC');
    expect(one('1970-01-01T00:00')).toEqual({ kind: 'once', at: 0 });
    expect(one('2000-03-01T00:00')).toEqual({ kind: 'once', at: 951_868_800_000 });
    expect(one('2100-03-01T00:00')).toEqual({ kind: 'once', at: 4_107_542_400_000 });
  });

  test.each([
    ['2026-12-10T06:00:05Z', '5 seconds ago'],
    ['2026-12-10T06:00:01Z', '1 second ago'],
    ['2026-12-10T06:02:00Z', '2 minutes ago'],
    ['2026-12-10T09:10:00Z', '3 hours ago'],
    ['2026-12-12T09:10:00Z', '2 days ago'],
    // Another machine's clock is behind.
    ['2026-12-10T05:59:00Z', '0 seconds ago'],
  ])('seen at %s: %s', (now, words) => {
    expect(agoWords(at('2026-12-10T06:00:00Z'), at(now))).toBe(words);
  });

  test('a zone is called by its place', () => {
    expect(['Asia/Damascus', 'America/New_York', 'UTC'].map(placeOf)).toEqual(['Damascus', 'New York', 'UTC']);
  });
});
