import { expect, test } from 'vitest';

import { countedPoints, pointsWith, settableChecks, withSeverities } from '@/lib/domain/workflow/policy';

const issue = (code: string, severity: 'blocker' | 'warning') => ({ code, severity });

test('a check that can be set stands in the way exactly where the site says so; others are left as they are', () => {
  const issues = [
    issue('conflict', 'blocker'),
    issue('uncited', 'warning'),
    issue('heading_empty', 'blocker'),
    issue('prompts_answered', 'warning'),
  ];
  const codes = (blocking: readonly string[]) =>
    withSeverities(issues, blocking).map(({ code, severity }) => `${severity} ${code}`);
  expect(codes(['heading_empty'])).toEqual([
    'blocker conflict',
    'blocker heading_empty',
    'warning uncited',
    'warning prompts_answered',
  ]);
  expect(codes(['uncited', 'prompts_answered', 'nothing'])).toEqual([
    'blocker conflict',
    'blocker uncited',
    'warning heading_empty',
    'warning prompts_answered',
  ]);
  expect(codes([])).toEqual([
    'blocker conflict',
    'warning uncited',
    'warning heading_empty',
    'warning prompts_answered',
  ]);
  expect(new Set(settableChecks.map(({ code }) => code)).size).toBe(settableChecks.length);
});

test('two points count themselves, in their own words only', () => {
  const counts = { sourced: { holds: 4, all: 5 }, lookedUp: { holds: 3, all: 4 } };
  const points = [countedPoints.lookedUp, countedPoints.sourced, `${countedPoints.sourced}.`, 'It is short'];
  expect(pointsWith(points, counts).map(({ counted }) => counted)).toEqual([
    counts.lookedUp,
    counts.sourced,
    null,
    null,
  ]);
});
