import { newsWords } from '@/lib/domain/workflow/news';
import { ownOrigin } from '@/lib/system/site';

/** A line of an inbox as mail tells it. */
export type MailedLine = {
  readonly kind: string;
  readonly because: string;
  readonly by: string | null;
  readonly number: number | null;
  readonly name: string;
  readonly title: string;
  readonly isTurn: boolean;
  readonly threadId: string | null;
};

/** What people typed is one line here: it begins no header field and no other paragraph. */
const oneLine = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();

/** One line: what happened to what, and its address. Nothing of a text or a comment leaves the house by mail. */
function paragraph(line: MailedLine): string {
  const { by, number, name, title, threadId, isTurn } = line;
  const what = oneLine(number === null ? title : `Revision ${number}, ${name} (${title})`);
  const page = number === null ? '/desk/reports/errors' : `/desk/revisions/${number}`;
  const address = `${ownOrigin()}${page}${threadId && number !== null ? `/review#t-${threadId}` : ''}`;
  return `${isTurn ? 'Your turn. ' : ''}${what}\n${oneLine(by ?? 'Stet')} ${newsWords(line)}.\n${address}`;
}

/** The mail that tells one line at once. */
export function lineMail(line: MailedLine): { readonly subject: string; readonly text: string } {
  const { number, name, title, by } = line;
  const what = number === null ? title : `Revision ${number}, ${name}`;
  return { subject: oneLine(`${what}: ${by ?? 'Stet'} ${newsWords(line)}`).slice(0, 200), text: paragraph(line) };
}

/** The mail of a morning: turns first, then everything else, each in the order of the inbox. */
export function digestMail(lines: readonly MailedLine[]): { readonly subject: string; readonly text: string } {
  const turns = lines.filter(({ isTurn }) => isTurn).length;
  const waiting = turns === 1 ? '1 revision waits for you' : `${turns} revisions wait for you`;
  const news = lines.length === 1 ? '1 line in your inbox' : `${lines.length} lines in your inbox`;
  const sorted = lines.toSorted((a, b) => Number(b.isTurn) - Number(a.isTurn));
  return { subject: turns > 0 ? `Stet: ${waiting}` : `Stet: ${news}`, text: sorted.map(paragraph).join('\n\n') };
}
