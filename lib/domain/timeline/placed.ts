import type { Body } from '@/lib/domain/prose/body';
import { statementAnchor, type TimelineEntry, timelineOf } from '@/lib/domain/timeline/timeline';

/** A timeline entry with the place in the page that it leads to, and the heading that it stands under. */
export type PlacedEntry = TimelineEntry & { readonly anchor: string; readonly heading: string };

type Placed = { readonly id: string; readonly heading: string; readonly body: Body; readonly anchor: string };

/** Ids of the blocks whose statements can have an anchor: all but tables, whose rows are none of the prose. */
function proseBlocks(body: Body): Set<string> {
  return new Set(body.content.flatMap((block) => (block.type === 'table' ? [] : idsIn(block))));
}

function idsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { attrs, content } = node as { attrs?: { id?: unknown }; content?: unknown };
  const own = typeof attrs?.id === 'string' ? [attrs.id] : [];
  return Array.isArray(content) ? [...own, ...content.flatMap(idsIn)] : own;
}

/** The timeline of an article with places: an entry leads to its sentence, and one in a table to its section. */
export function placedTimeline(sections: readonly Placed[]): PlacedEntry[] {
  const byId = new Map(sections.map((section) => [section.id, { ...section, blocks: proseBlocks(section.body) }]));
  return timelineOf(sections).entries.flatMap((entry) => {
    const section = byId.get(entry.sectionId);
    if (!section) return [];
    const anchor = section.blocks.has(entry.blockId) ? statementAnchor(entry) : section.anchor;
    return [{ ...entry, anchor, heading: section.heading }];
  });
}
