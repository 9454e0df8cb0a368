import { cslOf, type SourceDraft } from '@/components/sources/form/source-draft';
import { cslSchema, missingFields } from '@/lib/domain/citation/csl';
import type { Issue } from '@/lib/domain/refusal';

/** What stands in the way of keeping a described source, found without the server; one issue per field. */
export function draftIssues(draft: SourceDraft): Issue[] {
  const { csl, stub } = cslOf(draft);
  const read = cslSchema.safeParse(csl);
  if (!read.success) {
    return read.error.issues.map(({ path, message }) => ({ code: 'csl', where: path.join('.'), message }));
  }
  if (stub) return [];
  const described = read.data.note !== undefined;
  return missingFields(read.data)
    .filter((field) => field !== 'title' || !described)
    .map((field) => ({
      ...{ code: 'missing', where: field },
      message: 'Enter this, or say below that details are missing.',
    }));
}
