import { fieldWords } from '@/components/sources/exchange/field-words';
import { count } from '@/components/words';

type Line = {
  readonly line: number;
  readonly name: string;
  readonly title: string;
  readonly outcome: 'taken' | 'merged' | 'known' | 'refused' | 'left';
  readonly warnings: readonly string[];
  readonly sourceId?: string;
  readonly key?: string;
  readonly because?: string;
  readonly added?: readonly string[];
  readonly sameAs?: number;
};

const groups: readonly { readonly outcome: Line['outcome']; readonly title: string }[] = [
  { outcome: 'refused', title: 'Refused' },
  { outcome: 'taken', title: 'Taken' },
  { outcome: 'merged', title: 'Merged with a source that was there' },
  { outcome: 'known', title: 'There already' },
  { outcome: 'left', title: 'Left out' },
];

/** What became of every entry of an imported text, the refused ones first. */
export function ImportLines({ lines, unit }: { readonly lines: readonly Line[]; readonly unit: string }) {
  return groups
    .map(({ outcome, title }) => ({ title, outcome, own: lines.filter((line) => line.outcome === outcome) }))
    .filter(({ own }) => own.length > 0)
    .map(({ title, outcome, own }) => (
      <section key={outcome} className="stack" aria-labelledby={`outcome-${outcome}`}>
        <h2 id={`outcome-${outcome}`}>
          {title} ({own.length})
        </h2>
        <ul className="plain-list lines">
          {own.map((line) => (
            <li key={`${line.line} ${line.name} ${line.title}`} className="stack-tight">
              <Entry line={line} unit={unit} />
            </li>
          ))}
        </ul>
      </section>
    ));
}

function Entry({ line, unit }: { readonly line: Line; readonly unit: string }) {
  const { sourceId, key, title, name } = line;
  const words = title || name || 'Without a name';
  return (
    <>
      <p>
        {sourceId ? (
          <a href={`/desk/sources/${sourceId}`}>
            <bdi>{words}</bdi>
          </a>
        ) : (
          <bdi>{words}</bdi>
        )}{' '}
        <span className="small muted">
          {unit} {line.line}
          {name === '' ? '' : `, ${name}`}
          {key === undefined ? '' : ` → ${key}`}
        </span>
      </p>
      <p className="small">{saidOf(line)}</p>
      {line.warnings.length > 0 ? (
        <details className="small">
          <summary>{count(line.warnings.length, 'remark')}</summary>
          <ul>
            {line.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function saidOf({ outcome, because, added, sameAs }: Line): string {
  if (outcome === 'refused') return because ?? '';
  if (outcome === 'merged') return `It got ${fieldWords(added ?? [])}. What it said before stands.`;
  return sameAs === undefined ? '' : `The same as the entry at ${sameAs}.`;
}
