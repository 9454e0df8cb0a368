import { cslOf, draftOf, type SourceDraft } from '@/components/sources/form/source-draft';
import { send } from '@/components/send';
import { lookUpSourceEndpoint } from '@/lib/contract/sources';
import type { CslItem } from '@/lib/domain/citation/citation';
import { completed } from '@/lib/domain/citation/library/import-plan';

/** What the network knew of a work, with a sentence about it; a sentence alone where it knew nothing. */
export type LookedUp = { readonly csl: CslItem | null; readonly said: string };

/** Asks for a work that a number or an address names. Quiet where nobody may be asked, or the server is away. */
export async function lookedUp(csl: CslItem): Promise<LookedUp> {
  try {
    const { from, csl: found, problem } = await send(lookUpSourceEndpoint, { csl }, { retries: 0 });
    return { csl: found, said: found ? `Filled in by ${from ?? ''}. Please check it.` : (problem ?? '') };
  } catch {
    return { csl: null, said: '' };
  }
}

/** The form with what was found in its empty fields; the kind too, while it is the one that the number made us guess. */
export function filledIn(draft: SourceDraft, found: CslItem, guess: string): SourceDraft {
  const { csl, stub } = cslOf(draft);
  const whole = completed(csl, found);
  return draftOf(csl.type === guess ? { ...whole, type: found.type } : whole, stub);
}
