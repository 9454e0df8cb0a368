import type { PeopleField, TextField } from '@/components/sources/form/source-draft';

/** A field of the form: a text, people, or a date. */
export type FormField = TextField | PeopleField | 'issued' | 'accessed';

const page: readonly FormField[] = ['URL', 'container-title', 'author', 'issued', 'accessed'];
const print: readonly FormField[] = ['container-title', 'issued', 'author', 'issue', 'page', 'URL'];
const part: readonly FormField[] = ['container-title', 'author', 'editor', 'page', 'publisher', 'issued', 'ISBN'];
const paper: readonly FormField[] = ['publisher', 'author', 'genre', 'number', 'issued', 'URL'];
const law: readonly FormField[] = ['issued', 'number', 'container-title', 'volume', 'page', 'URL'];
const said: readonly FormField[] = [
  ...(['author', 'interviewer', 'event-title', 'event-place', 'container-title', 'publisher', 'issued'] as const),
];
const data: readonly FormField[] = ['author', 'publisher', 'version', 'issued', 'DOI', 'URL'];

const first: Partial<Record<string, readonly FormField[]>> = {
  webpage: page,
  post: page,
  'article-newspaper': print,
  'article-magazine': print,
  'article-journal': ['container-title', 'author', 'volume', 'issue', 'page', 'DOI', 'issued'],
  book: ['author', 'publisher', 'issued', 'ISBN', 'edition', 'editor', 'translator', 'publisher-place'],
  ...{ chapter: part, 'entry-encyclopedia': part, 'paper-conference': part },
  ...{ report: paper, thesis: paper, treaty: law, legislation: law },
  ...{ speech: said, interview: said, broadcast: said, dataset: data, map: data, motion_picture: data },
};

/** The fields that a kind of source asks for first, in their order (sources-and-import.md A2); the title comes before them. */
export const firstFields = (type: string): readonly FormField[] =>
  first[type] ?? ['author', 'container-title', 'publisher', 'issued', 'URL', 'DOI'];
