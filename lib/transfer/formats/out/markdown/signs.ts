/** Where words stand: on lines of their own, or in something that has but one line. */
export type MarkdownPlace = 'lines' | 'heading' | 'cell';

/** Writes words and markup of one block, one after the other. */
export type MarkdownWriter = {
  /** Words, with every sign escaped that would be markup where it stands. */
  readonly words: (text: string) => void;
  /** Markup that begins and ends with ASCII punctuation. */
  readonly markup: (text: string) => void;
  /** Begins emphasis; `first` is the sign that comes next, no blank. */
  readonly open: (sign: '**' | '_', first: string) => void;
  /** Ends emphasis, right behind a sign that is no blank. */
  readonly close: (sign: '**' | '_') => void;
  readonly lineBreak: () => void;
  /** What was written, without blanks and line breaks at its ends; empty when it was nothing but blanks. */
  readonly done: () => string;
};

/** Signs that begin markup wherever they stand, in CommonMark, GitHub's Markdown or Pandoc's. */
const always = new Set('\\`*_[]<~|$@^{');
const atLineStart = new Set('#+->=:');
const blank = /[\t\n\f\r\p{Zs}]/u;
/** Punctuation of ASCII, and some of other blocks: what Unicode got later, or calls a symbol, old readers do not know. */
const plainPunctuation = /[!-/:-@[-`{-~¡«·»¿،؛؟\u2010-\u2027]/u;
const punctuation = /\p{P}/u;
const symbol = /\p{S}/u;
const newLine = '\\\n';

/** Whether every reader of Markdown takes this sign for a blank or for punctuation; so does the edge of a line. */
const isApart = (sign: string) => sign === '' || blank.test(sign) || plainPunctuation.test(sign);
/** Whether some reader of Markdown takes this sign for punctuation. */
const mayBePunctuation = (sign: string) => sign.length > 1 || punctuation.test(sign) || symbol.test(sign);

const reference = (sign: string) => `&#x${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;

/** Text as signs, each run of tabs and line ends one blank. */
const signsOf = (text: string) => Array.from(text.replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' '));

/** What was written, piece by piece: the text, the last sign that it stands for (empty for a line end), whether emphasis begins with it. */
type Part = { readonly text: string; readonly sign: string; readonly opens?: true };

/** A reference to a character, the beginning of an address. */
const isRiskyBefore = (sign: string, next: string) => (sign === '&' && next !== ' ') || (sign === ':' && next === '/');

/** The end of `www.`; what would make a link or a definition of the mark of a note. */
function isRiskyBehind(sign: string, before: readonly Part[]): boolean {
  if (sign === '.') return /^www$/iu.test(before.map(({ text }) => text).join(''));
  return (sign === '(' || sign === ':') && (before.at(-1)?.text.startsWith('[^') ?? false);
}

/** A writer for one block (sources-and-import.md B7). */
export function markdownWriter(place: MarkdownPlace): MarkdownWriter {
  const parts: Part[] = [];
  /** Digits at the beginning of the line; -1 when there is something else. */
  let digits = 0;
  /** The next sign must not join the emphasis that was just closed. */
  let isGuarded = false;

  const last = () => parts.at(-1)?.sign ?? '';
  const add = (part: Part) => {
    digits = digits >= 0 && /^\d$/u.test(part.text) ? digits + 1 : -1;
    isGuarded = false;
    parts.push(part);
  };
  const isRiskyHere = (sign: string) => {
    if (sign === '#' && place === 'heading') return true;
    if (place !== 'lines') return false;
    return last() === '' ? atLineStart.has(sign) : (sign === '.' || sign === ')') && digits > 0 && digits < 10;
  };
  const isRisky = (sign: string, next: string) =>
    always.has(sign) || isRiskyBefore(sign, next) || isRiskyBehind(sign, parts.slice(-3)) || isRiskyHere(sign);
  const put = (sign: string, next: string) => {
    if (sign === ' ' && last() === '') return;
    if (isGuarded && !isApart(sign)) add({ text: reference(sign), sign: ';' });
    else add({ text: isRisky(sign, next) ? `\\${sign}` : sign, sign });
  };
  /** A reference for the sign at this place, if it keeps what follows from being seen as markup; then for what it troubles in turn. */
  const setApart = (at: number) => {
    const sign = parts[at]?.sign ?? '';
    if (isApart(sign)) return;
    parts[at] = { text: reference(sign), sign: ';' };
    if (parts[at - 1]?.opens) setApart(at - 2);
  };

  return {
    words: (text) => signsOf(text).forEach((sign, at, signs) => put(sign, signs[at + 1] ?? '')),
    markup(text) {
      if (text.startsWith('[') && parts.at(-1)?.text === '!') parts.splice(-1, 1, { text: '\\!', sign: '!' });
      add({ text, sign: text.slice(-1) });
    },
    open(sign, first) {
      if (sign === '_' || mayBePunctuation(first)) setApart(parts.length - 1);
      add({ text: sign, sign: '*', opens: true });
    },
    close(sign) {
      const mustGuard = sign === '_' || mayBePunctuation(last());
      add({ text: sign, sign: '*' });
      isGuarded = mustGuard;
    },
    lineBreak() {
      if (place !== 'lines') put(' ', '');
      else if (parts.length > 0) {
        add({ text: newLine, sign: '' });
        digits = 0;
      }
    },
    done() {
      while (parts.at(-1)?.text === ' ' || parts.at(-1)?.text === newLine) parts.pop();
      const text = parts.map((part) => part.text).join('');
      return text.trim() === '' ? '' : text;
    },
  };
}
