import { knownType } from '@/lib/domain/citation/csl';
import {
  addressOf,
  BibFields,
  genreOf,
  issuedOf,
  kindOf,
  languageOf,
  peopleOf,
} from '@/lib/domain/citation/read/bibtex/fields';
import { type BibEntry, scanBibtex } from '@/lib/domain/citation/read/bibtex/syntax';
import {
  candidateOf,
  type Candidate,
  mostEntries,
  type Rough,
  unreadable,
} from '@/lib/domain/citation/read/parts/candidate';
import { carriedBack } from '@/lib/domain/citation/read/parts/carried';
import { readEdtf } from '@/lib/domain/citation/read/parts/dates';

const hyphened = (text: string | undefined) =>
  text?.replaceAll(/(?<=[\p{L}\p{N}])\s?[-–—]{1,3}\s?(?=[\p{L}\p{N}])/gu, '-');

/** Kinds whose `organization` is the site; of other kinds it is the publisher. */
const sites: ReadonlySet<string> = new Set(['webpage', 'post', 'post-weblog']);

/** Title and subtitle, and what the work stands in. */
function titlesOf(fields: BibFields, kind: string): Rough {
  const [title, subtitle] = [fields.words('title'), fields.words('subtitle')];
  const inJournal = fields.words('journal', 'journaltitle');
  const inBook = fields.words('booktitle', 'maintitle');
  const site = sites.has(kind) ? fields.list('organization') : undefined;
  return {
    title: title !== undefined && subtitle !== undefined ? `${title}: ${subtitle}` : (title ?? subtitle),
    'container-title': inJournal ?? inBook ?? site,
  };
}

/** BibTeX calls the issue of a journal its number, and its article number an eid. */
function numbersOf(fields: BibFields, isArticle: boolean): Rough {
  const number = hyphened(fields.words('number'));
  const issue = hyphened(fields.words('issue'));
  return {
    volume: hyphened(fields.words('volume')),
    issue: isArticle ? (number ?? issue) : issue,
    number: isArticle ? fields.words('eid') : number,
    page: hyphened(fields.words('pages')),
    edition: fields.words('edition'),
  };
}

/** Numbers of archives: PubMed's are a member of their own, arXiv's become the address. */
function eprintOf(fields: BibFields): Rough {
  const archive = fields.words('eprinttype', 'archiveprefix')?.toLowerCase() ?? '';
  const eprint = addressOf(fields.raw('eprint'));
  if (eprint === undefined) return {};
  if (archive === 'arxiv') return { URL: `https://arxiv.org/abs/${eprint.replace(/v\d{1,3}$/u, '')}` };
  return archive === 'pubmed' || archive === 'pmid' ? { PMID: eprint } : { custom: { eprint, archive } };
}

/** Members that are there; the others leave room for those of another list. */
const given = (rough: Rough): Rough =>
  Object.fromEntries(Object.entries(rough).filter(([, value]) => value !== undefined));

function identifiersOf(fields: BibFields): Rough {
  const inWords = /https?:\/\/[^\s{}"]+/u.exec(addressOf(fields.raw('howpublished')) ?? '')?.[0];
  return {
    ...eprintOf(fields),
    ...given({
      DOI: addressOf(fields.raw('doi')),
      ISBN: fields.words('isbn')?.split(/[;,]| (?=97[89])/u)[0],
      ISSN: fields.words('issn')?.split(/[;,]/u)[0],
      PMID: fields.words('pmid'),
      URL: addressOf(fields.raw('url')) ?? inWords,
    }),
  };
}

function roughOf(entry: BibEntry, fields: BibFields): Rough {
  const kind = kindOf(entry, knownType);
  const { people, more } = peopleOf(fields);
  fields.raw('entrysubtype', 'eprintclass', 'primaryclass');
  const rough: Rough & { readonly custom?: Rough } = {
    type: kind,
    ...titlesOf(fields, kind),
    ...people,
    issued: issuedOf(fields),
    accessed: readEdtf(addressOf(fields.raw('urldate')) ?? ''),
    publisher: fields.list('publisher', 'institution', 'school', ...(sites.has(kind) ? [] : ['organization'])),
    'publisher-place': fields.list('address', 'location'),
    ...numbersOf(fields, entry.type === 'article'),
    version: fields.words('version'),
    'event-title': fields.words('eventtitle'),
    'event-place': fields.words('venue'),
    genre: genreOf(entry.type, fields.words('type')),
    language: languageOf(fields.words('language', 'langid')),
    ...identifiersOf(fields),
    note: fields.words('note'),
  };
  const custom = { ...rough.custom, ...Object.fromEntries(fields.rest), ...(more ? { moreAuthors: true } : {}) };
  return { ...rough, ...(Object.keys(custom).length > 0 ? { custom } : {}) };
}

/** Fields that a part does not take over from the work that it names in `crossref`: they are of the whole alone. */
const own: ReadonlySet<string> = new Set([
  'doi',
  'url',
  'urldate',
  'eprint',
  'eprinttype',
  'title',
  'subtitle',
  'pages',
  'xcsl',
  'note',
  'abstract',
  'crossref',
  'entrysubtype',
]);

/** The entry with what it takes over from the one that its `crossref` names. */
function inheriting(entry: BibEntry, byKey: ReadonlyMap<string, BibEntry>): BibEntry {
  const parent = byKey.get(entry.fields.get('crossref')?.trim().toLowerCase() ?? '');
  if (!parent || parent === entry) return entry;
  const inherited = [...parent.fields].filter(([name]) => !own.has(name));
  const whole = parent.fields.get('title');
  const title = whole === undefined || ['book', 'mvbook'].includes(entry.type) ? [] : [['booktitle', whole] as const];
  return { ...entry, fields: new Map([...title, ...inherited, ...entry.fields]) };
}

function warningsOf(entry: BibEntry, fields: BibFields, byKey: ReadonlyMap<string, BibEntry>): string[] {
  const parent = entry.fields.get('crossref')?.trim();
  const first = byKey.get(entry.key.toLowerCase());
  return [
    ...entry.unknown.map((word) => `“${word.slice(0, 40)}” stands for nothing in this file; it was taken as it is.`),
    ...(parent !== undefined && !byKey.has(parent.toLowerCase())
      ? [`The entry “${parent}” that it refers to is not here.`]
      : []),
    ...(first && first !== entry ? [`The key “${entry.key}” is used before, in line ${first.line}.`] : []),
    ...[...fields.commands].map((name) => `LaTeX commands were taken out of “${name}”.`),
  ];
}

/**
 * Sources of a BibTeX or BibLaTeX file (sources-and-import.md B4), in the order of the file, with what could not be read at its
 * place. Never throws; time grows with the length of the text.
 */
export function readBibtex(text: string): Candidate[] {
  const { entries, faults } = scanBibtex(text.replace(/^\uFEFF/u, ''));
  const byKey = new Map<string, BibEntry>();
  for (const entry of entries) if (!byKey.has(entry.key.toLowerCase())) byKey.set(entry.key.toLowerCase(), entry);
  const read = entries.slice(0, mostEntries + 1).map((entry) => {
    const fields = new BibFields(inheriting(entry, byKey).fields);
    const carried = fields.raw('xcsl');
    const rough = roughOf(entry, fields);
    return carriedBack(candidateOf(entry.line, entry.key, rough, warningsOf(entry, fields, byKey)), carried);
  });
  const broken = faults.slice(0, mostEntries + 1).map(({ line, key, because }) => unreadable(line, key, because));
  return [...read, ...broken].toSorted((a, b) => a.line - b.line);
}
