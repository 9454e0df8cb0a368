import type { Body } from '@/lib/domain/prose/body';
import { doc, p } from '@/lib/domain/prose/builder';
import type { SectionName } from '@/lib/proof/histories/model';

/** The lead has no heading. */
export const headingOf = (section: SectionName) => (section === 'lead' ? '' : 'History');

const sentences: Record<string, string> = {
  One: 'Relations began in 1946.',
  Two: 'Both states signed a trade agreement.',
  Three: 'An embassy opened in the capital.',
  Four: 'Students came by scholarship every year.',
  Five: 'Nobody remembers who proposed the meeting.',
};
/** The words of the model: short names of sentences that share nothing. */
export const words = Object.keys(sentences);
/** The model's name of what a section says. */
export const wordOf = (text: string) => words.find((word) => sentences[word] === text.trim()) ?? text;

/** A body that says one word of the model, in the paragraph that is there already. */
export function bodyOf(word: string, before: Body | undefined): Body {
  const text = sentences[word] ?? word;
  const [block] = before?.content ?? [];
  if (block?.type !== 'paragraph') return doc(p(text));
  return { type: 'doc', content: [{ ...block, content: [{ type: 'text', text }] }] };
}
