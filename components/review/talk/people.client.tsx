'use client';

import { createContext, type ReactNode, useContext } from 'react';

/** Somebody whom a comment can name. */
export type Person = { readonly id: string; readonly name: string; readonly handle: string };

type Known = {
  readonly people: readonly Person[];
  /** Set where a suggestion of this person costs them their right to approve: who would use it. */
  readonly costsApproval: string | null;
};

const Context = createContext<Known>({ people: [], costsApproval: null });

/** Tells every comment box below whom a comment can name, and what a suggestion costs. */
export function TalkProvider({ people, costsApproval, children }: Known & { readonly children: ReactNode }) {
  return <Context value={{ people, costsApproval }}>{children}</Context>;
}

/** What the provider above told. */
export const useTalk = (): Known => useContext(Context);

/** Each person under a label of their own: the name, with the handle where two have it. */
export function labelled(people: readonly Person[]): { id: string; label: string }[] {
  const names = people.map(({ name }) => name);
  const isShared = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
  return people.map(({ id, name, handle }) => ({ id, label: isShared(name) ? `${name} (${handle})` : name }));
}
