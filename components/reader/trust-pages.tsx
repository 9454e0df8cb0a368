import type { ReactNode } from 'react';
import { Document } from '@/components/reader/document';
import type { Site } from '@/components/reader/view';

type TextProps = {
  readonly site: Site;
  readonly path: string;
  readonly title: string;
  readonly children: ReactNode;
};

function TextPage({ site, path, title, children }: TextProps) {
  return (
    <Document site={site} title={title} canonical={path}>
      <h1>{title}</h1>
      {children}
      <nav aria-label="More about this site">
        <p className="links">
          <a href="/about">About</a> <a href="/about/editorial-policy">How articles are edited</a>{' '}
          <a href="/about/sourcing">How statements are sourced</a> <a href="/accessibility">Accessibility</a>
        </p>
      </nav>
    </Document>
  );
}

/** What the site is, what readers can rely on, and how its maps and timelines are made. */
export function AboutPage({ site }: { readonly site: Site }) {
  return (
    <TextPage site={site} path="/about" title={`About ${site.name}`}>
      <p>
        <bdi>{site.name}</bdi> holds reference articles about relations between countries.
      </p>
      <ul>
        <li>What you read is always a published version, approved by someone who did not write it.</li>
        <li>Numbers in the text lead to the source that a statement rests on, with the place in it.</li>
        <li>Each version keeps its own address for ever, so that what you cite stays true.</li>
        <li>Corrections are named as corrections, with what was wrong.</li>
        <li>
          Pages come from this site alone: nobody else is told what you read, and nothing is stored on your device.
        </li>
      </ul>
      <Publisher site={site} />
      <h2 id="maps">Maps</h2>
      <p>
        Outlines come from Natural Earth, which draws borders as they are controlled on the ground, not as anyone claims
        them. A border on a map is not a statement of ours on disputed territory. Small countries get a ring, so that
        they can be seen. There are no flags: those of some countries are contested in the very articles.
      </p>
      <h2 id="dates">Timelines</h2>
      <p>
        Dates are found in the text by rules, and each entry leads to its sentence. They are not checked by a person,
        and the page says so. Entries before 1900, and those without a year, stand in the list only.
      </p>
      <h2 id="software">Software</h2>
      <p>
        The site runs on Stet. <i>Stet</i>, “let it stand”, is the word that an editor writes beside text that is to be
        kept. Its data can be read by programs: see the <a href="/api/v1/openapi.json">description of the interface</a>.
      </p>
    </TextPage>
  );
}

function Publisher({ site: { publisher, licenceName, licenceUrl, contact } }: { readonly site: Site }) {
  return (
    <>
      {publisher !== '' && (
        <p>
          Published by <bdi>{publisher}</bdi>.
        </p>
      )}
      {licenceName !== '' && (
        <p>
          Texts are available under{' '}
          {licenceUrl === '' ? (
            licenceName
          ) : (
            <a href={licenceUrl} rel="license noopener">
              {licenceName}
            </a>
          )}
          .
        </p>
      )}
      {contact !== '' && (
        <p>
          Write to <a href={`mailto:${contact}`}>{contact}</a>. For an error in an article, use “Report an error on this
          page” below its text.
        </p>
      )}
    </>
  );
}

/** How a text comes to be published, and what happens when it was wrong. */
export function EditorialPolicyPage({ site }: { readonly site: Site }) {
  return (
    <TextPage site={site} path="/about/editorial-policy" title="How articles are edited">
      <h2>Two people for every change</h2>
      <p>
        An editor writes a revision. A reviewer approves it, and nobody who wrote any part of it can. The approval is of
        the exact text: if one sign changes afterwards, it no longer counts.
      </p>
      <h2>Kinds of change</h2>
      <dl>
        <dt>Correction</dt>
        <dd>
          Something that readers were told was wrong. Its note says what. See{' '}
          <a href="/updates/corrections">all corrections</a>.
        </dd>
        <dt>Update</dt>
        <dd>The article says more, or says something new.</dd>
        <dt>Wording only</dt>
        <dd>
          The same statements in better words. A change of a figure, a name or a source is not wording, unless the
          editor gives a reason, which is then public.
        </dd>
      </dl>
      <h2>Emergencies</h2>
      <p>
        In an emergency an administrator can publish without review. The page then says so, with the reason, and the
        version stays in the queue of the reviewers until someone else has approved it.
      </p>
      <h2>Nothing is changed silently</h2>
      <p>
        A published version is never altered and never deleted. Each one carries the fingerprint of the one before, so
        that anybody can check that the record is whole. When an article is withdrawn, its address says when and why,
        and its versions stay.
      </p>
      <h2>Reports of readers</h2>
      <p>
        Below each article you can report an error, without an account. Every report gets a number and an answer by an
        editor. If it leads to a correction, the list of corrections says so.
      </p>
    </TextPage>
  );
}

/** What a source number means, what is counted, and what becomes of sources that vanish. */
export function SourcingPage({ site }: { readonly site: Site }) {
  return (
    <TextPage site={site} path="/about/sourcing" title="How statements are sourced">
      <h2>Numbers in the text</h2>
      <p>
        A number behind a statement leads to its source in the list, with the place in it (a page, a chapter, a minute)
        and, where an editor copied them, the words that say so. “≠” between two numbers means that the sources
        disagree.
      </p>
      <h2>What is counted</h2>
      <p>
        A statement is a sentence of the article’s text. It counts as sourced when a source number stands in it or right
        behind it. Articles that were imported begin without sources, and say so until four of five statements have one,
        or until a reviewer has checked the text and says why the notice can go. “Show sourcing” marks each statement
        that still lacks one.
      </p>
      <h2>Facts beside the text</h2>
      <p>Only facts that an editor has confirmed are shown “At a glance”; each can carry its own source.</p>
      <h2>Sources that vanish</h2>
      <p>
        Where a copy was archived, the list names it with its date. When the original is gone, the title leads to the
        copy. An address that somebody else has taken over is never linked.
      </p>
      <h2>Citing us</h2>
      <p>
        Cite a version by its permanent address; each article offers it in several styles. If you use a fact, please
        cite the source that we cite as well.
      </p>
    </TextPage>
  );
}

/** How the pages serve people with different senses, hands and devices. */
export function AccessibilityPage({ site }: { readonly site: Site }) {
  return (
    <TextPage site={site} path="/accessibility" title="Accessibility">
      <p>These pages aim at WCAG 2.2, level AA.</p>
      <ul>
        <li>Every page works without scripts, with the keyboard alone, and from 320 pixels of width.</li>
        <li>Light and dark colours follow your system; contrast is at least 4.5 to 1 for text.</li>
        <li>Changes between versions are marked by underline and strike, never by colour alone.</li>
        <li>Every picture has its entries as a list of links beside it.</li>
        <li>Pages print with their sources and permanent address.</li>
      </ul>
      {site.contact !== '' && (
        <p>
          Something does not work for you? Write to <a href={`mailto:${site.contact}`}>{site.contact}</a>.
        </p>
      )}
    </TextPage>
  );
}
