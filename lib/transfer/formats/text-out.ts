import { houseReference } from '@/lib/domain/citation/house';
import { sourceLinks } from '@/lib/domain/citation/links';
import { slugOf } from '@/lib/domain/slug';
import { originOf } from '@/lib/transfer/formats/out/origin';
import { blocksText, headingText, type TextMark } from '@/lib/transfer/formats/out/text-blocks';
import { composeOut, type ArticleOut, type Note } from '@/lib/transfer/formats/out/version-out';

/**
 * A version or a revision as plain text: title, where it is from, text with `[1]` for each place in a source, the sources at the end. A
 * paragraph is one line, whatever its length; cells of tables are divided by tabs. No word of the article is lost.
 */
export function writeText(version: ArticleOut): string {
  const { lead, facts, sections, notes } = composeOut(version);
  const mark: TextMark = (id) => {
    const note = notes.of(id);
    return note === null ? '' : `[${note.disputes ? '≠ ' : ''}${note.number}]`;
  };
  const factLines = facts.map(({ key, value, citations }) => `${key}: ${value}${citations.map(mark).join('')}`);
  const parts = [
    headingText(version.title, '='),
    originText(version),
    version.attribution,
    originOf(version).notice,
    lead ? blocksText(lead.content, mark) : '',
    ...headed('At a glance', factLines),
    ...sections.flatMap(({ heading, body }) => [headingText(heading, '-'), blocksText(body.content, mark)]),
    ...headed('See also', relatedLines(version)),
    ...headed('Sources', notes.all.map(noteText)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const headed = (heading: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [headingText(heading, '-'), lines.join('\n')];

/** Version and day, people, address and licence, each on a line. */
function originText(article: ArticleOut): string {
  const { status, people } = originOf(article);
  const { address, licence } = article;
  return [status, ...people, address, licence !== '' && `Licence: ${licence}`].filter(Boolean).join('\n');
}

function relatedLines({ related, articleHref }: ArticleOut): string[] {
  return related.map((title) => {
    const href = articleHref(slugOf(title));
    return href === null ? `- ${title}` : `- ${title} (${href})`;
  });
}

function noteText({ number, citation: { csl }, place, bearing, quotes, remarks }: Note): string {
  const { second, note } = sourceLinks(csl);
  const said = [
    houseReference(csl, place === '' ? {} : { locator: place }).text,
    ...(note === null ? [] : [`(${note})`]),
    ...(second === null ? [] : [`(${second.words}: ${second.href})`]),
    ...quotes.map((quote) => `“${quote}”`),
    ...remarks,
    ...(bearing === '' ? [] : [bearing]),
  ];
  return `[${number}] ${said.join(' ')}`;
}
