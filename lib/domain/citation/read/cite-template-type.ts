import type { Take } from '@/lib/domain/citation/read/cite-template-names';

/** Kinds of source by the word behind "cite" (sources-and-import.md B3). */
const types: Readonly<Record<string, string>> = {
  ...{
    web: 'webpage',
    news: 'article-newspaper',
    newspaper: 'article-newspaper',
    'press release': 'article-newspaper',
  },
  ...{ pressrelease: 'article-newspaper', book: 'book', journal: 'article-journal', magazine: 'article-magazine' },
  ...{ encyclopedia: 'entry-encyclopedia', encyclopaedia: 'entry-encyclopedia', dictionary: 'entry-encyclopedia' },
  ...{ report: 'report', 'tech report': 'report', techreport: 'report', thesis: 'thesis', dissertation: 'thesis' },
  ...{ conference: 'paper-conference', tweet: 'post', interview: 'interview', speech: 'speech', map: 'map' },
  ...{ podcast: 'broadcast', episode: 'broadcast', serial: 'broadcast', 'av media': 'motion_picture' },
  ...{ video: 'motion_picture', 'av media notes': 'motion_picture', arxiv: 'article-journal', newsgroup: 'post' },
};

const notSources = new Set(['cite check', 'cite quote', 'cite sources', 'cite section']);

/** Whether a template of this name describes a source: `cite web`, `citation`, `vcite book`; not one that asks for one. */
export const isCiteName = (name: string): boolean =>
  name === 'citation' || (/^v?cite[ -]?[a-z]/u.test(name) && !notSources.has(name));

function typeOfCitation(take: Take): string {
  if (take('journal') !== '') return 'article-journal';
  if (take('newspaper') !== '') return 'article-newspaper';
  if (take('magazine') !== '') return 'article-magazine';
  if (take('encyclopedia', 'encyclopaedia', 'dictionary') !== '') return 'entry-encyclopedia';
  if (take('chapter', 'contribution') !== '') return 'chapter';
  if (take('isbn', 'publisher') !== '') return 'book';
  return take('url') === '' ? 'document' : 'webpage';
}

/** The kind of source that a template describes, by its name and what it has filled in. */
export function typeOf(name: string, take: Take): string {
  const word = name.replace(/^(?:citation$|v?cite[ -]?)/u, '');
  if (word === '') return typeOfCitation(take);
  if (word === 'book' && take('chapter', 'contribution', 'chapter-url') !== '') return 'chapter';
  if (word === 'web' && take('newspaper') !== '') return 'article-newspaper';
  if (word === 'web' && take('journal') !== '') return 'article-journal';
  return types[word] ?? 'document';
}
