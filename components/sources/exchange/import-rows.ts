import type { z } from 'zod';
import { type CandidateRow, referenceOf } from '@/components/sources/exchange/candidate-table';
import { fieldWords } from '@/components/sources/exchange/field-words';
import type { checkSourcesEndpoint } from '@/lib/contract/sources';
import type { Candidate } from '@/lib/domain/citation/read/parts/candidate';

/** What the library says of one record of the text. */
export type SourceMatch = z.output<typeof checkSourcesEndpoint.output>['matches'][number];

const leave = { value: 'leave', label: 'Leave it out' };
const take = { value: 'take', label: 'Add it as a new source' };

type Known = Pick<CandidateRow, 'state' | 'choices' | 'notes'>;

function stateOf({ csl, refused }: Candidate, match: SourceMatch | undefined): Known {
  if (csl === null || refused !== null) {
    return { state: { words: '! Cannot be taken', tone: 'danger' }, choices: [], notes: [refused ?? ''] };
  }
  if (!match) return { state: { words: 'New', tone: 'ok' }, choices: [leave, take], notes: [] };
  const { source, isSure, adds } = match;
  const label = `Add to it what it lacks: ${fieldWords(adds)}`;
  const fill = adds.length > 0 ? [{ value: 'fill', label }] : [];
  if (isSure) {
    const words = `You already have this as ${source.key}`;
    return { state: { words, tone: '' }, choices: fill.length > 0 ? [leave, ...fill] : [], notes: [] };
  }
  const same = fill.map(({ value }) => ({ value, label: `It is the same: add to ${source.key} ${fieldWords(adds)}` }));
  const words = `! Looks like ${source.key}: ${source.reference}`;
  return { state: { words, tone: 'warn' }, choices: [leave, take, ...same], notes: [] };
}

/** What is done with a record unless told otherwise: new ones are taken; known ones get fields of CSL that they lack. */
function usualChoice({ refused }: Candidate, match: SourceMatch | undefined): string {
  if (refused !== null) return 'leave';
  if (!match) return 'take';
  return match.isSure && match.adds.some((field) => !field.startsWith('custom.')) ? 'fill' : 'leave';
}

type Chosen = ReadonlyMap<number, string>;

/** The records of a text as rows, with what is chosen for each. */
export function importRows(
  candidates: readonly Candidate[],
  matches: readonly SourceMatch[],
  { chosen, unit }: { readonly chosen: Chosen; readonly unit: string },
): CandidateRow[] {
  const byPlace = new Map(matches.map((match) => [match.at, match]));
  return candidates.map((candidate, at) => {
    const match = byPlace.get(at);
    const { notes, ...known } = stateOf(candidate, match);
    return {
      at,
      where: `${unit} ${candidate.line}${candidate.name === '' ? '' : `, ${candidate.name}`}`,
      reference: referenceOf(candidate),
      ...known,
      notes: [...notes, ...candidate.warnings].filter(Boolean),
      value: chosen.get(at) ?? usualChoice(candidate, match),
    };
  });
}
