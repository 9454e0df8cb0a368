import { ReadBody } from '@/components/prose/read-body';
import type { Body } from '@/lib/domain/prose/body';

type Text = { readonly sectionId: string; readonly heading: string; readonly body: Body };
type Props = {
  readonly failed: { readonly before: readonly Text[]; readonly after: readonly Text[] };
  readonly label: (citationId: string) => string;
};

/** Both texts, one after the other, where they could not be compared. */
export function FailedTexts({ failed, label }: Props) {
  return (
    <div className="stack">
      <p className="notice warn">
        We could not line these up. Both texts stand below, whole: the one before, then the one after.
      </p>
      <Whole title="Before" texts={failed.before} label={label} />
      <Whole title="After" texts={failed.after} label={label} />
    </div>
  );
}

type WholeProps = { readonly title: string; readonly texts: readonly Text[]; readonly label: Props['label'] };

const Whole = ({ title, texts, label }: WholeProps) => (
  <section className="section-diff" aria-label={title}>
    <header>
      <h3>{title}</h3>
    </header>
    <div className="body prose">
      {texts.length === 0 ? <p className="muted">Nothing</p> : null}
      {texts.map(({ sectionId, heading, body }) => (
        <section key={sectionId} data-section={title === 'After' ? sectionId : undefined}>
          {heading ? <h4 dir="auto">{heading}</h4> : null}
          <ReadBody body={body} label={label} />
        </section>
      ))}
    </div>
  </section>
);
