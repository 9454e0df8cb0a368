import { decodeEntities } from '@/lib/domain/citation/read/cite-template-words';
import { reportComments } from '@/lib/transfer/formats/in/docx/comments';
import type { Intake } from '@/lib/transfer/formats/in/intake';

const deepest = 400;
const mostElements = 1_000_000;
const top = { line: 1, column: 1 };
const tag = /<(\/?)[a-z][\w:.-]*(?:\s[^<>]*?)?(\/?)>/giu;

const textOf = (part: Uint8Array | undefined): string => (part ? new TextDecoder().decode(part) : '');
const words = (xml: string) =>
  decodeEntities(xml.replaceAll(/<[^<>]*>/gu, ' '))
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** Whether an XML part may be read: no definitions of its own (entities could grow without end), and not too deep. */
function guardPart(name: string, xml: string, intake: Intake): boolean {
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(xml)) {
    intake.issues.error(top, 'doctype', `${name} defines a document type, as no word processor does. It was not read.`);
    return false;
  }
  let depth = 0;
  let count = 0;
  for (const [, close, empty] of xml.matchAll(tag)) {
    count += 1;
    if (close === '/') depth -= 1;
    else if (empty === '') depth += 1;
    if (depth <= deepest && count <= mostElements) continue;
    const message = depth > deepest ? `nested more than ${deepest} deep` : `made of more than ${mostElements} elements`;
    intake.issues.error(top, 'too-deep', `${name} is ${message}. It was not read.`);
    return false;
  }
  return true;
}

/** Checks all parts, and reports what a document says beside its text: comments and deleted words. False when it may not be read. */
export function checkParts(parts: ReadonlyMap<string, Uint8Array>, intake: Intake): boolean {
  for (const [name, bytes] of parts) if (!guardPart(name, textOf(bytes), intake)) return false;
  const document = textOf(parts.get('word/document.xml'));
  reportComments(textOf(parts.get('word/comments.xml')), document, intake);
  reportChanges(document, intake);
  return true;
}

/** Tracked changes are taken as accepted; what they took out is reported. */
function reportChanges(xml: string, intake: Intake): void {
  const deleted = [...xml.matchAll(/<w:delText(?:\s[^<>]*)?>([^<]*)<\/w:delText>/gu)].map(([, text = '']) =>
    decodeEntities(text),
  );
  if (deleted.length === 0 && !/<w:ins[\s>]/u.test(xml)) return;
  intake.drop(
    top,
    deleted.join(''),
    'changes-accepted',
    'The document has tracked changes. They were taken as accepted.',
  );
}

/** The title in the properties of a document; null without one. */
export function titleIn(parts: ReadonlyMap<string, Uint8Array>): string | null {
  const found = /<dc:title(?:\s[^<>]*)?>([^<]+)<\/dc:title>/u.exec(textOf(parts.get('docProps/core.xml')))?.[1];
  const title = found === undefined ? '' : words(found);
  return title === '' ? null : title;
}
