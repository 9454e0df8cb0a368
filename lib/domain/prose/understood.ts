import { type Body, schemaVersion } from '@/lib/domain/prose/body';
import { blockNames, markNames } from '@/lib/domain/prose/schema';

const nodeNames = new Set<string>([
  'doc',
  'text',
  'citation',
  'hardBreak',
  'tableRow',
  'tableCell',
  'tableHeader',
  ...blockNames,
]);
const knownMarks = new Set<string>(markNames);

const typeOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' ? value.type : '';

const listOf = (value: unknown, key: 'content' | 'marks'): readonly unknown[] => {
  const list: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return Array.isArray(list) ? list : [];
};

/**
 * Whether this program knows every node and mark of a stored text, and the schema that it is written in. A text that it does
 * not understand is shown as far as it goes, and never edited or saved over: what is unknown would be lost.
 */
export function isUnderstood(body: unknown, version: number): body is Body {
  if (version > schemaVersion || typeOf(body) !== 'doc') return false;
  const waiting = [body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!nodeNames.has(typeOf(node))) return false;
    if (listOf(node, 'marks').some((mark) => !knownMarks.has(typeOf(mark)))) return false;
    waiting.push(...listOf(node, 'content'));
  }
  return true;
}
