import { actionWords, knownActions } from '@/components/admin/audit-words';
import { LocalTime } from '@/components/desk/local-time.client';

type Filter = Readonly<Partial<Record<'person' | 'action' | 'subject' | 'since' | 'until', string | undefined>>>;

/** Narrows the log: a plain form, so that its address can be kept. */
export function AuditFilterForm(props: {
  readonly filter: Filter;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}) {
  const { filter, people } = props;
  return (
    <form role="search" className="row" action="/admin/audit">
      <Choice name="person" label="Who" value={filter.person} options={people.map(({ id, name }) => [id, name])} />
      <Choice
        {...{ name: 'action', label: 'What was done', value: filter.action }}
        options={knownActions.map(({ value, label }) => [value, label])}
      />
      <span className="labelled">
        <label htmlFor="subject">Id or number</label>
        <input id="subject" name="subject" defaultValue={filter.subject} maxLength={100} className="short" />
      </span>
      <Day name="since" label="From (UTC)" value={filter.since} />
      <Day name="until" label="To (UTC)" value={filter.until} />
      <button type="submit">Show</button>
      {Object.values(filter).some(Boolean) ? <a href="/admin/audit">Show all</a> : null}
    </form>
  );
}

type Named = { readonly name: string; readonly label: string; readonly value: string | undefined };

function Choice({ name, label, value, options }: Named & { readonly options: readonly (readonly [string, string])[] }) {
  return (
    <span className="labelled">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={value}>
        <option value="">All</option>
        {options.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </span>
  );
}

function Day({ name, label, value }: Named) {
  return (
    <span className="labelled">
      <label htmlFor={name}>{label}</label>
      <input id={name} name={name} type="date" defaultValue={value} className="short" />
    </span>
  );
}

type Line = {
  readonly id: number;
  readonly at: string;
  readonly person: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly payload: unknown;
  readonly hash: string;
};

/** Entries of the log, newest first; details and hash unfold. */
export function AuditTable({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <div className="table-wrap" role="group" aria-label="Audit log" tabIndex={0}>
      <table>
        <caption className="visually-hidden">Audit log, the newest first</caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              No.
            </th>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">To what</th>
            <th scope="col">Details</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row" className="number">
                {line.id}
              </th>
              <td>
                <LocalTime at={line.at} />
              </td>
              <td>
                <bdi>{line.person}</bdi>
              </td>
              <td>{actionWords(line.action)}</td>
              <td>
                <Subject {...line} />
              </td>
              <td>
                <Details {...line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const places: Readonly<Record<string, string>> = { article: '/desk/articles/', source: '/desk/sources/' };

/** What something was done to, with a link where the desk has a page for it. */
function Subject({ subjectType, subjectId, payload }: Line) {
  const words = subjectType.replaceAll('_', ' ');
  const number = typeof payload === 'object' && payload !== null && 'number' in payload ? payload.number : null;
  if (subjectType === 'revision' && typeof number === 'number') {
    return <a href={`/desk/revisions/${number}`}>revision {number}</a>;
  }
  const place = places[subjectType];
  if (place !== undefined) return <a href={`${place}${subjectId}`}>{words}</a>;
  return (
    <>
      {words} <span className="small muted">{subjectId}</span>
    </>
  );
}

const Details = ({ id, payload, hash }: Line) => (
  <details>
    <summary>Details of {id}</summary>
    <pre className="small">{JSON.stringify(payload, null, 2)}</pre>
    <p className="small muted hash">SHA-256 {hash}</p>
  </details>
);
