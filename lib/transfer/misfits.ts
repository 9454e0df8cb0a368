import { saveHeadEndpoint, saveOutlineEndpoint } from '@/lib/contract/revisions';
import { heading } from '@/lib/contract/fields';
import { normalise } from '@/lib/domain/prose/normalise';
import { Refusal } from '@/lib/domain/refusal';
import type { ImportedDocument, ImportedSection, ImportIssue } from '@/lib/transfer/formats/document';

const head = saveHeadEndpoint.input.pick({ title: true, facts: true, related: true, attribution: true });
const mostSections = saveOutlineEndpoint.input.shape.outline;

/**
 * What the desk would not take of a document that could be read: the limits of title, facts, related titles, attribution,
 * headings and sections are those of writing by hand, so that whatever was imported can be edited. Empty when all fits.
 */
export function misfits(document: ImportedDocument, file: string): ImportIssue[] {
  const issue = (line: number, message: string): ImportIssue => ({
    file,
    line,
    column: 1,
    severity: 'error',
    code: 'does-not-fit',
    message,
  });
  const { title, facts, related, sections } = document;
  const asWritten = {
    title,
    related,
    attribution: document.attribution ?? '',
    facts: facts.map(({ key, value }) => ({ key, value, confirmed: false, citations: [] })),
  };
  const found = head.safeParse(asWritten).error?.issues ?? [];
  const outline = sections.map(({ level }) => ({ sectionId: anyId, level }));
  const tooMany = mostSections.safeParse(outline).success ? [] : [issue(1, 'The file has too many sections.')];
  return [
    ...found.map(({ path, message }) => issue(1, `${path.join('.')}: ${message}`)),
    ...tooMany,
    ...sections.flatMap((section) => sectionFaults(section).map((message) => issue(section.line, message))),
  ];
}

const anyId = '00000000-0000-7000-8000-000000000000';

function sectionFaults(section: ImportedSection): string[] {
  const ofHeading = heading.safeParse(section.heading).error?.issues.map(({ message }) => message) ?? [];
  if (section.blocks.length === 0) return ofHeading;
  try {
    normalise({ type: 'doc', content: section.blocks }, anyId);
    return ofHeading;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [...ofHeading, error.message];
  }
}
