import { expect, test } from 'vitest';
import { resolveWallTime, wallTimeAt } from '@/lib/domain/workflow/wall-time';
import { tomorrowAtNine } from '@/lib/domain/workflow/later';

test.each([
  ['2026-11-27T10:00', 'UTC', '2026-11-28T09:00'],
  ['2026-11-27T23:30', 'Asia/Damascus', '2026-11-28T09:00'],
  ['2026-11-26T21:00', 'America/New_York', '2026-11-27T09:00'],
  ['2026-12-31T12:00', 'Pacific/Apia', '2027-01-01T09:00'],
  ['2026-03-28T23:30', 'Europe/Berlin', '2026-03-29T09:00'],
  ['2026-10-24T23:30', 'Europe/Berlin', '2026-10-25T09:00'],
])('%s in %s', (at, zone, morning) => {
  const resolved = resolveWallTime(at, zone);
  const now = resolved.kind === 'once' ? resolved.at : NaN;
  expect(wallTimeAt(tomorrowAtNine(now, zone), zone)).toBe(morning);
});

test('a zone that nobody knows is refused', () => {
  expect(() => tomorrowAtNine(0, 'Mars/Olympus')).toThrow(RangeError);
});
