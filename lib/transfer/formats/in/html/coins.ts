import type { CslItem, CslName } from '@/lib/domain/citation/citation';
import { cslSchema } from '@/lib/domain/citation/csl';
import { readDate } from '@/lib/domain/citation/dates';
import { readDoi, readIsbn, readIssn, readPmid, readUrl } from '@/lib/domain/citation/identifiers';

const types: Readonly<Record<string, string>> = {
  ...{
    article: 'article-journal',
    book: 'book',
    bookitem: 'chapter',
    report: 'report',
    conference: 'paper-conference',
  },
  ...{ dissertation: 'thesis', proceeding: 'paper-conference', unknown: 'webpage' },
};

/**
 * The record in the title of a `<span class="Z3988">`, as Wikipedia and library pages carry it (OpenURL COinS,
 * https://ocoins.info); null where it tells no title.
 */
export function readCoins(title: string): CslItem | null {
  const fields = new URLSearchParams(title);
  const get: Get = (...names) =>
    names.map((name) => fields.get(`rft.${name}`)?.trim() ?? '').find((value) => value !== '');
  const part = get('atitle');
  const whole = get('btitle', 'jtitle', 'title', 'stitle');
  const authors = authorsOf(fields, get);
  const draft: Record<string, unknown> = {
    type: types[get('genre') ?? 'unknown'] ?? 'document',
    title: (part ?? whole)?.slice(0, 500),
    'container-title': part === undefined ? undefined : whole?.slice(0, 500),
    author: authors.length > 0 ? authors : undefined,
    issued: readDate(get('date') ?? '') ?? undefined,
    ...{ volume: get('volume'), issue: get('issue'), publisher: get('pub'), 'publisher-place': get('place') },
    ...{ page: get('pages')?.replaceAll('–', '-'), edition: get('edition') },
    ...identifiersOf(fields, get),
  };
  const filled = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
  return cslSchema.safeParse(filled).data ?? null;
}

type Get = (...names: readonly string[]) => string | undefined;
const valid = (found: { ok: boolean; value?: string }) => (found.ok ? found.value : undefined);

function identifiersOf(fields: URLSearchParams, get: Get) {
  const ids = fields.getAll('rft_id');
  return {
    ISBN: valid(readIsbn(get('isbn') ?? '')),
    ISSN: valid(readIssn(get('issn') ?? '')),
    DOI: ids.map((id) => valid(readDoi(id.replace(/^info:doi\//u, '')))).find(Boolean),
    PMID: ids.map((id) => valid(readPmid(id.replace(/^info:pmid\//u, 'pmid:')))).find(Boolean),
    URL: ids.map((id) => valid(readUrl(id))).find(Boolean),
  };
}

/** The first author in parts, where the record has those; the others by their whole names. */
function authorsOf(fields: URLSearchParams, get: Get): CslName[] {
  const family = get('aulast');
  const first: CslName[] = family === undefined ? [] : [{ family, ...givenOf(get('aufirst')) }];
  const names = fields
    .getAll('rft.au')
    .map((one) => one.trim())
    .filter(Boolean);
  return [...first, ...names.slice(first.length > 0 ? 1 : 0).map(authorOf)].slice(0, 100);
}

const givenOf = (given: string | undefined) => (given === undefined ? {} : { given });

function authorOf(name: string): CslName {
  const [family = '', given, ...rest] = name.split(', ');
  return given === undefined || rest.length > 0 ? { literal: name } : { family, given };
}
