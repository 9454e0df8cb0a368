import type { ReactNode } from 'react';
import { DeskFrame } from '@/components/desk/frame';
import { canResetDemo } from '@/lib/accounts/demo';
import { countTurns } from '@/lib/notifications/queries';
import { currentActor } from '@/lib/web/actor';
import { csrfToken } from '@/lib/web/csrf';

/** Navigation only: each page asks for its own permission, since layouts do not run again. */
export default async function AdminLayout({ children }: { readonly children: ReactNode }) {
  const person = await currentActor();
  const turns = person ? await countTurns(person) : 0;
  return (
    <DeskFrame person={person} csrfToken={await csrfToken()} mayReset={canResetDemo()} turns={turns}>
      {children}
    </DeskFrame>
  );
}
