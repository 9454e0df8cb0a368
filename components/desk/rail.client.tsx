'use client';

import { usePathname } from 'next/navigation';

/** `badge`: in how many revisions it is the person's turn. */
export type RailLink = { readonly href: string; readonly label: string; readonly badge?: number };

const isHere = (path: string, href: string): boolean => (href === '/desk' ? path === href : path.startsWith(href));

/** The links of the desk, with the present one marked. */
export function RailLinks({ label, links }: { readonly label: string; readonly links: readonly RailLink[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label}>
      <ul>
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href} aria-current={isHere(path, link.href) ? 'page' : undefined}>
              {link.label}
              {link.badge ? (
                <span className="badge">
                  {link.badge}
                  <span className="visually-hidden"> waiting for you</span>
                </span>
              ) : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
