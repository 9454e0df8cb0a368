import { datesIn, months, numbersIn, weekdays as days } from '@/lib/domain/prose/prompts/figures';

const hedgeForms =
  /\b(?:reportedly|allegedly|alleged(?=ly|\b)|purportedly|supposedly|apparently|possibly|probably|perhaps|maybe|likely|expected to|seemingly|presumably|arguably|according to|some|many|several|claim(?:s|ed|ing)?|said to|believed to|thought to|considered|suggest(?:s|ed|ing)?|might|could|appear(?:s|ed)? to|seem(?:s|ed)? to|estimated|approximately|roughly|nearly|almost)\b/giu;
/** "May" is a month, and "about" a figure is a hedge where "about" a war is none. */
const mayForm = /\bmay\b/gu;
const aboutForm =
  /\b(?:about|around)(?= (?:\p{Sc}?\d|an? (?:dozen|hundred|thousand|million|third|quarter)|half|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))/giu;
const negationForms =
  /\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|unable|failed|refused|denied|denies|deny)\b|\p{L}+n['’]t\b/giu;
const quotationForms = /“[^”]*”|"[^"]*"|«[^»]*»|„[^“”]*[“”]/gu;
const nameForms = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}'’.-]*[\p{L}\p{M}]|(?<![\p{L}\p{N}])\p{Lu}(?![\p{L}\p{N}])/gu;
const sentenceStart = /^[\s\p{P}]*$|[.!?]["'”’)]?\s+["'“‘(]*$/u;
const afterStop = /[.!?]["'”’)]?\s+["'“‘(]*$/u;
const notNames = new RegExp(String.raw`^(?:I|${months}|${days}|BCE|CE|BC|AD)$`, 'u');

const found = (text: string, form: RegExp) => text.match(form) ?? [];

type Capital = { readonly word: string; readonly isFirst: boolean };

/** Words with a capital that are no months or days; `isFirst` where a sentence begins, so that any word has one. */
const capitalsIn = (text: string): Capital[] =>
  Array.from(text.matchAll(nameForms), ({ 0: word, index }) => ({
    word,
    isFirst:
      sentenceStart.test(text.slice(Math.max(0, index - 8), index)) &&
      (index < 2 || afterStop.test(text.slice(0, index).slice(-8))),
  })).filter(({ word }) => !notNames.test(word));

/** The names of a text that stand within its sentences. */
export const namesIn = (text: string): string[] =>
  capitalsIn(text).flatMap(({ word, isFirst }) => (isFirst ? [] : [word]));

const firstWords = (text: string): string[] => capitalsIn(text).flatMap(({ word, isFirst }) => (isFirst ? [word] : []));

const roots: Readonly<Record<string, string>> = {
  denied: 'deny',
  denies: 'deny',
  "can't": 'cannot',
  'can’t': 'cannot',
};
const negationsIn = (text: string): string[] =>
  found(text, negationForms).map((one) => roots[one.toLowerCase()] ?? one.toLowerCase());
const hedgesIn = (text: string): string[] => [
  ...found(text, hedgeForms).map((one) => one.toLowerCase()),
  ...found(text, mayForm),
  ...found(text, aboutForm).map((one) => one.toLowerCase()),
];

/** What to look for in the words of a sentence, by kind. Numbers that are part of a date are dates. */
const readersOf: Readonly<
  Record<'number' | 'date' | 'name' | 'quotation' | 'hedge' | 'negation', (text: string) => string[]>
> = {
  number: numbersIn,
  date: datesIn,
  name: namesIn,
  quotation: (text) => found(text, quotationForms),
  hedge: hedgesIn,
  negation: negationsIn,
};
export const readerKinds = ['number', 'date', 'name', 'quotation', 'hedge', 'negation'] as const;

function onlyIn(own: readonly string[], other: readonly string[]): string[] {
  const rest = [...other];
  return own.filter((one) => {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/**
 * What of one kind went and came between two texts. The first word of a sentence is a name if it is known as one; it
 * may be the name that stands elsewhere on the other side.
 */
export function differing(
  kind: (typeof readerKinds)[number],
  [before, after]: readonly [string, string],
  known: ReadonlySet<string> = new Set(),
): { readonly gone: string[]; readonly come: string[] } {
  const [own, other] = [readersOf[kind](before), readersOf[kind](after)];
  if (kind !== 'name') return { gone: onlyIn(own, other), come: onlyIn(other, own) };
  const [first, second] = [firstWords(before), firstWords(after)];
  const isKnown = (word: string) => known.has(word);
  return {
    gone: onlyIn([...first.filter(isKnown), ...own], [...other, ...second]),
    come: onlyIn([...second.filter(isKnown), ...other], [...own, ...first]),
  };
}
