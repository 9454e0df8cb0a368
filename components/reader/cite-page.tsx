import type { ReactNode } from 'react';
import { Document } from '@/components/reader/document';
import { articlePath, versionPath, type Site } from '@/components/reader/view';
import {
  apaOwnVersion,
  chicagoOwnVersion,
  houseOwnVersion,
  mlaOwnVersion,
  type OwnVersion,
} from '@/lib/domain/citation/own-version';
import type { Reference } from '@/lib/domain/citation/reference';

/** How to cite one version: the record of it, and what reference managers read. */
export type CiteView = {
  readonly slug: string;
  readonly own: OwnVersion;
  readonly isLive: boolean;
  readonly bibtex: string;
  readonly ris: string;
};

const styles: readonly (readonly [name: string, write: (own: OwnVersion) => Reference])[] = [
  ['Plain', houseOwnVersion],
  ['APA 7', apaOwnVersion],
  ['Chicago 17, author-date', chicagoOwnVersion],
  ['MLA 9', mlaOwnVersion],
];

/** One version in several styles and formats, always by its permanent address. */
export function CitePage({ view, site }: { readonly view: CiteView; readonly site: Site }) {
  const { slug, own, isLive, bibtex, ris } = view;
  const permanent = versionPath(slug, own.number);
  return (
    <Document site={site} title={`Cite ${own.title}, version ${own.number}`} canonical={articlePath(slug)} noindex>
      <h1>
        Cite “<bdi>{own.title}</bdi>”, version {own.number}
      </h1>
      <p>
        This version has the permanent address <a href={permanent}>{site.origin + permanent}</a>. It always shows this
        text, whatever changes later. If you use a fact, please cite the source that we cite as well.
      </p>
      <h2>This version, permanent (recommended)</h2>
      {styles.map(([name, write]) => (
        <Style key={name} name={name} id={name.split(/[ ,]/u, 1)[0]?.toLowerCase() ?? name}>
          <p className="citebox" dir="auto">
            <Runs reference={write(own)} />
          </p>
        </Style>
      ))}
      <Style name="BibTeX" id="bibtex">
        <Block text={bibtex} label="BibTeX" href={`${permanent}.bib`} />
      </Style>
      <Style name="RIS" id="ris">
        <Block text={ris} label="RIS" href={`${permanent}.ris`} />
      </Style>
      <h2>Always the newest</h2>
      <p>
        {isLive
          ? 'This address shows whatever the article says when somebody follows it. Name the day on which you read it.'
          : 'The article is not live any more, so there is no newest version to cite.'}
      </p>
      {isLive && (
        <p className="citebox" dir="auto">
          “<bdi>{own.title}</bdi>”. <bdi>{own.siteName}</bdi>. {site.origin + articlePath(slug)}.
        </p>
      )}
    </Document>
  );
}

function Style({ name, id, children }: { readonly name: string; readonly id: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{name}</h3>
      {children}
    </section>
  );
}

function Runs({ reference: { nodes } }: { readonly reference: Reference }) {
  return nodes.map(({ text, italic, isolate }, at) => {
    const words = isolate ? <bdi>{text}</bdi> : text;
    const key = `${at}-${text}`;
    return italic ? <i key={key}>{words}</i> : <span key={key}>{words}</span>;
  });
}

type BlockProps = { readonly text: string; readonly label: string; readonly href: string };

function Block({ text, label, href }: BlockProps) {
  return (
    <>
      {/* Wide records scroll, and a scrolled box has to be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="citebox" tabIndex={0} role="group" aria-label={label} dir="ltr">
        {text}
      </pre>
      <p className="meta">
        <a href={href}>Download {label}</a>
      </p>
    </>
  );
}
