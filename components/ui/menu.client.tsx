'use client';

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';

/** One thing that can be done. `because` says why it cannot be done now: it stays in reach of the keyboard. */
export type MenuItem = {
  readonly name: string;
  readonly label: string;
  readonly because?: string | undefined;
  readonly tone?: 'danger';
  /** Leads there instead of doing something. */
  readonly href?: string;
  readonly onSelect?: () => void;
};

type Props = {
  /** Id of the button. */
  readonly id: string;
  readonly label: ReactNode;
  /** What the button is called. */
  readonly name: string;
  readonly items: readonly MenuItem[];
};

/**
 * A button with a menu under it, as the ARIA Authoring Practices describe it: arrows, Home, End and letters move, Escape and Tab
 * close it, the focus goes back to the button.
 */
export function Menu({ id, label, name, items }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const menuId = `${useId()}-menu`;
  const all = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  function onKey(event: KeyboardEvent<HTMLDivElement>): void {
    const found = all();
    const at = found.indexOf(document.activeElement as HTMLElement);
    const next = nextOf(event.key, at, found);
    if (event.key === 'Tab') menu.current?.hidePopover();
    if (next === null) return;
    event.preventDefault();
    found[next]?.focus();
  }
  function select(item: MenuItem): void {
    if (item.because !== undefined) return;
    menu.current?.hidePopover();
    document.getElementById(id)?.focus();
    item.onSelect?.();
  }
  return (
    <>
      <button
        type="button"
        id={id}
        className="small"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={menuId}
        aria-label={name}
        popoverTarget={menuId}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          menu.current?.showPopover({ source: event.currentTarget });
        }}
      >
        {label}
      </button>
      <div
        ref={menu}
        id={menuId}
        role="menu"
        tabIndex={-1}
        aria-label={name}
        className="menu"
        popover="auto"
        onKeyDown={onKey}
        onToggle={(event) => {
          const isNow = event.newState === 'open';
          setOpen(isNow);
          if (isNow) all()[0]?.focus();
        }}
      >
        {items.map((item) => (
          <Item key={item.name} item={item} onSelect={() => select(item)} />
        ))}
      </div>
    </>
  );
}

function Item({ item, onSelect }: { readonly item: MenuItem; readonly onSelect: () => void }) {
  const { label, because, tone, href } = item;
  if (href !== undefined) {
    return (
      <a role="menuitem" tabIndex={-1} className="menu-item" href={href}>
        {label}
      </a>
    );
  }
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={tone ? `menu-item ${tone}` : 'menu-item'}
      aria-disabled={because !== undefined}
      title={because}
      onClick={onSelect}
    >
      {label}
      {because === undefined ? null : <span className="visually-hidden">. {because}</span>}
    </button>
  );
}

/** Which item gets the focus next; null when the key is none of the menu's. */
function nextOf(key: string, at: number, items: readonly HTMLElement[]): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return items.length - 1;
  if (key === 'ArrowDown') return (at + 1) % items.length;
  if (key === 'ArrowUp') return (at - 1 + items.length) % items.length;
  if (!/^\p{L}$/u.test(key)) return null;
  const order = items.map((_, step) => (at + 1 + step) % items.length);
  return order.find((place) => items[place]?.textContent.trim().toLowerCase().startsWith(key.toLowerCase())) ?? null;
}
