import type { ReactNode } from 'react';
import { ResetDemo } from '@/components/admin/reset-demo.client';
import { RailLinks } from '@/components/desk/rail.client';
import { KeyButton, KeyList } from '@/components/desk/key-list.client';
import type { Role, Settings } from '@/lib/domain/actor';

const deskLinks = [
  { href: '/desk', label: 'Your turn' },
  { href: '/desk/inbox', label: 'Inbox' },
  { href: '/desk/articles', label: 'Articles' },
  { href: '/desk/reviews', label: 'Reviews' },
  { href: '/desk/schedule', label: 'Schedule' },
  { href: '/desk/sources', label: 'Sources' },
  { href: '/desk/reports', label: 'Reports' },
  { href: '/desk/import', label: 'Import' },
];

const adminLinks = [
  { href: '/admin/people', label: 'People' },
  { href: '/admin/policy', label: 'Rules' },
  { href: '/admin/site', label: 'Site' },
  { href: '/admin/audit', label: 'Audit' },
];

/** Who is signed in, as the frame shows them. */
type FramePerson = {
  readonly name: string;
  readonly role: Role;
  readonly isDemo: boolean;
  readonly settings: Settings;
};

type Props = {
  readonly person: FramePerson | null;
  readonly csrfToken: string;
  /** The demo can begin anew here. */
  readonly mayReset: boolean;
  /** In how many revisions it is this person's turn. */
  readonly turns: number;
  readonly children: ReactNode;
};

/** The frame of every desk page: navigation, who am I, sign out, and the strip of demo mode. Decides no permission. */
export function DeskFrame({ person, csrfToken, mayReset, turns, children }: Props) {
  return (
    <>
      <a className="skip" href="#content">
        Skip to the page
      </a>
      {person?.isDemo ? (
        <aside className="strip" aria-label="Demo">
          <p>Demo data. Changes stay on this computer.</p>
          {mayReset ? <ResetDemo /> : null}
        </aside>
      ) : null}
      <div
        className="frame"
        data-single-keys={person?.settings.singleKeys === false ? 'off' : undefined}
        data-spoken-hints={person?.settings.spokenHints === false ? 'off' : undefined}
      >
        <header className="rail">
          <a className="brand" href="/">
            Stet
          </a>
          {person ? <Rail person={person} csrfToken={csrfToken} turns={turns} /> : null}
        </header>
        {person ? <KeyList isOn={person.settings.singleKeys} /> : null}
        <main className="content" id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </>
  );
}

type RailProps = { readonly person: FramePerson; readonly csrfToken: string; readonly turns: number };

/** Where one can go. Narrow screens fold it under “Menu”: the list stands behind the fold, which CSS alone opens it by. */
function Rail({ person, csrfToken, turns }: RailProps) {
  const links = deskLinks.map((link) => (link.href === '/desk/inbox' ? { ...link, badge: turns } : link));
  return (
    <>
      <details className="rail-fold">
        <summary>Menu</summary>
      </details>
      <div className="rail-body">
        <RailLinks label="Desk" links={links} />
        {person.role === 'admin' ? <RailLinks label="Admin" links={adminLinks} /> : null}
        <Who person={person} csrfToken={csrfToken} />
      </div>
    </>
  );
}

function Who({ person, csrfToken }: Omit<RailProps, 'turns'>) {
  return (
    <div className="who">
      <span>
        <bdi>{person.name}</bdi> <span className="muted">({person.role})</span>
      </span>
      <a href="/desk/me">Your settings</a>
      <KeyButton />
      <form method="post" action="/api/auth/signout">
        <input type="hidden" name="csrfToken" value={csrfToken} />
        <input type="hidden" name="callbackUrl" value="/sign-in" />
        <button type="submit" className="small">
          Sign out
        </button>
      </form>
    </div>
  );
}
