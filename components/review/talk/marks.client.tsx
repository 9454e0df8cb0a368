'use client';

import { useEffect } from 'react';

/** Words that somebody talks about: where they begin among the letters of their section, blanks not counted; null for deleted ones. */
export type TalkedWords = { readonly sectionId: string; readonly words: string; readonly at: number | null };

const notText = '.visually-hidden, .chip, .cite, .nothing, .notice';
const letters = (text: string) => text.replaceAll(/\s+/gu, '');

/** The text nodes of the new text of a section, or of what was deleted from it. */
function nodesOf(section: Element, isDeleted: boolean): Text[] {
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!(node instanceof Text) || !parent || parent.closest(notText)) continue;
    if (isDeleted ? parent.closest('del') : !parent.closest('del, .pair > :first-child')) found.push(node);
  }
  return found;
}

/** The ranges of so many letters from the given one on, one per text node. */
function rangesOf(nodes: readonly Text[], from: number, length: number): Range[] {
  let at = 0;
  return nodes.flatMap((node) => {
    const places = Array.from(node.data, (_, index) => index).filter((index) => /\S/u.test(node.data[index] ?? ''));
    const inside = places.filter((_, index) => at + index >= from && at + index < from + length);
    at += places.length;
    const [first, last] = [inside[0], inside.at(-1)];
    if (first === undefined || last === undefined) return [];
    const range = document.createRange();
    range.setStart(node, first);
    range.setEnd(node, last + 1);
    return [range];
  });
}

function rangesFor({ sectionId, words, at }: TalkedWords): Range[] {
  const section = document.querySelector(`[data-section="${CSS.escape(sectionId)}"]`);
  const wanted = letters(words);
  if (!section || wanted === '') return [];
  const nodes = nodesOf(section, at === null);
  const from = at ?? letters(nodes.map((node) => node.data).join('')).indexOf(wanted);
  return from < 0 ? [] : rangesOf(nodes, from, wanted.length);
}

/** Marks the words that open threads are about, without touching the page (CSS Custom Highlight API); the cards say the same in words. */
export function TalkMarks({ talked }: { readonly talked: readonly TalkedWords[] }) {
  useEffect(() => {
    if (!('highlights' in CSS)) return undefined;
    CSS.highlights.set('talked', new Highlight(...talked.flatMap(rangesFor)));
    return () => {
      CSS.highlights.delete('talked');
    };
  }, [talked]);
  return null;
}
