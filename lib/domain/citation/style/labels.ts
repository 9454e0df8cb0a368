import { namesSeveral, pageRanges } from '@/lib/domain/citation/style/pages';

/** The text with a capital at its beginning. */
export const capitalised = (text: string): string => text.replace(/^\p{Ll}/u, (sign) => sign.toUpperCase());

/** `1st`, `2nd`, `11th`, `112th` for a whole number in digits. */
export function nth(digits: string): string {
  const value = Number(digits.slice(-2));
  const teen = value >= 11 && value <= 13;
  return `${digits}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')}`;
}

const numeric = /^\p{L}?\d+\p{L}*(?: ?[-–—,&] ?\p{L}?\d+\p{L}*)*$/u;
/** Whether a volume or number is one that styles label: `17`, `17a`, `17-18`; not `IV`, `A/12`, `No. 5`. */
export const isNumeric = (text: string | undefined): boolean => text !== undefined && numeric.test(text);

/** `No. 17`, `Nos. 17–18`; as it is where it is no number; nothing for nothing. `label` is the singular without its stop. */
export function numbered(text: string | undefined, label: string): string {
  if (text === undefined) return '';
  return isNumeric(text) ? `${label}${namesSeveral(text) ? 's' : ''}. ${pageRanges(text, 'full')}` : text;
}

/** `no. 3`, `nos. 2–3`, whatever the issue is called; nothing for nothing. */
export function issueLabel(issue: string | undefined): string {
  if (issue === undefined) return '';
  return `${namesSeveral(issue) ? 'nos.' : 'no.'} ${pageRanges(issue, 'full')}`;
}

/** `2nd ed.`; as it is where it is no number; nothing for nothing. */
export function editionLabel(edition: string | undefined): string {
  if (edition === undefined) return '';
  if (/^\d+$/u.test(edition)) return `${nth(edition)} ed.`;
  return isNumeric(edition) ? `${edition} ed.` : edition;
}
