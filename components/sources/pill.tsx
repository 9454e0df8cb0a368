import type { Said } from '@/components/sources/words';

/** A state in a word, with a shape for those who see no colour. */
export function Pill({ said: { sign, tone }, children }: { readonly said: Said; readonly children: string }) {
  return (
    <span className={`pill ${tone}`}>
      <span aria-hidden="true">{sign} </span>
      {children}
    </span>
  );
}
