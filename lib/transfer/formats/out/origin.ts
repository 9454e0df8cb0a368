import { formatDate } from '@/lib/domain/citation/dates';
import { stateWords } from '@/lib/domain/workflow/sentences';
import type { ArticleOut } from '@/lib/transfer/formats/out/version-out';

/** Where a file's text is from, in sentences for people. */
type Origin = {
  /** `Version 12, 22 November 2026`, or `Revision 48, saved on 22 November 2026, made from version 12`. */
  readonly status: string;
  /** Who edited and who reviewed it; a line each. */
  readonly people: readonly string[];
  /** What a reader has to know first: not published, or published without review; empty for nothing. */
  readonly notice: string;
  /** When it became what it is; ISO 8601 in UTC. */
  readonly at: string;
};

const day = (iso: string) => formatDate({ 'date-parts': [iso.slice(0, 10).split('-').map(Number)] });

/** Where a text is from. A file of a revision says that it is none that readers see. */
export function originOf(article: ArticleOut): Origin {
  const people = [article.contributors.length > 0 && `Edited by ${article.contributors.join(', ')}`];
  if (article.what === 'revision') {
    const { number, savedAt, base, state, publishedAs } = article;
    const from = base === null ? '' : `, made from version ${base}`;
    return {
      status: `Revision ${number}, saved on ${day(savedAt)}${from}`,
      people: people.filter((line) => line !== false),
      notice:
        publishedAs === null
          ? `Revision ${number} is ${stateWords[state]}. Readers do not see this text.`
          : `Revision ${number} was published as version ${publishedAs}.`,
      at: savedAt,
    };
  }
  const { number, publishedAt, reviewers, unreviewed } = article;
  people.push(reviewers.length > 0 && `Reviewed by ${reviewers.join(', ')}`);
  return {
    status: `Version ${number}, ${day(publishedAt)}`,
    people: people.filter((line) => line !== false),
    notice: unreviewed === null ? '' : `This version was published without review. Reason: ${unreviewed}`,
    at: publishedAt,
  };
}
