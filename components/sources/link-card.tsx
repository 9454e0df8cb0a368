import { LocalTime } from '@/components/desk/local-time.client';
import { AskCheck } from '@/components/sources/ask-check.client';
import { Pill } from '@/components/sources/pill';
import { findingWords, linkSigns } from '@/components/sources/words';
import { linkFindings } from '@/lib/domain/citation/library/link-checks';
import { type LinkState, linkStateWords } from '@/lib/domain/citation/links';

type Look = { readonly at: string; readonly finding: string; readonly status: number | null; readonly note: string };
type Props = {
  readonly sourceId: string;
  readonly link: {
    readonly hasAddress: boolean;
    readonly state: LinkState;
    readonly isOn: boolean;
    readonly checkedAt: string | null;
    readonly looks: readonly Look[];
  };
  readonly archive: { readonly url: string; readonly date: string } | null;
  readonly mayEdit: boolean;
};

/** What is known of a source's address, the looks that say so, and its archived copy. */
export function LinkCard({ sourceId, link, archive, mayEdit }: Props) {
  if (!link.hasAddress) return <p className="muted">This source has no web address.</p>;
  return (
    <>
      <p className="row">
        <Pill said={linkSigns[link.state]}>{linkStateWords[link.state]}</Pill>
        <span>
          {link.checkedAt ? (
            <>
              Looked at <LocalTime at={link.checkedAt} />
            </>
          ) : (
            'Not looked at yet'
          )}
        </span>
        {mayEdit ? <AskCheck sourceId={sourceId} isOn={link.isOn} /> : null}
      </p>
      <p>
        {archive ? (
          <>
            <a href={archive.url} rel="external noopener nofollow ugc" referrerPolicy="no-referrer">
              Archived copy
            </a>
            {archive.date ? `, ${archive.date}` : ''}
          </>
        ) : (
          <span className="muted">No archived copy is named. Add one under “More fields”.</span>
        )}
      </p>
      {link.looks.length > 0 ? <Looks looks={link.looks} /> : null}
    </>
  );
}

function Looks({ looks }: { readonly looks: readonly Look[] }) {
  return (
    <details>
      <summary>Looks at the address</summary>
      <ul>
        {looks.map(({ at, finding, status, note }) => (
          <li key={at}>
            <LocalTime at={at} />: {findingWords[linkFindings.find((known) => known === finding) ?? 'unclear']}
            {status === null ? '' : ` (${status})`}
            {note ? (
              <>
                {', '}
                <bdi>{note}</bdi>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
