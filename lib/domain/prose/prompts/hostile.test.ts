import { expect, it } from 'vitest';
import { coverageOf, noJudgement } from '@/lib/domain/citation/coverage';
import { doc, p, withId } from '@/lib/domain/prose/builder';
import { promptsOf } from '@/lib/domain/prose/prompts/section';

/** Texts that a quadratic rule would read for minutes: the time limit of a test is what they are held to. */
it.each([
  ['one word again and again', 'a '.repeat(100_000)],
  ['a plan without an end', `is set to ${'b '.repeat(100_000)}`],
  ['quotation marks alone', '" '.repeat(60_000)],
  ['open marks', '“a '.repeat(60_000)],
  ['closing marks', "x.' ".repeat(60_000)],
  ['short quotations in short sentences', 'He said “a”. '.repeat(20_000)],
  ['dashes between countries', 'Iran-Iraq-'.repeat(20_000)],
  ['one sentence', 'x'.repeat(200_000)],
])('%s is read in bounded time, with few prompts for each statement', (_name, text) => {
  const body = doc(withId('a', p(text)));
  const prompts = promptsOf({ body, base: null, judged: noJudgement, sourceOf: () => undefined });
  const { statements, quotations } = coverageOf(body, noJudgement);
  expect(prompts.length).toBeLessThanOrEqual(statements * 31 + 4);
  expect(quotations.all).toBeLessThanOrEqual(text.length);
});
