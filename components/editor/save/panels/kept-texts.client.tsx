'use client';

import { useEffect, useState } from 'react';
import type { Kept } from '@/components/editor/save/device/journal';
import { toOffer } from '@/components/editor/save/meet';
import { CopyText, DownloadText } from '@/components/editor/save/panels/take-text.client';
import { journal, leftBehind } from '@/components/editor/save/device/writer';
import type { EditorSection } from '@/components/editor/writing/use-revision-text';
import { ProseDiff } from '@/components/prose/diff';
import { send, SendError } from '@/components/send';
import { checkpointEndpoint } from '@/lib/contract/revisions';
import type { Article } from '@/lib/domain/article';
import { diffRevisions } from '@/lib/domain/diff/revision';
import { plainText } from '@/lib/domain/prose/text';

type Props = {
  readonly number: number;
  readonly me: string;
  readonly sections: readonly EditorSection[];
  readonly mayEdit: boolean;
  readonly label: (citationId: string) => string;
  /** Opens the section with that text, to be saved on top of what the server has. */
  readonly onUse: (kept: Kept) => void;
};

const when = (at: string) => {
  const date = new Date(at);
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return `${day}, ${date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`;
};

/** Text that this person typed on this device and that never reached the server: offered, never used unasked. */
export function KeptTexts(props: Props) {
  const { number, me, sections } = props;
  const [found, setFound] = useState<readonly Kept[]>([]);
  useEffect(() => {
    void look(me, number, sections).then(setFound);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once a page: what comes later was typed on this page
  }, [me, number]);
  const gone = (kept: Kept) => setFound((now) => now.filter((one) => one !== kept));
  return found.map((kept) => (
    <KeptText key={`${kept.sectionId} ${kept.writer}`} {...props} kept={kept} onGone={() => gone(kept)} />
  ));
}

/** What is left of the journal; what the server has by now is taken out of it. */
async function look(me: string, number: number, sections: readonly EditorSection[]): Promise<Kept[]> {
  const left = await leftBehind(me, number);
  return left.flatMap((kept) => {
    const present = sections.find(({ sectionId }) => sectionId === kept.sectionId);
    const offer = toOffer(kept, present);
    if (!offer) void journal.drop(kept).catch(() => undefined);
    return offer ?? [];
  });
}

type OneProps = Props & { readonly kept: Kept; readonly onGone: () => void };

function KeptText({ kept, number, sections, mayEdit, label, onUse, onGone }: OneProps) {
  const [problem, setProblem] = useState('');
  const present = sections.find(({ sectionId }) => sectionId === kept.sectionId);
  const isUsable = mayEdit && present !== undefined && present.isUnderstood;
  /** The present text is kept in History first, so that using this one destroys nothing. */
  async function use() {
    try {
      await send(checkpointEndpoint, { number, label: 'Before text kept on a device was used' });
      onGone();
      onUse(kept);
    } catch (error) {
      setProblem(error instanceof SendError ? error.message : 'Something went wrong. Try again.');
    }
  }
  function throwAway() {
    if (!window.confirm('Throw this text away? It is only on this device.')) return;
    void journal.drop(kept).then(onGone, () => setProblem('This device did not let go of it. Try again.'));
  }
  return (
    <section className="notice warn stack" aria-label="Text kept on this device">
      <p>
        We found text from {when(kept.typedAt)} that never reached the server, in “
        <bdi>{present?.heading || kept.draft.heading || 'Summary'}</bdi>”.
      </p>
      <details>
        <summary>See what differs</summary>
        <ProseDiff diff={differenceOf(kept, present)} mode="inline" label={label} />
      </details>
      <div role="alert">{problem}</div>
      <div className="row">
        {isUsable ? (
          <button type="button" className="small" onClick={() => void use()}>
            Use it
          </button>
        ) : null}
        <CopyText text={() => plainText(kept.draft.body)} />
        <DownloadText text={() => plainText(kept.draft.body)} />
        <button type="button" className="small" onClick={throwAway}>
          Throw away
        </button>
      </div>
    </section>
  );
}

/** From what the server has to what was typed. */
function differenceOf(kept: Kept, present: EditorSection | undefined) {
  const { sectionId: id, draft } = kept;
  const article = ({ heading, body }: Kept['draft']): Article => ({
    ...{ title: '', facts: [], related: [], attribution: '' },
    sections: [{ id, level: 2, heading, body }],
  });
  return diffRevisions(present ? article(present) : null, article(draft));
}
