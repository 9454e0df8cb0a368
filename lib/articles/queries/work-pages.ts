import { z } from 'zod';
import {
  listBrokenLinks,
  listStatements,
  listWanted,
  statementLists,
  type WorkFilter,
  type WorkKey,
} from '@/lib/articles/queries/work';
import { cursor, cursorText } from '@/lib/contract/reads/cursor';
import type { Actor } from '@/lib/domain/actor';
import type { CslItem } from '@/lib/domain/citation/citation';
import { houseReference } from '@/lib/domain/citation/house';
import { archiveOf, linkStateOf, linkStateWords } from '@/lib/domain/citation/links';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';

/** The lists whose rows are statements. */
export const workLists = [...statementLists, 'links'] as const;
export type WorkListName = (typeof workLists)[number];

/** A row of a list; `link` says which source is broken, and how. */
type Row = Omit<Awaited<ReturnType<typeof listStatements>>[number], 'said' | 'since'> & {
  readonly said?: readonly string[];
  readonly since?: string | null;
  readonly link?: string;
  readonly key: WorkKey;
};

type Query = Readonly<Record<string, string | string[] | undefined>>;
const perPage = 50;

const cursorOf = <K extends z.ZodType>(key: K, query: Query): z.output<K> | undefined => {
  const { success, data } = cursor(key).safeParse(query['after']);
  return success ? data : undefined;
};

/** One row more than a page has says whether there is another; its address keeps what the list was narrowed to. */
function pageOf<R extends { readonly key: readonly unknown[] }>(list: string, query: Query, found: readonly R[]) {
  const rows = found.slice(0, perPage);
  const kept = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' && name !== 'after' ? [[name, value]] : [],
  );
  const at = (more: readonly string[][]) => {
    const search = new URLSearchParams([...kept, ...more]).toString();
    return `/desk/reports/${list}${search === '' ? '' : `?${search}`}`;
  };
  const last = found.length > perPage ? rows.at(-1) : undefined;
  return {
    rows,
    next: last ? at([['after', cursorText(last.key)]]) : null,
    first: query['after'] === undefined ? null : at([]),
  };
}

const onlySchema = z.enum(['figures', 'quotations', 'year']).optional().catch(undefined);
const uuid = z.uuid().optional().catch(undefined);

/** A page of a work list as its address asks for it; what the address says and the list does not know is left aside. */
export async function getWorkList(actor: Actor, list: WorkListName, query: Query) {
  permit(actor, 'read_desk', {});
  const title = typeof query['title'] === 'string' ? query['title'].slice(0, 200) : '';
  const only = onlySchema.parse(query['only']);
  const articleId = uuid.parse(query['article']);
  const after = cursorOf(z.tuple([z.string(), z.uuid(), z.int()]), query);
  const filter: WorkFilter = {
    ...{ title, take: perPage + 1 },
    ...(only && { only }),
    ...(articleId && { articleId }),
    ...(after && { after }),
  };
  const found: readonly Row[] =
    list === 'links'
      ? (await listBrokenLinks(actor, filter)).map(({ csl, ...row }) => ({ ...row, link: brokenWords(csl) }))
      : await listStatements(actor, list, filter);
  const article = articleId
    ? await db().livePage.findUnique({ where: { articleId }, select: { articleId: true, title: true } })
    : null;
  return {
    ...pageOf(list, query, found),
    ...{ title, only: only ?? '', isNarrow: title !== '' || only !== undefined || articleId !== undefined },
    article: article && { id: article.articleId, title: article.title },
  };
}

const brokenWords = (csl: CslItem): string => {
  const archive = archiveOf(csl) === null ? 'no archived copy' : 'an archived copy is there';
  return `${houseReference(csl).text} (${linkStateWords[linkStateOf(csl)]}; ${archive})`;
};

/** A page of wanted articles. */
export async function getWanted(actor: Actor, query: Query) {
  const after = cursorOf(z.tuple([z.int(), z.string()]), query);
  const found = await listWanted(actor, { take: perPage + 1, ...(after && { after }) });
  return pageOf('wanted', query, found);
}
