'use client';

import { useState } from 'react';

/** Copies an address in full; where there is none that others could use, says why. */
export function CopyLink({ path, because }: { readonly path: string; readonly because: string }) {
  const [told, setTold] = useState('');
  async function copy(): Promise<void> {
    if (because) {
      setTold(because);
      return;
    }
    const address = new URL(path, location.origin).href;
    await navigator.clipboard.writeText(address).then(
      () => setTold('Copied. It names both texts.'),
      () => setTold(`It could not be copied. It is ${address}`),
    );
  }
  return (
    <>
      <button type="button" className="small" onClick={() => void copy()}>
        Copy a link to this comparison
      </button>
      <output className="small muted">{told}</output>
    </>
  );
}
