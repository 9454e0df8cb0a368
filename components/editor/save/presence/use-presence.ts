import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Autosave, SaveStatus } from '@/components/editor/save/autosave';
import { beatOf, type Presence } from '@/components/editor/save/presence/beat';

const none: Presence = { people: [], sectionId: null, seq: null };

/** Who else has a revision open, kept up to date while something on the page shows it. */
export function usePresence(number: number): Presence {
  const beat = useMemo(() => beatOf(number), [number]);
  return useSyncExternalStore(beat.subscribe, beat.snapshot, () => none);
}

/**
 * Tells what is done in an open section. When the server says that somebody has saved it since, what they wrote is fetched at
 * once, so that two people who write one section see each other's paragraphs.
 */
export function useBeat(number: number, sectionId: string, saver: Autosave, status: SaveStatus): void {
  const { sectionId: heardOf, seq } = usePresence(number);
  const isUnsaved = status.kind !== 'saved';
  useEffect(() => {
    beatOf(number).set({ sectionId, isUnsaved });
  }, [number, sectionId, isUnsaved]);
  useEffect(() => () => beatOf(number).set({ sectionId: null, isUnsaved: false }), [number]);
  useEffect(() => {
    if (heardOf === sectionId && seq !== null && seq > saver.number) void saver.look();
  }, [heardOf, sectionId, seq, saver]);
  useEffect(() => {
    if (status.kind === 'saved') beatOf(number).resume();
  }, [number, status]);
}
