import type { ReactNode } from 'react';

/** A page without navigation: one heading, what happened, what to do. */
export function LonePage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="lone" id="content">
      <a className="brand" href="/">
        Stet
      </a>
      <h1>{title}</h1>
      <div className="stack">{children}</div>
    </main>
  );
}
