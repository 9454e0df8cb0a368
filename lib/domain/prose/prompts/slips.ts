import { countriesMentioned } from '@/lib/domain/countries';
import type { Hit } from '@/lib/domain/prose/prompts/prompt';

const hitsOf = (text: string, form: RegExp): Hit[] =>
  [...text.matchAll(form)].map(({ 0: said, index }) => ({ from: index, to: index + said.length, said }));

/** Doubled on purpose: "had had", "that that". */
const mayDouble = new Set(['had', 'that', 'bye', 'very', 'so']);
const twice = /(?<![\p{L}\p{N}'’-])(\p{L}+)\s+\1(?![\p{L}\p{N}'’-])/giu;

/** A word that stands twice in a row. Two capitals are a name ("Boutros Boutros"). */
export const doubledWords = (text: string): Hit[] =>
  hitsOf(text, twice).filter(({ said }) => {
    const [first = '', second = ''] = said.split(/\s+/u);
    return !mayDouble.has(first.toLowerCase()) && !(/^\p{Lu}/u.test(first) && /^\p{Lu}/u.test(second));
  });

/** "… when has been accredited": a subject is wanting between the two, outside of a question. */
export const missingWords = (text: string): Hit[] =>
  text.endsWith('?') ? [] : hitsOf(text, /(?<!\p{L})(?<!since )when (?:has|have|had) been(?!\p{L})/giu);

/** Verbs that this kind of prose follows with "its", "the" or "their", and that make no other word with them. */
const verbs =
  'accept achieve affirm amend announce appoint assert attend begin condemn confirm consider consolidate continue defend demand deny ' +
  'describe develop discuss emphasi[sz]e end enhance ensure establish expand express extend follow fulfil improve increase join lead ' +
  'maintain normali[sz]e offer open pledge promote protect provide pursue reach receive recogni[sz]e reduce reiterate renew restore ' +
  'resume review secure sign stress strengthen support suspend sustain use visit voice welcome';
const glued = new RegExp(
  `(?<![\\p{L}\\p{N}'’-])(?:${verbs.replaceAll(' ', '|')})(?:e?[sd]|ed|ing)?(?:its|their|the|his)(?![\\p{L}\\p{N}'’-])`,
  'gu',
);
/** Words of their own that only look glued. */
const notGlued = new Set(['visits', 'uses', 'leadits']);
const noBlank = /(?<![\p{L}./@:-])\p{Ll}{3,}[.;,](?=\p{Lu}\p{Ll}+(?:\s|$))\p{Lu}\p{Ll}+/gu;

/** Two words without a blank between them: "expandits", or the end of one sentence and the start of the next. */
export const gluedWords = (text: string): Hit[] =>
  [...hitsOf(text, glued).filter(({ said }) => !notGlued.has(said)), ...hitsOf(text, noBlank)].toSorted(
    (a, b) => a.from - b.from,
  );

const hyphened = /(?<![\p{L}\p{N}-])(\p{Lu}\p{L}+)-(\p{Lu}\p{L}+)(?![\p{L}\p{N}-])/gu;
const isPlace = (word: string): boolean => countriesMentioned(word).length === 1;

/**
 * Two countries that a hyphen joins where an en dash stands for "and" or "to": "Iranian-Syrian relations". "-American" is left alone:
 * it mostly says where a person's family came from.
 */
export const hyphenedNames = (text: string): Hit[] =>
  [...text.matchAll(hyphened)].flatMap(({ 0: said, 1: first = '', 2: second = '', index }): Hit[] =>
    isPlace(first) && isPlace(second) && second !== 'American' ? [{ from: index, to: index + said.length, said }] : [],
  );
