import type { CslItem } from '@/lib/domain/citation/citation';
import type { Rough } from '@/lib/domain/citation/read/parts/candidate';

/** One place on the network that knows records of works. What it answers is foreign text: it is checked like anything typed. */
export type Resolver = {
  /** Its name for people. */
  readonly name: string;
  /** Where it is asked about this work; null for a work that it cannot know. `base` has no slash at its end. */
  readonly address: (csl: CslItem, base: string) => string | null;
  /** Media type of its answers. */
  readonly accept: string;
  /** Only the beginning of an answer is needed: a longer one is cut, not refused. */
  readonly isCut?: true;
  /** The record in an answer; null when it has none. */
  readonly read: (text: string, csl: CslItem) => Rough | null;
};

type Values = Readonly<Record<string, unknown>>;

/** The members of a value; none where it is no object. */
export const membersOf = (value: unknown): Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** A value as text: itself, or the first text of a list. */
export function textIn(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first.trim() !== '' ? first : undefined;
}

/** The members of each object in a list. */
export const objectsIn = (value: unknown): Values[] => (Array.isArray(value) ? value.slice(0, 200).map(membersOf) : []);

/** JSON, or null where a text is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
