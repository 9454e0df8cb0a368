import type { Metadata } from 'next';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { PreviewFrame } from '@/components/desk/preview/preview-frame';
import { PreviewLinks } from '@/components/desk/preview/preview-links.client';
import { getPreviewScreen } from '@/lib/revisions/queries/preview';
import { requireActor } from '@/lib/web/actor';
import { numberParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Preview' };

type Props = {
  readonly params: Promise<{ number: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PreviewPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const screen = await shown(getPreviewScreen(actor, numberParam((await params).number)));
  return (
    <div className="stack-wide">
      <RevisionFrame frame={screen} tab="preview" />
      {screen.publishedAs === null ? (
        <PreviewFrame number={screen.number} width={(await searchParams)['width']} />
      ) : (
        <p className="notice info">
          This revision was published.{' '}
          <a href={`/articles/${screen.slug}/versions/${screen.publishedAs}`}>See version {screen.publishedAs}</a>
        </p>
      )}
      <section className="stack" aria-labelledby="links">
        <h2 id="links">Links for people without an account</h2>
        <PreviewLinks number={screen.number} links={screen.links} isOver={screen.isOver} />
      </section>
    </div>
  );
}
