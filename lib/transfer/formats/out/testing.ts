import type { CslItem, FrozenCitation } from '@/lib/domain/citation/citation';
import { contentText, headText, versionText } from '@/lib/domain/manifest';
import type { Body } from '@/lib/domain/prose/body';
import type { Proof } from '@/lib/transfer/formats/article-json';
import type { RevisionOut, VersionOut } from '@/lib/transfer/formats/out/version-out';
import { sha256 } from '@/lib/system/crypto';

/** Ids of the citations below. */
export const citationIds = [1, 2, 3].map((at) => `018f0000-0000-7000-8000-00000000000${at}`) as [
  string,
  string,
  string,
];

/** A citation of a book that is named by a letter; for tests. */
export function aCitation(id: string, book: string, more: Partial<FrozenCitation> = {}): FrozenCitation {
  const csl: CslItem = { type: 'book', title: `Book ${book}`, publisher: 'Harbour Press' };
  const source = { sourceId: `source-${book}`, sourceKey: `book${book}`, sourceState: `state-${book}` };
  return { id, ...source, csl, stub: false, locators: [], quote: '', note: '', supports: 'supports', ...more };
}

/** A version with this lead and little else; for tests. `live` is the slug of a live article. */
export const aVersion = (lead: Body, more: Partial<VersionOut> = {}): VersionOut => ({
  ...{ what: 'version', title: 'Title', slug: 'title', number: 2, publishedAt: '2026-11-22T08:00:00.000Z' },
  ...{ contributors: ['Amal'], reviewers: ['Jonas'], unreviewed: null },
  ...{ facts: [], related: [], attribution: '', citations: [], licence: '' },
  address: 'https://stet.example.org/articles/title/versions/2',
  articleHref: (slug) => (slug === 'live' ? 'https://stet.example.org/articles/live' : null),
  sections: [{ id: 'lead', level: 1, heading: '', body: lead }],
  ...more,
});

/** The same text as a revision that was made from version 2; for tests. */
export function aRevision(lead: Body, more: Partial<RevisionOut> = {}): RevisionOut {
  const { publishedAt: savedAt, reviewers: _reviewers, unreviewed: _unreviewed, ...text } = aVersion(lead);
  const address = 'https://stet.example.org/desk/revisions/48';
  const revision = { what: 'revision', number: 48, state: 'in_review', base: 2, publishedAs: null } as const;
  return { ...text, ...revision, savedAt, address, ...more };
}

/** One version of a chain: a title, texts of sections by heading (the lead has none), and what it cites. */
type ChainStep = {
  readonly title: string;
  readonly sections: Readonly<Record<string, Body>>;
  readonly citations?: readonly FrozenCitation[];
};

/** The chain of these versions with all their texts, as publishing makes it; for tests. */
export function aChain(steps: readonly ChainStep[]): { readonly proof: Proof; readonly hashes: readonly string[] } {
  const chain: string[] = [];
  const contents: Record<string, { heading: string; body: Body }> = {};
  for (const { title, sections: texts, citations = [] } of steps) {
    const sections = Object.entries(texts).map(([heading, body]) => {
      const contentHash = sha256(contentText({ heading, body }));
      contents[contentHash] = { heading, body };
      return { sectionId: `section-${heading}`, level: heading === '' ? 1 : 2, contentHash };
    });
    const facts = [
      { key: 'Capital', value: 'Tehran', confirmed: true, citations: [] },
      { key: 'Template', value: 'x', confirmed: false, citations: [] },
    ];
    const head = { title, facts, related: ['Another article'], attribution: '', sections, citations };
    const before = chain.at(-1);
    chain.push(
      versionText({
        ...head,
        ...{ articleId: 'article', number: chain.length + 1, kind: 'update', changeNote: `Change ${title}.` },
        contentHash: sha256(headText(head)),
        approvals: [{ reviewId: 'review', reviewer: 'Jonas', at: '2026-11-21T08:00:00.000Z' }],
        ...{ unreviewed: false, unreviewedReason: '', contributors: [{ id: 'amal', name: 'Amal' }] },
        ...{ publishedById: 'jonas', publishedAt: '2026-11-22T08:00:00.000Z' },
        prevHash: before === undefined ? null : sha256(before),
      }),
    );
  }
  return { proof: { chain, contents }, hashes: chain.map(sha256) };
}

const escapable = /^\\[!-/:-@[-`{-~]/u;
const tokens: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/^\\\n/u, () => '\n'],
  [escapable, (found) => found.slice(1)],
  [/^&#x[0-9A-F]+;/u, (found) => String.fromCodePoint(Number.parseInt(found.slice(3, -1), 16))],
  [/^\[\^\d+\]/u, () => ''],
  [/^<\/?su[bp]>/u, () => ''],
  [/^\]\((?:<[^<>\n]*>|[^\s<>()]*)\)/u, () => ''],
  [/^(?:\[|\*\*|_)/u, () => ''],
  [/^\|/u, () => ' '],
];
const marks = /^(?: *(?:[-*]|\d+[.)]|>)(?: |$))*(?:#{1,6} )?/u;

/** True for the second row of a table, which divides its head from the rest. */
const isBelowHead = (lines: readonly string[], at: number) =>
  [lines[at - 2], lines[at - 1], lines[at]].map((line) => line?.startsWith('|') ?? false).join() === 'false,true,true';

/**
 * The words of Markdown that `writeMarkdown` made, below its front matter and title, and signs of markup that stand in them
 * unescaped. It knows no other Markdown; for tests.
 */
export function readBack(markdown: string): { readonly words: string[]; readonly strays: string[] } {
  const body = markdown.slice(markdown.indexOf('\n\n# ') + 2);
  const lines = body.split('\n').slice(1);
  let rest = lines
    .filter((line, at) => !isBelowHead(lines, at) && !/^\[\^\d+\]: /u.test(line))
    .map((line) => line.replace(marks, ''))
    .join('\n');
  let text = '';
  const strays: string[] = [];
  while (rest !== '') {
    const [pattern, read] = tokens.find(([one]) => one.test(rest)) ?? [/^[^]/u, (sign: string) => sign];
    const [found = ''] = pattern.exec(rest) ?? [];
    if (found.length === 1 && '\\`*[]<~$@^{'.includes(found) && read(found) !== '') strays.push(found);
    text += read(found);
    rest = rest.slice(found.length);
  }
  return { words: text.split(/\s+/u).filter(Boolean), strays };
}
