import type { Context } from '@/lib/transfer/formats/seed/context';
import { headingOf, isBoilerplate, itemOf, opensTable } from '@/lib/transfer/formats/seed/marks';
import { partOf, placeAt, type Line } from '@/lib/transfer/formats/seed/pieces';

/** Longest title or heading that is read, in characters. */
const longestHeading = 1000;

const longestUnmarked = 200;

/** The title, and the index of the line where the article goes on. */
export type ReadTitle = {
  readonly title: string;
  readonly marked: boolean;
  readonly next: number;
  readonly line: number;
};

const blankAt = (lines: readonly Line[], at: number): boolean => (lines[at]?.text ?? '') === '';
const isTitle = (line: Line | undefined): boolean => line !== undefined && headingOf(line.text)?.form === 'title';

/** Goes past blank lines and left-overs of a web page, each of which is reported. */
function skipTop(lines: readonly Line[], context: Context): number {
  let at = 0;
  for (let line = lines[at]; line; line = lines[at]) {
    if (line.text !== '') {
      const following = lines[at + 1];
      const alone = blankAt(lines, at + 1) || isTitle(following) || isBoilerplate(following?.text ?? '');
      if (!alone || !isBoilerplate(line.text)) return at;
      const place = placeAt(line, 0);
      context.dropped.push({ line: place.line, text: line.text });
      const message = `"${line.text}" belongs to a web page and was left out.`;
      context.issues.warn(place, 'boilerplate-dropped', message);
    }
    at++;
  }
  return at;
}

/** Whether a first line without signs can be the title (rule 1). */
export function canBeTitle(line: Line, blankFollows: boolean): boolean {
  if (!blankFollows || line.text.endsWith('.') || Array.from(line.text.slice(0, 500)).length > longestUnmarked)
    return false;
  return !headingOf(line.text) && !itemOf(line, null) && !opensTable(line.text);
}

/** The words of a file name without folder, ending, number and hash; empty when none is left. */
export function titleFromFileName(fileName: string): string {
  const name = fileName.slice(fileName.search(/[^/\\]*$/)).replace(/\.[a-z0-9]{1,5}$/i, '');
  const words = name
    .replace(/[^\p{L}\p{M}\p{N}'’.,()–-]+/gu, ' ')
    .split(/[ -]+/)
    .filter((word) => word !== '' && !(/^[0-9a-f]{8,64}$/i.test(word) && /\d/.test(word)));
  while (/^\d+[.)]?$/.test(words[0] ?? '')) words.shift();
  const title = words.join(' ').replace(/[.]+$/, '').slice(0, longestUnmarked);
  return /\p{L}/u.test(title) && !isBoilerplate(title) ? title.trim() : '';
}

/** Finds the title (rule 1). Null when there is none anywhere or the file is empty; the issues say so. */
export function readTitle(lines: readonly Line[], fileName: string, context: Context): ReadTitle | null {
  const at = skipTop(lines, context);
  const line = lines[at];
  if (!line) {
    context.issues.error({ line: 1, column: 1 }, 'empty-file', 'The file is empty.');
    return null;
  }
  const place = placeAt(line, 0);
  const form = headingOf(line.text);
  if (form?.form === 'title') {
    const title = partOf(line, form.from, form.to).text;
    checkHeading(line, title, context);
    return { title, marked: true, next: at + 1, line: place.line };
  }
  if (canBeTitle(line, blankAt(lines, at + 1))) {
    warnAboutMarkup(line, context);
    return { title: line.text, marked: false, next: at + 1, line: place.line };
  }
  const title = titleFromFileName(fileName);
  if (title === '') {
    context.issues.error(place, 'no-title', 'The file has no title. Begin it with a line like "= Title =".');
    return null;
  }
  context.issues.warn(place, 'title-from-file-name', `The file has no title. "${title}" was taken from its name.`);
  return { title, marked: false, next: at, line: place.line };
}

/** Reports a title or heading that is too long or has inline signs, which stay in it as text. */
export function checkHeading(line: Line, text: string, context: Context): void {
  if (text.length > longestHeading && Array.from(text).length > longestHeading) {
    const message = `This title or heading has ${Array.from(text).length} characters; at most ${longestHeading} can be read.`;
    context.issues.error(placeAt(line, 0), 'too-long', message);
  }
  warnAboutMarkup(line, context);
}

function warnAboutMarkup(line: Line, context: Context): void {
  if (!/''|\[\[|\[https?:|<\/?[a-z]|\{\{/i.test(line.text)) return;
  context.issues.warn(placeAt(line, 0), 'markup-in-heading', 'A title or heading is plain text: its signs were kept.');
}
