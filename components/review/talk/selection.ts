import { anchorOf, locateWords } from '@/lib/domain/thread/anchor';

/** What a new comment is about: words of a section (now, or deleted ones), a section (no quote), or the revision (no section). */
export type Target = {
  readonly sectionId: string | null;
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly side: 'now' | 'before';
};

export const wholeRevision: Target = { sectionId: null, quote: '', prefix: '', suffix: '', side: 'now' };
export const wholeSection = (sectionId: string): Target => ({ ...wholeRevision, sectionId });

type Texts = Readonly<Record<string, string>>;

/** What is on the page beside any text, and beside each of the two texts. */
const beside = '.visually-hidden, .chip, .cite, .nothing, .notice, [data-beside]';
const notNow = `del, .pair > :first-child, ${beside}`;
const notBefore = `ins, .pair > :nth-child(2), ${beside}`;

function wordsOf(range: Range, without: string): string {
  const parts = range.cloneContents();
  for (const extra of parts.querySelectorAll(without)) extra.remove();
  return parts.textContent;
}

const elementOf = (node: Node): Element | null => (node instanceof Element ? node : node.parentElement);

/** The part of a section before or behind a range. */
function restOf(section: Element, range: Range, half: 'before' | 'behind'): Range {
  const rest = document.createRange();
  rest.selectNodeContents(section);
  if (half === 'before') rest.setEnd(range.startContainer, range.startOffset);
  else rest.setStart(range.endContainer, range.endOffset);
  return rest;
}

/** Whether a range is of words that the new text does not have: what stands unchanged in the column of the old text is in both. */
function isDeleted(range: Range): boolean {
  const start = elementOf(range.startContainer);
  if (start?.closest('del')) return true;
  return Boolean(start?.closest('.pair > :first-child')) && range.cloneContents().querySelector('del') !== null;
}

function anchorIn(section: HTMLElement, selected: Range, texts: Texts): Target | null {
  const sectionId = section.dataset['section'] ?? '';
  const range = selected.cloneRange();
  // What is selected beyond the section is left out.
  if (!section.contains(range.endContainer)) range.setEndAfter(section.lastChild ?? section);
  const text = texts[sectionId] ?? '';
  const isOld = isDeleted(range);
  const words = wordsOf(range, isOld ? beside : notNow).trim();
  const place = isOld ? null : locateWords(text, words, wordsOf(restOf(section, range, 'before'), notNow));
  if (place) return { sectionId, ...anchorOf(text, place.from, place.to), side: 'now' };
  return deletedIn(section, range, sectionId);
}

/** Words that stand in the old text only, with the neighbours that they have there: these tell the place where they stood. */
function deletedIn(section: HTMLElement, range: Range, sectionId: string): Target | null {
  const quote = wordsOf(range, notBefore).trim();
  if (quote === '') return null;
  const around = (half: 'before' | 'behind') => wordsOf(restOf(section, range, half), notBefore);
  return {
    sectionId,
    quote,
    prefix: around('before').slice(-32),
    suffix: around('behind').slice(0, 32),
    side: 'before',
  };
}

/** The selected words, of the new text or deleted ones, changed or not; null when none are. */
export function selectedTarget(texts: Texts): Target | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const section = elementOf(range.startContainer)?.closest<HTMLElement>('[data-section]');
  return section ? anchorIn(section, range, texts) : null;
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
