import { attr, hasClass, styleOf, type Tag } from '@/components/editor/paste/html/tree';
import type { Inline, Mark } from '@/lib/domain/prose/body';
import { safeHref } from '@/lib/domain/prose/address';

const byTag: Readonly<Record<string, Mark['type']>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  dfn: 'italic',
  var: 'italic',
  sub: 'subscript',
  sup: 'superscript',
};

const excluding: Readonly<Partial<Record<Mark['type'], readonly Mark['type'][]>>> = {
  subscript: ['superscript'],
  superscript: ['subscript'],
  link: ['articleLink'],
  articleLink: ['link'],
};

const without = (marks: readonly Mark[], ...types: readonly Mark['type'][]) =>
  marks.filter(({ type }) => !types.includes(type));

/** The marks with one more; what it excludes goes. */
export function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  return [...without(marks, mark.type, ...(excluding[mark.type] ?? [])), mark];
}

/** What the style says of a mark: on, off, or nothing. */
function styled(node: Tag): Readonly<Partial<Record<'bold' | 'italic' | 'subscript' | 'superscript', boolean>>> {
  const weight = styleOf(node, 'font-weight');
  const slant = styleOf(node, 'font-style');
  const align = styleOf(node, 'vertical-align');
  return {
    ...(weight ? { bold: /^bold/u.test(weight) || Number(weight) >= 600 } : {}),
    ...(slant ? { italic: /^(?:italic|oblique)/u.test(slant) } : {}),
    ...(align === 'super' ? { superscript: true } : align === 'sub' ? { subscript: true } : {}),
  };
}

/** The marks inside an element: those of its name, then what its style says. A `<cite class="citation">` is no title but a reference. */
export function marksIn(node: Tag, outer: readonly Mark[]): readonly Mark[] {
  const own = node.tag === 'cite' && hasClass(node, 'citation') ? undefined : byTag[node.tag];
  let marks = own === undefined ? outer : withMark(outer, { type: own } as Mark);
  for (const [type, isOn] of Object.entries(styled(node)) as [Mark['type'], boolean][]) {
    marks = isOn ? withMark(marks, { type } as Mark) : without(marks, type);
  }
  return marks;
}

/** Where a link leads: to a page of the web, around in its own page or nowhere (null). */
export function addressOf(node: Tag): string | null {
  return safeHref(attr(node, 'href').trim());
}

/** Pages of a wiki about other things than articles have a colon: "File:", "Help:". */
const wikiPage = /^https?:\/\/[a-z-]+\.(?:m\.)?wikipedia\.org\/wiki\/([^#?:]+)(?:[#?].*)?$/u;

/** The title of the Wikipedia article that an address leads to; null for any other address. */
export function wikiTitleOf(href: string): string | null {
  const title = wikiPage.exec(href)?.[1];
  if (title === undefined) return null;
  try {
    return decodeURIComponent(title).replaceAll('_', ' ');
  } catch {
    return null;
  }
}

const isText = (node: Inline | undefined) => node?.type === 'text';

/** A run as it is stored: blanks folded, none at the ends or around line breaks. Empty when nothing is left. */
export function tidyRun(nodes: readonly Inline[]): Inline[] {
  const run: Inline[] = [];
  let isBlank = true;
  for (const node of nodes) {
    if (node.type !== 'text') {
      if (node.type === 'hardBreak') trimEnd(run);
      if (node.type === 'citation') trimEnd(run, true);
      run.push(node);
      isBlank = node.type === 'hardBreak' || (node.type === 'citation' && isBlank && !isText(run.at(-2)));
      continue;
    }
    const folded = node.text.replaceAll(/[ \t\n\r\f\u00a0]+/gu, ' ');
    const text = isBlank ? folded.replace(/^ /u, '') : folded;
    if (text === '') continue;
    isBlank = text.endsWith(' ');
    run.push({ ...node, text });
  }
  while (run.at(-1)?.type === 'hardBreak') run.pop();
  trimEnd(run);
  return run;
}

/** Takes the blank at the end of a run away; before a citation only, which follows its word directly. */
function trimEnd(run: Inline[], isBeforeCitation = false): void {
  const last = run.at(-1);
  if (last?.type !== 'text') return;
  const text = last.text.trimEnd();
  if (isBeforeCitation && text !== '' && !/[\p{L}\p{N}.,;:!?)”"’]$/u.test(text)) return;
  if (text === '') run.pop();
  else run[run.length - 1] = { ...last, text };
}
