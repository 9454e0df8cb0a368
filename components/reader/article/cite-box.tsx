import { articlePath, versionPath, type ArticleView, type Site } from '@/components/reader/view';
import { houseOwnVersion, type OwnVersion } from '@/lib/domain/citation/own-version';

/** A version of an article as the styles of reference take it. */
export function ownVersionOf({ title, slug, version }: ArticleView, site: Site): OwnVersion {
  return {
    ...{ title, siteName: site.name, number: version.number, publishedAt: version.publishedAt },
    url: site.origin + versionPath(slug, version.number),
  };
}

/** How to cite this version, always by its permanent address. */
export function CiteBox({ view, site }: { readonly view: ArticleView; readonly site: Site }) {
  const { slug, version } = view;
  const exports = versionPath(slug, version.number);
  return (
    <>
      <h2 id="cite">Cite this page</h2>
      <p className="citebox" dir="auto">
        {houseOwnVersion(ownVersionOf(view, site)).text}
      </p>
      <p className="meta">
        This address always shows this version, whatever changes later.{' '}
        <a href={`${articlePath(slug)}/cite?version=${version.number}`}>Other styles</a> ·{' '}
        <a href={`${exports}.bib`}>BibTeX</a> · <a href={`${exports}.ris`}>RIS</a> ·{' '}
        <a href={`${exports}.csl.json`}>CSL-JSON</a> · <a href={`${exports}.md`}>Markdown</a> ·{' '}
        <a href={`${exports}.docx`}>Word</a> · <a href={`${exports}.epub`}>EPUB</a> ·{' '}
        <a href={`${exports}.json`}>JSON</a>
      </p>
    </>
  );
}
