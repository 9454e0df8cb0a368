import type { ReactNode } from 'react';
import { DeskFrame } from '@/components/desk/frame';
import { canResetDemo } from '@/lib/accounts/demo';
import { currentActor } from '@/lib/web/actor';
import { csrfToken } from '@/lib/web/csrf';

/** Navigation only: each page asks for its own permission, since layouts do not run again. */
export default async function AdminLayout({ children }: { readonly children: ReactNode }) {
  return (
    <DeskFrame person={await currentActor()} csrfToken={await csrfToken()} mayReset={canResetDemo()}>
      {children}
    </DeskFrame>
  );
}
