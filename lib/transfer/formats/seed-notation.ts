import { createHash } from 'node:crypto';
import { anchorsOf, slugOf } from '@/lib/domain/slug';
import type { ImportedDocument, ImportedSection, ImportReport } from '@/lib/transfer/formats/document';
import { BlockReader, type SectionKind } from '@/lib/transfer/formats/seed/blocks';
import type { Context } from '@/lib/transfer/formats/seed/context';
import { decodeLines } from '@/lib/transfer/formats/seed/decode';
import { giveIds } from '@/lib/transfer/formats/seed/ids';
import { Issues } from '@/lib/transfer/formats/seed/issues';
import { scanLines } from '@/lib/transfer/formats/seed/lines';
import { headingOf, isSeeAlso, isSourceHeading } from '@/lib/transfer/formats/seed/marks';
import { partOf, placeAt, type Line } from '@/lib/transfer/formats/seed/pieces';
import { checkHeading, readTitle, type ReadTitle } from '@/lib/transfer/formats/seed/title';

const mostSections = 5000;
const mostFacts = 200;

function kindOf(heading: string): SectionKind {
  if (isSeeAlso(heading)) return 'see_also';
  return isSourceHeading(heading) ? 'sources' : 'body';
}

/** Reads the sections after the lead. Prose under "See also" is kept: the section is then an ordinary one. */
function readSections(reader: BlockReader, lead: ImportedSection, context: Context): ImportedSection[] {
  const sections = [lead];
  for (let line = reader.line; line; line = reader.line) {
    const form = headingOf(line.text);
    if (form?.form !== 'heading') break;
    const heading = partOf(line, form.from, form.to).text;
    const place = placeAt(line, 0);
    checkHeading(line, heading, context);
    const before = sections.at(-1)?.level ?? 1;
    if (form.level > before + 1) {
      context.issues.warn(place, 'level-skipped', `This heading has level ${form.level}, the one before it ${before}.`);
    }
    if (sections.length === mostSections + 1) {
      const message = `The file has more than ${mostSections} sections; at most ${mostSections} can be read.`;
      context.issues.error(place, 'too-large', message);
    }
    reader.next();
    const kind = kindOf(heading);
    const blocks = reader.read(kind);
    if (kind === 'see_also' && blocks.length > 0) {
      context.issues.warn(place, 'prose-in-see-also', 'What is no list under "See also" was kept as text.');
    }
    const shown = kind === 'see_also' && blocks.length === 0 ? 'see_also' : 'body';
    sections.push({ level: form.level, heading, anchor: '', line: place.line, kind: shown, blocks });
  }
  return sections;
}

function readDocument(lines: readonly Line[], top: ReadTitle, fileName: string, context: Context): ImportedDocument {
  const reader = new BlockReader(lines, top.next, context);
  const blocks = reader.read('lead');
  const lead: ImportedSection = { level: 1, heading: '', anchor: '', line: top.line, kind: 'body', blocks };
  const sections = readSections(reader, lead, context);
  const place = { line: top.line, column: 1 };
  if (blocks.length === 0) context.issues.warn(place, 'no-lead', 'The article has no lead.');
  if (reader.facts.length > mostFacts) {
    const message = `The file has ${reader.facts.length} facts; at most ${mostFacts} can be read.`;
    context.issues.error(place, 'too-large', message);
  }
  const anchors = anchorsOf(sections.map((section) => section.heading));
  return {
    title: top.title,
    slug: slugOf(top.title) || 'article',
    titleMarked: top.marked,
    facts: reader.facts,
    attribution: reader.attribution,
    related: reader.related,
    sections: giveIds(sections, fileName).map((section, index) => ({ ...section, anchor: anchors[index] ?? '' })),
  };
}

function read(bytes: Uint8Array, fileName: string, context: Context): ImportedDocument | null {
  const raw = decodeLines(bytes, context.issues);
  if (!raw) return null;
  const { lines, dropped } = scanLines(raw, context.issues);
  context.dropped.push(...dropped);
  const top = readTitle(lines, fileName, context);
  return top ? readDocument(lines, top, fileName, context) : null;
}

/**
 * Reads one document in the seed notation (sources-and-import section C). Pure, in linear time; never throws. The document is null exactly
 * when the report has an error. No words are lost: what is not understood stays as text, what is left out is in the report.
 */
export function parseSeed(
  bytes: Uint8Array,
  fileName: string,
): { document: ImportedDocument | null; report: ImportReport } {
  const issues = new Issues(fileName);
  const context: Context = { issues, joined: [], dropped: [], offers: [] };
  const document = read(bytes, fileName, context);
  const report: ImportReport = {
    file: fileName,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    issues: issues.all(),
    joined: context.joined,
    dropped: context.dropped.toSorted((a, b) => a.line - b.line),
    offers: context.offers,
  };
  return { document: issues.hasErrors ? null : document, report };
}

export { writeSeed } from '@/lib/transfer/formats/seed/write';
