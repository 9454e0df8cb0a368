/** `full` keeps all digits, `chicago` follows the Chicago manual, `two` drops what is equal but keeps two digits. */
export type RangeStyle = 'full' | 'chicago' | 'two';

const shared = (from: string, to: string) => {
  const differs = Array.from(to).findIndex((digit, at) => digit !== from[at]);
  return differs < 0 ? to.length : differs;
};

/** The end of a range after `from`, both with all their digits. */
function shortEnd(from: string, to: string, style: RangeStyle): string {
  if (style === 'full' || from.length !== to.length || Number(to) <= Number(from)) return to;
  const changed = to.slice(shared(from, to));
  if (style === 'two') return to.slice(-Math.max(2, changed.length));
  const hundreds = Number(from.slice(-2));
  if (from.length < 3 || hundreds === 0) return to;
  return hundreds < 10 ? changed : to.slice(-Math.max(2, changed.length));
}

const range = /(?<![\p{L}\p{N}–-])(\p{L}*)(\d+) ?(?:--|[-–—]) ?(\p{L}*)(\d+)(?![\p{L}\p{N}–-])/gu;

type Ends = { readonly lead: string; readonly from: string; readonly to: string };

/** `101–128`, `101–28`, `e12–14`; null where the numbers do not go up. */
function printedRange({ lead, from, to }: Ends, style: RangeStyle): string | null {
  const end = to.length < from.length ? from.slice(0, from.length - to.length) + to : to;
  if (Number(end) < Number(from)) return null;
  if (style === 'full' || from === end) return `${lead}${from}–${lead}${end}`;
  return `${lead}${from}–${from.length === end.length ? '' : lead}${shortEnd(from, end, style)}`;
}

/**
 * Pages with their ranges as a style prints them: `101-28` becomes `101–128` in full, else `101–28`
 * (sources-and-import.md A13). A letter before both numbers is kept once where the end is shortened.
 */
export function pageRanges(page: string, style: RangeStyle): string {
  return page
    .replaceAll(range, (whole, ...found: string[]) => {
      const [lead = '', from = '', second = '', to = ''] = found;
      return (second === '' || second === lead ? printedRange({ lead, from, to }, style) : null) ?? whole;
    })
    .replaceAll(/(?<=[\p{L}\p{N}]) ?(?:--|[-–—]) ?(?=[\p{L}\p{N}])/gu, '–');
}

/** Whether the text names more than one page or number. */
export const namesSeveral = (text: string): boolean => /[\p{L}\p{N}] ?[-–—]{1,2} ?[\p{L}\p{N}]|[,;&]| and /u.test(text);

/** `p. 12`, `pp. 101–28`; nothing for nothing. */
export function labelledPages(page: string | undefined, style: RangeStyle): string {
  return page === undefined ? '' : `${namesSeveral(page) ? 'pp.' : 'p.'} ${pageRanges(page, style)}`;
}
