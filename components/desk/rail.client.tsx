'use client';

import { usePathname } from 'next/navigation';

export type RailLink = { readonly href: string; readonly label: string };

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
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
