'use client';

import { useEffect, useState } from 'react';
import { leftBehind } from '@/components/editor/save/device/writer';

type Props = { readonly me: string; readonly number: number };

/** That something typed on this device has not reached the server, where a revision is submitted or published. */
export function KeptHere({ me, number }: Props) {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    void leftBehind(me, number).then((kept) => setThere(kept.length > 0));
  }, [me, number]);
  if (!isThere) return null;
  return (
    <p className="notice warn">
      Text that you typed on this device has not reached the server, and is not part of this revision yet.{' '}
      <a href={`/desk/revisions/${number}/edit`}>Look at it</a>
    </p>
  );
}
