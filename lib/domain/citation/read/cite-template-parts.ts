/** One parameter of a template as written: the name in lower case with hyphens, or its place from `1` on where it has none. */
type Parameter = { readonly name: string; readonly value: string };
/** A template of wikitext: its name in lower case with single blanks, and where it ends in the text. */
export type Template = { readonly name: string; readonly parameters: readonly Parameter[]; readonly end: number };

const sign = /<!--|<nowiki>|\{\{|\}\}|\[\[|\]\]|\||=/giu;
const deepest = 40;

const closings: Readonly<Record<string, string>> = { '<!--': '-->', '<nowiki>': '</nowiki>' };

/** Behind a comment or `<nowiki>` that begins at `at`; behind its opening where nothing closes it. */
function behindLiteral(text: string, at: number, opening: string): number {
  const close = closings[opening.toLowerCase()] ?? '';
  const found = text.indexOf(close, at + opening.length);
  return found < 0 ? at + opening.length : found + close.length;
}

type Mark = { readonly at: number; readonly kind: '|' | '=' };

/** Follows the inner templates and links that are open. */
class Depth {
  private readonly open: string[] = [];

  /** Takes the next sign; true for one of the template itself. */
  isOwn(kind: string): boolean {
    const own = this.open.length === 0;
    if (kind === '{{' || kind === '[[') this.open.push(kind === '{{' ? '}}' : ']]');
    const last = this.open.lastIndexOf(kind);
    if (last >= 0) this.open.length = last;
    return own;
  }

  get isTooDeep(): boolean {
    return this.open.length > deepest;
  }
}

/** The bars and equals signs of the template's own depth, and where it ends; null where it is never closed. */
function marksOf(text: string, from: number): { marks: Mark[]; close: number } | null {
  const depth = new Depth();
  const marks: Mark[] = [];
  sign.lastIndex = from;
  for (let found = sign.exec(text); found && !depth.isTooDeep; found = sign.exec(text)) {
    const [kind] = found;
    if (kind.startsWith('<')) sign.lastIndex = behindLiteral(text, found.index, kind);
    else if (depth.isOwn(kind)) {
      if (kind === '}}') return { marks, close: found.index };
      if (kind === '|' || kind === '=') marks.push({ at: found.index, kind });
    }
  }
  return null;
}

const tidyName = (text: string) =>
  text
    .replaceAll(/<!--[^]*?-->/gu, '')
    .trim()
    .toLowerCase();

/**
 * The template of wikitext that begins at `at` with `{{`; null where none begins or it is never closed. Bars inside links,
 * inner templates, comments and `<nowiki>` divide nothing. Linear in the length of the template; never throws.
 */
export function readTemplate(text: string, at = 0): Template | null {
  if (!text.startsWith('{{', at)) return null;
  const found = marksOf(text, at + 2);
  if (!found) return null;
  const { marks, close } = found;
  const bars = marks.filter(({ kind }) => kind === '|').map((mark) => mark.at);
  const name = tidyName(text.slice(at + 2, bars[0] ?? close)).replaceAll(/[\s_]+/gu, ' ');
  const equals = marks.filter(({ kind }) => kind === '=').map((mark) => mark.at);
  let place = 0;
  let next = 0;
  const parameters = bars.map((bar, index): Parameter => {
    const end = bars[index + 1] ?? close;
    while ((equals[next] ?? end) < bar) next += 1;
    const equal = equals[next] ?? end;
    if (equal < end) {
      const key = tidyName(text.slice(bar + 1, equal)).replaceAll(/[\s_]+/gu, '-');
      return { name: key, value: text.slice(equal + 1, end).trim() };
    }
    place += 1;
    return { name: String(place), value: text.slice(bar + 1, end).trim() };
  });
  return { name, parameters, end: close + 2 };
}
