import { anchorOf, findAnchor } from '@/lib/domain/anchor';

/** What a new comment is about: words of a section, a section (no quote), or the revision (no section). */
export type Target = {
  readonly sectionId: string | null;
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
};

export const wholeRevision: Target = { sectionId: null, quote: '', prefix: '', suffix: '' };
export const wholeSection = (sectionId: string): Target => ({ ...wholeRevision, sectionId });

type Texts = Readonly<Record<string, string>>;

/** What is on the page besides the new text. */
const notText = 'del, .visually-hidden, .chip, .cite, .nothing, .pair > :first-child';

function wordsOf(range: Range): string {
  const parts = range.cloneContents();
  for (const extra of parts.querySelectorAll(notText)) extra.remove();
  return parts.textContent;
}

const elementOf = (node: Node): Element | null => (node instanceof Element ? node : node.parentElement);

function anchorIn(section: HTMLElement, range: Range, texts: Texts): Target | null {
  const sectionId = section.dataset['section'] ?? '';
  const text = texts[sectionId];
  const quote = wordsOf(range).trim();
  if (text === undefined || quote === '') return null;
  const lead = document.createRange();
  lead.setStart(section, 0);
  lead.setEnd(range.startContainer, range.startOffset);
  const { state, from, to } = findAnchor(text, { quote, prefix: wordsOf(lead).slice(-32), suffix: '' });
  if ((state !== 'exact' && state !== 'moved') || from === undefined || to === undefined) return null;
  return { sectionId, ...anchorOf(text, from, to) };
}

/** The selected words of the new text, or null when none are, or not in one paragraph of it. */
export function selectedTarget(texts: Texts): Target | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const section = elementOf(range.startContainer)?.closest<HTMLElement>('[data-section]');
  return section?.contains(range.endContainer) ? anchorIn(section, range, texts) : null;
}

/** The change that has the focus as something to comment on: its words, else its section. */
export function focusedTarget(texts: Texts): Target | null {
  const change = document.activeElement?.closest<HTMLElement>('[data-change]');
  const section = change?.closest<HTMLElement>('[data-section]');
  if (!change || !section) return null;
  const range = document.createRange();
  range.selectNodeContents(change);
  return anchorIn(section, range, texts) ?? wholeSection(section.dataset['section'] ?? '');
}
