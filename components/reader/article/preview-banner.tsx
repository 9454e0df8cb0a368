import { Banner, Day } from '@/components/reader/article/version-banner';
import type { Standing, VersionLine } from '@/components/reader/view';
import { kindWords } from '@/components/words';

type Props = { readonly standing: Extract<Standing, { is: 'preview' }>; readonly version: VersionLine };

/** Above a revision that is read before it is published: that readers do not see it, and what they will be told. */
export function PreviewBanner({ standing: { revision, until }, version }: Props) {
  return (
    <Banner label="Preview" tone="warn">
      <p>
        Preview of revision {revision}. Readers do not see this. It would be version {version.number}, and its text can
        still change.
        {until !== null && (
          <>
            {' '}
            This link works until <Day iso={until} />, or until the revision is published or given up.
          </>
        )}
      </p>
      {version.changeNote !== '' && (
        <p>
          Readers will be told: <bdi>{version.changeNote}</bdi>{' '}
          <span className="meta">({kindWords[version.kind].word})</span>
        </p>
      )}
    </Banner>
  );
}
