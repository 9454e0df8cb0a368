import { LocalTime } from '@/components/desk/local-time.client';
import { Pill } from '@/components/sources/pill';
import { linkSigns, verdictSigns } from '@/components/sources/words';
import { typeName } from '@/lib/domain/citation/csl';
import { type Verdict, verdictWords, whileCiting } from '@/lib/domain/citation/library/reliability';
import { type LinkState, linkStateWords } from '@/lib/domain/citation/links';

type Line = {
  readonly id: string;
  readonly type: string;
  readonly reference: string;
  readonly stub: boolean;
  readonly retracted: boolean;
  readonly uses: number;
  readonly hasAddress: boolean;
  readonly linkState: LinkState;
  readonly checkedAt: string | null;
  readonly snapshots: number;
  readonly reliability: { readonly verdict: Verdict; readonly reason: string } | null;
};

/** Sources with their kind, their use in live text, and what is known of their addresses. */
export function LibraryTable({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <div className="table-wrap" role="group" aria-label="Sources" tabIndex={0}>
      <table>
        <caption className="visually-hidden">Sources, the last changed first</caption>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Kind</th>
            <th scope="col" className="number">
              Citations
            </th>
            <th scope="col">Address</th>
            <th scope="col">Checked</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row" className="reference">
                <a href={`/desk/sources/${line.id}`}>
                  <bdi>{line.reference}</bdi>
                </a>
                <Marks line={line} />
              </th>
              <td>{typeName(line.type)}</td>
              <td className="number">{line.uses}</td>
              {line.hasAddress ? (
                <>
                  <td>
                    <Pill said={linkSigns[line.linkState]}>{linkStateWords[line.linkState]}</Pill>
                  </td>
                  <td>{line.checkedAt ? <LocalTime at={line.checkedAt} /> : 'Never'}</td>
                </>
              ) : (
                <td className="muted" colSpan={2}>
                  None
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Marks({ line }: { readonly line: Line }) {
  const { reliability, stub, retracted, snapshots } = line;
  const isNamed = reliability !== null && whileCiting[reliability.verdict] !== 'quiet';
  if (!stub && !retracted && !isNamed && snapshots === 0) return null;
  return (
    <span className="row small">
      {stub ? <Pill said={{ sign: '!', tone: 'warn' }}>named in the text, not yet described</Pill> : null}
      {retracted ? <Pill said={{ sign: '✗', tone: 'danger' }}>retracted</Pill> : null}
      {isNamed ? <Pill said={verdictSigns[reliability.verdict]}>{verdictWords[reliability.verdict]}</Pill> : null}
      {snapshots > 0 ? <Pill said={{ sign: '●', tone: '' }}>snapshot kept</Pill> : null}
    </span>
  );
}
