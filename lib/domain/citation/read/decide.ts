import { candidateOf, type Candidate } from '@/lib/domain/citation/read/parts/candidate';
import { identify, type Identified, mentioned } from '@/lib/domain/citation/read/parts/identified';
import { formatOf, readSources, type SourceFormat } from '@/lib/domain/citation/read/sources';

/** What the one box of the cite dialog makes of a text (sources-and-import.md A4). */
export type Decision =
  /** Records in a notation: one or several sources. */
  | { readonly is: 'records'; readonly format: SourceFormat; readonly candidates: readonly Candidate[] }
  /** A number or an address, or a text that holds one (then the text is its note). `candidate.csl` may lack a title. */
  | { readonly is: 'identifier'; readonly name: string; readonly candidate: Candidate }
  /** Meant as records, a number or an address, but it is none; the sentence says why. */
  | { readonly is: 'wrong'; readonly message: string }
  /** Words to look for in the library. */
  | { readonly is: 'words'; readonly words: string };

const identified = ({ name, record }: Identified & { readonly ok: true }, note?: string): Decision => ({
  is: 'identifier',
  name,
  candidate: candidateOf(1, '', note === undefined ? record : { ...record, note }),
});

/** Whether a text is one word, or a number behind its name with blanks in it. */
const isToken = (text: string) =>
  /^\S+$/u.test(text) ||
  /^(?:e?issn|isbn(?:-1[03])?|doi|pmid|pmcid|arxiv):?\s*[\w\s./:;()<>-]{3,60}$/iu.test(text) ||
  /^[\d\s-]{10,20}x?$/iu.test(text);

/**
 * Decides what a pasted or typed text is, without asking anybody: records, a number or an address, a text with one inside, or words.
 * The first that fits wins. Never throws; time grows with the length of the text.
 */
export function decideCite(input: string): Decision {
  const text = input.trim();
  if (formatOf(text) !== null) {
    const read = readSources(text);
    return read.ok
      ? { is: 'records', format: read.format, candidates: read.candidates }
      : { is: 'wrong', message: read.message };
  }
  const found = isToken(text) ? identify(text) : null;
  if (found) return found.ok ? identified(found) : { is: 'wrong', message: found.message };
  const inside = mentioned(text);
  return inside ? identified(inside, text) : { is: 'words', words: text };
}
