type Pair = { readonly from: number; readonly to: number };

const isWord = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{M}\p{N}]/u.test(sign);
const isBlank = (sign: string | undefined) => sign === undefined || /\s/u.test(sign);
/** Whether a straight mark may open a quotation here: after nothing, a blank, a bracket, a dash or another mark. */
const mayOpen = (before: string | undefined, after: string | undefined) =>
  (isBlank(before) || /[([{/“‘"'–—-]/u.test(before ?? '')) && !isBlank(after);

const closers: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '"': '"', "'": "'" };

type Open = { readonly at: number; readonly closer: string };
type Sign = { readonly sign: string; readonly before: string | undefined; readonly after: string | undefined };

/** `isn't`, `’90s` */
const isApostrophe = ({ sign, before, after }: Sign) =>
  ((sign === "'" || sign === '’') && isWord(before) && isWord(after)) || (sign === "'" && /\d/u.test(after ?? ''));

/** The mark that will end the quotation which this one opens; undefined where it opens none. */
function closerOf({ sign, before, after }: Sign): string | undefined {
  const closer = closers[sign];
  return closer === sign && !mayOpen(before, after) ? undefined : closer;
}

/** The quotations of a text, each opened and closed, in the order of their ends. */
function quotations(signs: readonly string[]): Pair[] {
  const open: Open[] = [];
  const pairs: Pair[] = [];
  signs.forEach((sign, at) => {
    const here = { sign, before: signs[at - 1], after: signs[at + 1] };
    if (isApostrophe(here)) return;
    const partner = open.findLastIndex(({ closer }) => closer === sign);
    const opener = open[partner];
    if (opener && !isBlank(here.before) && at > opener.at + 1) {
      pairs.push({ from: opener.at, to: at });
      open.splice(partner);
      return;
    }
    const closer = closerOf(here);
    if (closer !== undefined) open.push({ at, closer });
  });
  return pairs;
}

/**
 * Typographic quotation marks as American English nests them: “outer ‘inner’”, apostrophes as ’. With `inside`, the
 * text itself will stand in quotation marks, so its own are single. A mark without a partner stays as it is.
 */
export function curly(text: string, inside = false): string {
  const signs = Array.from(text);
  const pairs = quotations(signs);
  const curled = signs.map((sign) => (sign === "'" ? '’' : sign));
  for (const { from, to } of pairs) {
    const depth = pairs.filter((outer) => outer.from < from && outer.to > to).length + (inside ? 1 : 0);
    curled[from] = depth % 2 === 0 ? '“' : '‘';
    curled[to] = depth % 2 === 0 ? '”' : '’';
  }
  return curled.join('');
}
