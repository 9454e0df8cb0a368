import { ownVersionOf } from '@/components/reader/article/cite-box';
import { PlainDocument } from '@/components/reader/plain-document';
import { anchorsOfSections, articlePath, versionPath, type ArticleView, type Site } from '@/components/reader/view';
import { ownVersionItem } from '@/lib/domain/citation/own-version';
import { db } from '@/lib/db/client';
import { data, openHeaders, page, type Answer } from '@/lib/pages/answer';
import { getArticleView, type KnownArticle } from '@/lib/pages/queries/articles';
import { readChain, readContents } from '@/lib/pages/queries/chain';
import { dispositionOf } from '@/lib/system/disposition';
import { versionFile, writeJson } from '@/lib/transfer/formats/article-json';
import { writeBibtex } from '@/lib/transfer/formats/bibtex-out';
import { writeCslJson, type ExportEntry } from '@/lib/transfer/formats/csl-json-out';
import { writeMarkdown } from '@/lib/transfer/formats/markdown-out';
import { docxType, writeDocx } from '@/lib/transfer/formats/out/docx/write';
import { epubType, writeEpub } from '@/lib/transfer/formats/out/epub/write';
import type { VersionOut } from '@/lib/transfer/formats/out/version-out';
import { writeRis } from '@/lib/transfer/formats/ris-out';
import { writeText } from '@/lib/transfer/formats/text-out';

/** The forms of a version by the suffix of its address, with their media types. */
const types = {
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: docxType,
  epub: epubType,
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  'csl.json': 'application/vnd.citationstyles.csl+json; charset=utf-8',
} as const;
type Form = keyof typeof types;
const isForm = (suffix: string): suffix is Form => Object.hasOwn(types, suffix);

/** A part of an address without its suffix, and the form that the suffix names; null where it names none. */
export function splitForm(part: string): { readonly name: string; readonly form: Form | null } {
  const dot = part.indexOf('.');
  const suffix = part.slice(dot + 1);
  return dot > 0 && isForm(suffix) ? { name: part.slice(0, dot), form: suffix } : { name: part, form: null };
}

type Export = { readonly article: KnownArticle; readonly number: number; readonly form: Form };

/**
 * A version in a form of its own; null for a number that the article does not have. It names the permanent address, may be
 * read by scripts of other sites, and is asked for anew each time: names of site and licence, and what links lead to, change.
 */
export async function exportAnswer({ article, number, form }: Export, site: Site): Promise<Answer | null> {
  const view = await getArticleView(db(), article, number, 'version');
  if (!view) return null;
  const headers = headersOf(view, form, site);
  if (form === 'html') {
    return page(<PlainDocument view={view} site={site} />, { headers: { ...headers, ...openHeaders } });
  }
  if (form === 'json') return jsonAnswer(await jsonOf(article, view, site), headers);
  return data(types[form], writers[form](view, site), { headers, open: true });
}

/** What is too heavy to be kept in memory: manifests of many versions with many citations. */
const heavy = 1024 * 1024;

/** A file of form "stet/1" as an answer. */
export const jsonAnswer = (body: string, headers: Readonly<Record<string, string>>): Answer =>
  data(types.json, body, { headers, open: true, ...(body.length > heavy && { kept: false }) });

/** Name of the file, in ASCII and as it is, and the address to cite. */
function headersOf({ slug, version: { number } }: ArticleView, form: Form, site: Site) {
  const address = site.origin + versionPath(slug, number);
  return {
    'content-disposition': dispositionOf('inline', `${slug}-v${number}.${form}`),
    link: `<${address}>; rel="cite-as"`,
  };
}

async function jsonOf({ id, slug }: KnownArticle, { version, sections }: ArticleView, site: Site): Promise<string> {
  const chain = await readChain(db(), id, version.number);
  const contents = await readContents(db(), chain.contents.at(-1) ?? []);
  const address = site.origin + versionPath(slug, version.number);
  const making = { slug, address, hashes: chain.hashes, anchors: anchorsOfSections(sections) };
  return writeJson(versionFile({ chain: chain.texts, contents }, making));
}

type Writer = (view: ArticleView, site: Site) => string | Uint8Array;
const writers: Readonly<Record<Exclude<Form, 'json' | 'html'>, Writer>> = {
  md: (view, site) => writeMarkdown(versionOut(view, site)),
  txt: (view, site) => writeText(versionOut(view, site)),
  docx: (view, site) => writeDocx(versionOut(view, site)),
  epub: (view, site) => writeEpub(versionOut(view, site)),
  bib: (view, site) => writeBibtex(ownEntry(view, site)),
  ris: (view, site) => writeRis(ownEntry(view, site)),
  'csl.json': (view, site) => writeCslJson(ownEntry(view, site)),
};

/** The version itself as a source to cite. */
const ownEntry = (view: ArticleView, site: Site): ExportEntry[] => [
  { key: `${view.slug}-v${view.version.number}`, csl: ownVersionItem(ownVersionOf(view, site)) },
];

function versionOut(view: ArticleView, site: Site): VersionOut {
  const { slug, title, version, facts, attribution, sections, citations, related, liveSlugs } = view;
  const { number, publishedAt, contributors, reviewers, unreviewed } = version;
  return {
    what: 'version',
    ...{ slug, title, facts, attribution, sections, citations },
    ...{ number, publishedAt, contributors, reviewers, unreviewed },
    related: related.map((one) => one.title),
    address: site.origin + versionPath(slug, number),
    licence: site.licenceName,
    articleHref: (to) => {
      const live = Object.hasOwn(liveSlugs, to) ? liveSlugs[to] : undefined;
      return live === undefined ? null : site.origin + articlePath(live);
    },
  };
}
