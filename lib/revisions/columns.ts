import { z } from 'zod';
import { fact, outlineEntry } from '@/lib/contract/fields';
import type { Fact, OutlineEntry } from '@/lib/domain/article';

const facts = z.array(fact);
const outline = z.array(outlineEntry);
const titles = z.array(z.string());

/** Reads the JSON columns that revisions, versions and checkpoints share. Throws when a row holds something else: a mistake of ours. */
export function readHeadColumns(row: { facts: unknown; related: unknown }): { facts: Fact[]; related: string[] } {
  return { facts: facts.parse(row.facts), related: titles.parse(row.related) };
}

/** Reads the outline of a revision: section ids and levels in order, the lead first. */
export function readOutline(value: unknown): OutlineEntry[] {
  return outline.parse(value);
}
