import { canonicalJson, contentText, headText, versionText } from '@/lib/domain/manifest';
import { recordedSections, type RecordFile, type VersionFile } from '@/lib/transfer/formats/article-json';
import { citationsOf, readableOf, sectionsOf, type ReadableVersion } from '@/lib/transfer/formats/out/readable';
import { readSeal, type Seal } from '@/lib/transfer/formats/out/seal';

/** One break in a file: in which version (0: in the file as a whole), and what differs. */
type ExportFault = { readonly version: number; readonly what: string };
/** SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits. */
type Hash = (text: string) => string;

/** A version of the chain: its manifest's text, and what that says (null: it cannot be read). */
type Link = { readonly text: string; readonly number: number; readonly seal: Seal | null };

/**
 * Recomputes what a file of form "stet/1" says: the hash of every text, the head hash over each manifest, the chain of
 * hashes, numbers without a gap, and that the part for people says what the proof says. Empty when all holds. It needs no
 * database; it cannot see that newer versions were left out of the file, nor that all of it was made up.
 */
export function verifyExport(file: VersionFile | RecordFile, hash: Hash): ExportFault[] {
  const links = file.proof.chain.map((text, at): Link => ({ text, number: at + 1, seal: readSeal(text) }));
  const readable = file.what === 'version' ? versionFaults(file, links.at(-1)) : recordFaults(file, links);
  return [
    ...links.flatMap((link, at) => linkFaults(link, links[at - 1], hash)),
    ...contentFaults(file, links, hash),
    ...sealFaults(file, links, hash),
    ...readable,
  ];
}

const fault = (version: number, what: string | false): ExportFault[] => (what === false ? [] : [{ version, what }]);

/** What is wrong with one manifest, and with its place in the chain. */
function linkFaults({ text, number, seal }: Link, before: Link | undefined, hash: Hash): ExportFault[] {
  if (!seal) return fault(number, 'its manifest cannot be read');
  const isHead = hash(headText(seal)) === seal.contentHash;
  const isNext = seal.prevHash === (before ? hash(before.text) : null);
  const isSameArticle = !before?.seal || before.seal.articleId === seal.articleId;
  return [
    ...fault(number, seal.number !== number && `version ${seal.number} stands in its place: one is missing or moved`),
    ...fault(number, !isNext && 'it does not name the hash of the version before'),
    ...fault(number, !isSameArticle && 'it is a version of another article than the one before'),
    ...fault(number, !isHead && 'title, facts, sections or citations are not those that were approved (head hash)'),
    ...fault(number, versionText(seal) !== text && 'its manifest is not written in the one form that it has'),
  ];
}

/** The manifests whose texts the file has to hold: all of a record, the last of a version. */
const covered = ({ what }: VersionFile | RecordFile, links: readonly Link[]) =>
  what === 'record' ? links : links.slice(-1);

function contentFaults(file: VersionFile | RecordFile, links: readonly Link[], hash: Hash): ExportFault[] {
  const { contents } = file.proof;
  const needed = covered(file, links).flatMap(({ number, seal }) =>
    (seal?.sections ?? []).map(({ contentHash }, at) => ({ number, contentHash, at: at + 1 })),
  );
  const holder = new Map(needed.toReversed().map(({ number, contentHash }) => [contentHash, number]));
  const changed = Object.entries(contents).flatMap(([key, content]) => {
    const number = holder.get(key) ?? 0;
    const isSame = hash(contentText(content)) === key;
    const name = `the text under ${key.slice(0, 12)}…`;
    return [
      ...fault(number, !isSame && `${name} was changed (content hash)`),
      ...fault(0, !holder.has(key) && `${name} belongs to no version in it`),
    ];
  });
  const missing = needed.flatMap(({ number, contentHash, at }) =>
    fault(number, !Object.hasOwn(contents, contentHash) && `the text of section ${at} is missing`),
  );
  return [...changed, ...missing];
}

/** The hashes that the file itself names for its versions. */
function sealFaults(file: VersionFile | RecordFile, links: readonly Link[], hash: Hash): ExportFault[] {
  const named = file.what === 'version' ? [file.hash] : file.versions.map((version) => version.hash);
  return covered(file, links).flatMap(({ text, number }, at) =>
    fault(number, hash(text) !== named[at] && 'its record was changed after it was published (version hash)'),
  );
}

const same = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other);

const names: Readonly<Record<keyof ReadableVersion, string>> = {
  title: 'title',
  number: 'number',
  kind: 'kind',
  changeNote: 'change note',
  publishedAt: 'time of publishing',
  contributors: 'list of contributors',
  reviewers: 'list of reviewers',
  unreviewed: 'word on review',
  facts: 'list of facts',
  attribution: 'attribution',
  related: 'list of related titles',
};
const fields = Object.keys(names) as (keyof ReadableVersion)[];

/** Where the part for people says something else than its manifest. */
function readableFaults(said: ReadableVersion, number: number, seal: Seal): ExportFault[] {
  const proven = readableOf(seal);
  return fields.flatMap((field) =>
    fault(number, !same(said[field], proven[field]) && `its ${names[field]} is not what its manifest says`),
  );
}

function versionFaults(file: VersionFile, last: Link | undefined): ExportFault[] {
  if (!last?.seal) return [];
  const { number, seal } = last;
  const proven = sectionsOf(seal, file.proof.contents);
  const sections = file.sections.map(({ anchor: _anchor, ...section }) => section);
  const isComplete = sections.length === proven.length;
  return [
    ...readableFaults(file, number, seal),
    ...fault(number, !isComplete && 'it has more or fewer sections than its manifest says'),
    ...proven.flatMap((section, at) =>
      fault(number, isComplete && section !== null && !same(section, sections[at]) && sectionWords(at)),
    ),
    ...fault(number, !same(file.citations, citationsOf(seal)) && 'its citations are not those of its manifest'),
  ];
}

const sectionWords = (at: number) => `section ${at + 1} does not read as the text that was published`;

function recordFaults({ title, versions }: RecordFile, links: readonly Link[]): ExportFault[] {
  const newest = links.at(-1)?.seal;
  return [
    ...fault(0, versions.length !== links.length && 'it lists more or fewer versions than its chain has'),
    ...fault(0, newest ? newest.title !== title && 'its title is not that of the newest version' : false),
    ...versions.flatMap((version, at) => {
      const { number = at + 1, seal = null } = links[at] ?? {};
      if (!seal) return [];
      const isSame = same(version.sections, recordedSections(seal));
      return [
        ...readableFaults(version, number, seal),
        ...fault(number, !isSame && 'its sections are not those of its manifest'),
      ];
    }),
  ];
}
