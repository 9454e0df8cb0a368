import { saveHeadEndpoint, saveOutlineEndpoint } from '@/lib/contract/revisions';
import { heading } from '@/lib/contract/fields';
import { normalise } from '@/lib/domain/prose/normalise';
import { Refusal } from '@/lib/domain/refusal';
import type { ImportedDocument, ImportedSection, ImportIssue } from '@/lib/transfer/formats/document';

const head = saveHeadEndpoint.input.pick({ title: true, facts: true, related: true, attribution: true });
const mostSections = saveOutlineEndpoint.input.shape.outline;

/** A document in the one form that bodies are stored in, and what the desk would not take of it. */
export type Fitted = { readonly document: ImportedDocument; readonly faults: readonly ImportIssue[] };

/**
 * Holds a document that could be read against what the desk takes: the limits of title, facts, related titles, attribution,
 * headings and sections are those of writing by hand, so that whatever was imported can be edited. No faults when all fits.
 */
export function fit(document: ImportedDocument, file: string): Fitted {
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
  const fitted = sections.map(fitSection);
  return {
    document: { ...document, sections: fitted.map(({ section }) => section) },
    faults: [
      ...found.map(({ path, message }) => issue(1, `${path.join('.')}: ${message}`)),
      ...tooMany,
      ...fitted.flatMap(({ section, faults }) => faults.map((message) => issue(section.line, message))),
    ],
  };
}

const anyId = '00000000-0000-7000-8000-000000000000';

function fitSection(section: ImportedSection): { section: ImportedSection; faults: string[] } {
  const ofHeading = heading.safeParse(section.heading).error?.issues.map(({ message }) => message) ?? [];
  if (section.blocks.length === 0) return { section, faults: ofHeading };
  try {
    const { content } = normalise({ type: 'doc', content: section.blocks }, anyId);
    return { section: { ...section, blocks: content }, faults: ofHeading };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { section, faults: [...ofHeading, error.message] };
  }
}
