/** A part of a text, as offsets in UTF-16 code units. */
type Range = { readonly from: number; readonly to: number };

/** Which quotations a paragraph has, marks included, and where a mark has no partner. */
export type Quotes = {
  /** The outermost ones, in order. */
  readonly quotations: readonly Range[];
  readonly lonely: readonly number[];
};

type Mark = { readonly at: number; readonly family: 'straight' | 'curly' | 'angled'; readonly opens: boolean };

const families = { '"': 'straight', '“': 'curly', '”': 'curly', '„': 'curly', '«': 'angled', '»': 'angled' } as const;
const quoteMark = /["“”„«»]/gu;
const opensBehind = /^$|^[\s([{–—‘'/]$/u;

/** A straight mark opens where words begin: behind a blank, a bracket or a dash, and before no blank. */
function opens(sign: string, text: string, at: number): boolean {
  if (sign !== '"') return sign === '“' || sign === '„' || sign === '«';
  return opensBehind.test(text.charAt(at - 1)) && /\S/u.test(text.charAt(at + 1));
}

const marksOf = (text: string): Mark[] =>
  [...text.matchAll(quoteMark)].map(({ 0: sign, index }) => ({
    at: index,
    family: families[sign as keyof typeof families],
    opens: opens(sign, text, index),
  }));

/** The quotations of a paragraph by their double quotation marks; a mark that was left open does not swallow those behind it. */
export function readQuotes(text: string): Quotes {
  const open: Mark[] = [];
  const pairs: Range[] = [];
  const lonely: number[] = [];
  for (const mark of marksOf(text)) {
    const partner = mark.opens ? -1 : open.findLastIndex(({ family }) => family === mark.family);
    const first = open[partner];
    if (mark.opens) open.push(mark);
    else if (!first) lonely.push(mark.at);
    else {
      pairs.push({ from: first.at, to: mark.at + 1 });
      open.splice(partner, 1);
    }
  }
  const inOrder = pairs.toSorted((a, b) => a.from - b.from);
  let end = 0;
  return {
    quotations: inOrder.filter(({ from, to }) => {
      const isOutermost = to > end && from >= end;
      if (isOutermost) end = to;
      return isOutermost;
    }),
    lonely: [...lonely, ...open.map(({ at }) => at)].toSorted((a, b) => a - b),
  };
}

/** A single mark behind a sentence that closes nothing: `… people.'`. Null where each has a partner. */
export function lonelySingle(text: string): number | null {
  const closing = text.search(/[.!?,]['’](?=["”]?(?:\s|$))/u);
  const opening = text.search(/(?:^|[\s([“"–—])['‘](?=\S)/u);
  return closing >= 0 && (opening < 0 || opening > closing) ? closing + 1 : null;
}
