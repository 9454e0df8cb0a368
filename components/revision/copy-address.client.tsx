'use client';

import { useState } from 'react';

/** A permanent address with a button that copies it in full. */
export function CopyAddress({ path }: { readonly path: string }) {
  const [told, setTold] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(new URL(path, location.origin).href).then(
      () => setTold('Copied.'),
      () => setTold('It could not be copied. Select the address instead.'),
    );
  return (
    <span className="row">
      <a className="address" href={path}>
        {path}
      </a>
      <button type="button" className="small" onClick={() => void copy()}>
        Copy the address
      </button>
      <output>{told}</output>
    </span>
  );
}
