import { cardId } from '@/components/reader/article/compose';
import { count } from '@/components/words';
import type { CslItem, FrozenCitation } from '@/lib/domain/citation/citation';
import { typeName } from '@/lib/domain/citation/csl';
import { formatLocators, houseReference, type ReferenceNode } from '@/lib/domain/citation/house';
import { sourceLinks } from '@/lib/domain/citation/links';
import type { CiteMark, SourceEntry, SubEntry, Use } from '@/lib/domain/citation/numbering';

/** A reference as runs: the title is the link, the spelled-out address is for print. */
export function ReferenceText({ csl, locator }: { readonly csl: CslItem; readonly locator?: string }) {
  const { nodes } = houseReference(csl, locator ? { locator } : {});
  return nodes.map((node, at) => <Run key={`${at}-${node.text}`} node={node} />);
}

function Run({ node }: { readonly node: ReferenceNode }) {
  if (node.printOnly) return <span className="url">{node.text}</span>;
  const words = node.isolate ? <bdi lang={node.lang}>{node.text}</bdi> : node.text;
  const styled = node.italic ? <cite>{words}</cite> : words;
  if (!node.href) return styled;
  return (
    <a href={node.href} {...outward}>
      {styled}
    </a>
  );
}

/** Links to other people's pages: no hint to search engines, no address of ours told. */
const outward = { rel: 'external noopener nofollow ugc', referrerPolicy: 'no-referrer' } as const;

/** What became of the source's address, and the other address it can be read at (sources-and-import.md A7). */
export function LinkState({ csl }: { readonly csl: CslItem }) {
  const { second, note } = sourceLinks(csl);
  return (
    <>
      {note && <span className="meta">({note})</span>}{' '}
      {second && (
        <span className="meta">
          (
          <a href={second.href} {...outward}>
            {second.words}
          </a>
          )
        </span>
      )}
    </>
  );
}

/** The sources of a version in the order of their numbers, each with links back to its uses. */
export function SourceList({ entries }: { readonly entries: readonly SourceEntry[] }) {
  if (entries.length === 0) return <p>No sources yet.</p>;
  return (
    <ol className="refs">
      {entries.map((entry) => (
        <Entry key={entry.anchor} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { readonly entry: SourceEntry }) {
  const { citation, number } = entry;
  return (
    <li id={entry.anchor}>
      {entry.formerAnchors.map((anchor) => (
        <span key={anchor} id={anchor} />
      ))}
      <span>
        <ReferenceText csl={citation.csl} locator={entry.locators} /> <LinkState csl={citation.csl} />
      </span>{' '}
      <span className="meta">
        {typeName(citation.csl.type)}
        {citation.stub && ', not fully described yet'} ·{' '}
        <a href={`/sources/${entry.sourceId}`} aria-label={`About source ${number}`}>
          About this source
        </a>
      </span>{' '}
      {entry.reasons.map((reason) => (
        <span key={reason} className="meta" dir="auto">
          Deprecated source; cited because: {reason}{' '}
        </span>
      ))}
      {entry.uses.length > 0 && <Back uses={entry.uses} label={String(number)} />}
      {entry.parts.length > 0 && (
        <ul>
          {entry.parts.map((part) => (
            <Part key={part.label} part={part} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Part({ part }: { readonly part: SubEntry }) {
  return (
    <li>
      <span className="num">{part.label}</span> <bdi>{part.locators}</bdi> <Back uses={part.uses} label={part.label} />
    </li>
  );
}

function Back({ uses, label }: { readonly uses: readonly Use[]; readonly label: string }) {
  return (
    <span className="back">
      Used in:{' '}
      {uses.map((use, at) => (
        <a key={use.anchor} href={`#${use.anchor}`} aria-label={`Back to use ${at + 1} of source ${label}`}>
          {use.letter}
        </a>
      ))}
    </span>
  );
}

/** One card per citation: what it is, its place and its words. Opens on hover and focus where the browser can; never the only place of anything. */
export function SourceCards({ marks }: { readonly marks: readonly CiteMark[] }) {
  const first = [...new Map(marks.toReversed().map((mark) => [mark.citationId, mark])).values()].toReversed();
  return first.map((mark) => <Card key={mark.citationId} mark={mark} uses={usesOf(marks, mark)} />);
}

const usesOf = (marks: readonly CiteMark[], { target }: CiteMark) =>
  marks.filter((mark) => mark.target === target).length;

function Card({ mark, uses }: { readonly mark: CiteMark; readonly uses: number }) {
  const { citation } = mark;
  return (
    <div popover="hint" id={cardId(mark.citationId)} className="card">
      <b>Source {mark.label}</b>
      {citation.supports === 'disputes' && <p>Sources disagree here.</p>}
      {citation.supports === 'partly' && <p>It says part of this.</p>}
      <p>
        {citation.prefix && <bdi>{citation.prefix} </bdi>}
        {houseReference(citation.csl, { locator: formatLocators(citation.locators) }).text}
        {citation.suffix && <bdi> {citation.suffix}</bdi>}
      </p>
      <Quote citation={citation} />
      {citation.note && <p dir="auto">{citation.note}</p>}
      <p className="meta">
        {typeName(citation.csl.type)} · used {count(uses, 'time')} here
      </p>
    </div>
  );
}

/** The source's own words; those in another language with what they say. */
function Quote({ citation: { quote, quoteLanguage, quoteTranslation } }: { readonly citation: FrozenCitation }) {
  if (quote === '') return null;
  return (
    <p>
      <q dir="auto" lang={quoteLanguage}>
        {quote}
      </q>
      {quoteTranslation && (
        <>
          {' '}
          (<q dir="auto">{quoteTranslation}</q>)
        </>
      )}
    </p>
  );
}
