'use client';

import { useEffect, useRef, useState } from 'react';
import { isNotForUs } from '@/components/review/typing';
import { SaysSo } from '@/components/sources/uses/says-so.client';
import type { Use } from '@/components/sources/uses/use-state';
import { VerifiedLine } from '@/components/sources/uses/verified-line';

/** A use of a source as it stands beside its statement. */
type BesideUse = Use & {
  readonly sourceId: string;
  readonly reference: string;
  /** Where the source can be read; empty where nowhere. */
  readonly address: string;
  readonly isNew: boolean;
  /** What stands in the brackets of the citation. */
  readonly label: string;
};

type Props = { readonly uses: readonly BesideUse[] };

/** The uses that a change, or the section it is in, has; all of them where nothing has the focus. */
function usesAt(uses: readonly BesideUse[], element: Element | null): readonly BesideUse[] {
  for (const place of ['[data-change]', '[data-section]']) {
    const labels = [...(element?.closest(place)?.querySelectorAll('sup.cite') ?? [])].map((sup) => sup.textContent);
    const found = uses.filter(({ label }) => labels.includes(`[${label}]`));
    if (found.length > 0) return found;
  }
  return uses.toSorted((a, b) => Number(b.isNew) - Number(a.isNew));
}

/** Jumps to the quoted words, in browsers that can. */
const placed = (address: string, quote: string) =>
  quote && !address.includes('#') ? `${address}#:~:text=${encodeURIComponent(quote)}` : address;

/**
 * The source beside the statement, by O: of the change that has the focus, with the place and the quoted words, and what the
 * reviewer finds there, in one press. Not for citations of one's own.
 */
export function SourceBeside({ uses }: Props) {
  const [shown, setShown] = useState<readonly string[]>([]);
  const back = useRef<Element | null>(null);
  const sheet = useRef<HTMLElement>(null);
  const keyOf = ({ citationId, statementHash }: BesideUse) => `${citationId} ${statementHash}`;
  function open() {
    const found = usesAt(uses, document.activeElement);
    back.current = document.activeElement;
    setShown(found.map(keyOf));
    requestAnimationFrame(() => sheet.current?.focus());
  }
  function close() {
    setShown([]);
    if (back.current instanceof HTMLElement) back.current.focus();
  }
  const toggle = useRef(() => undefined as void);
  useEffect(() => {
    toggle.current = () => (shown.length > 0 ? close() : open());
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { activeElement, body } = document;
      // A button that was pressed may be gone, and the focus with it.
      const isHere = activeElement === body || sheet.current?.contains(activeElement);
      const isAway = event.key === 'Escape' && sheet.current !== null && isHere;
      if (!isAway && (event.key.toLowerCase() !== 'o' || isNotForUs(event))) return;
      event.preventDefault();
      toggle.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const cards = uses.filter((use) => shown.includes(keyOf(use)));
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="o"
        aria-expanded={cards.length > 0}
        disabled={uses.length === 0}
        onClick={() => toggle.current()}
      >
        Source beside
      </button>
      {cards.length > 0 ? (
        <section ref={sheet} className="source-beside stack" aria-label="Source beside" tabIndex={-1}>
          <div className="row-between">
            <h2>Source beside</h2>
            <button type="button" className="small" onClick={close}>
              Close
            </button>
          </div>
          {cards.map((use) => (
            <Card key={keyOf(use)} use={use} />
          ))}
        </section>
      ) : null}
    </>
  );
}

function Card({ use }: { readonly use: BesideUse }) {
  const { label, sourceId, reference, address, statement, place, quote, verified, mayVerify } = use;
  return (
    <article className="stack-tight small" aria-label={`Source ${label}`}>
      <p dir="auto">
        <strong>The text says:</strong> {statement}
      </p>
      <p>
        <strong>[{label}]</strong>{' '}
        <a href={`/desk/sources/${sourceId}`}>
          <bdi>{reference}</bdi>
        </a>{' '}
        <bdi>{place}</bdi>
      </p>
      {quote ? <blockquote dir="auto">{quote}</blockquote> : <p className="muted">No words of it are quoted.</p>}
      {/^https?:/u.test(address) ? (
        <p>
          <a href={placed(address, quote)} target="_blank" rel="noopener noreferrer">
            Open the source in another window
          </a>
        </p>
      ) : null}
      <VerifiedLine verified={verified} />
      {mayVerify ? (
        <div className="row">
          <SaysSo {...use} withOthers />
        </div>
      ) : (
        <p className="muted">Somebody else has to look it up: you made this citation, or you do not review.</p>
      )}
    </article>
  );
}
