'use client';

import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { SourceFields } from '@/components/sources/form/source-fields';
import { CitationCard } from '@/components/editor/cite/card/citation-card';
import { StatementChoice } from '@/components/editor/cite/card/statement-choice.client';
import type { CitationPlace } from '@/components/editor/cite/citation-view';
import { CiteBox } from '@/components/editor/cite/cite-box.client';
import { PlaceFields } from '@/components/editor/cite/place-fields';
import { ReliabilityLine } from '@/components/editor/cite/reliability-line';
import { type Cite, useCite } from '@/components/editor/cite/use-cite';
import type { CiteOptions } from '@/components/editor/cite/use-insertion';
import { CandidateTable } from '@/components/sources/exchange/candidate-table';
import { FormError } from '@/components/ui/form-error';
import { count } from '@/components/words';
import { citingWords } from '@/lib/domain/citation/library/uses';
import { whileCiting } from '@/lib/domain/citation/library/reliability';
import type { Body } from '@/lib/domain/prose/body';
import { formatNames } from '@/lib/domain/citation/read/sources';

/** A citation: known sources or new ones, the place in them, and the words that say so. Beside the text where there is room. */
export function CiteDialog({ onClose, onSaid, mark: opened, ...others }: CiteOptions) {
  const [mark, setMark] = useState(opened);
  const rest = { ...others, mark };
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const isWide = window.matchMedia('(min-width: 80rem)').matches;
    dialog.current?.[isWide ? 'show' : 'showModal']();
  }, []);
  const close = () => dialog.current?.close();
  const cite = useCite({ ...rest, onSaid, onClose: close });
  useFocusOnStep(cite);
  function submit(event: FormEvent) {
    event.preventDefault();
    void cite.submit();
  }
  function leave() {
    cite.keep();
    onClose();
  }
  /** A sheet beside the text is no modal dialog: the browser does not close it by itself. */
  function onKey(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    close();
    rest.editor.view.focus();
  }
  return (
    <dialog ref={dialog} className="cite-sheet" aria-labelledby="cite-title" onClose={leave} onKeyDown={onKey}>
      <form className="stack" onSubmit={submit} noValidate>
        <Head cite={cite} options={rest} onMoved={setMark} />
        <Source cite={cite} number={rest.number} />
        <Use cite={cite} />
        <FormError message={cite.error?.message ?? null} issues={cite.draft ? [] : (cite.error?.issues ?? [])} />
        <Buttons cite={cite} close={close} />
      </form>
    </dialog>
  );
}

/** After a source was chosen the place is asked for; after it was put back, the box has the focus again. */
function useFocusOnStep({ chosen, draft, isChange }: Cite): void {
  const step = chosen ? 'cite-value' : draft ? 'source-type' : 'source-search';
  const before = useRef(isChange ? step : '');
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    document.getElementById(step)?.focus();
  }, [step]);
}

type HeadProps = {
  readonly cite: Cite;
  readonly options: Pick<CiteOptions, 'editor' | 'mark' | 'book'>;
  readonly onMoved: (mark: CitationPlace) => void;
};

function Head({ cite, options, onMoved }: HeadProps) {
  const { editor, mark, book } = options;
  const line = mark ? book.line(mark.id) : undefined;
  const refused = book.pending.all.filter((one) => one.refused !== null);
  return (
    <>
      <h2 id="cite-title">{cite.isChange ? 'Change this source' : 'Where does this come from?'}</h2>
      <StatementChoice editor={editor} mark={mark} onMoved={onMoved} />
      {line ? <CitationCard line={line} statements={statementsCiting(editor, line.id)} /> : null}
      {cite.isRestored && (cite.text !== '' || cite.draft) ? (
        <p className="small">
          What you typed before is still here.{' '}
          <button type="button" className="small" onClick={cite.startOver}>
            Start over
          </button>
        </p>
      ) : null}
      {refused.map(({ order, refused: because }) => (
        <p key={order.citeId} className="notice warn">
          <bdi>{order.source.reference}</bdi> could not go in: {because}{' '}
          <button type="button" className="small" onClick={() => book.pending.drop(order.citeId)}>
            Throw away
          </button>
        </p>
      ))}
      <p role="status" className="small">
        {cite.said}
      </p>
    </>
  );
}

const statementsCiting = (editor: CiteOptions['editor'], id: string) =>
  citingWords(editor.getJSON() as unknown as Body).flatMap(({ text, citations }) =>
    citations.includes(id) ? [text] : [],
  );

function Source({ cite, number }: { readonly cite: Cite; readonly number: number }) {
  const { chosen, draft, decision, error } = cite;
  if (draft) return <SourceFields draft={draft} issues={error?.issues ?? []} onChange={cite.setDraft} />;
  if (chosen) {
    return (
      <p>
        Chosen: <bdi>{chosen.reference}</bdi>{' '}
        <button type="button" className="small" onClick={cite.searchAgain}>
          Choose another source
        </button>
      </p>
    );
  }
  return (
    <>
      <CiteBox
        text={cite.text}
        words={decision.is === 'words' ? decision.words : null}
        number={number}
        cited={cite.cited}
        known={cite.known}
        onText={cite.setText}
        onChoose={cite.choose}
        onDescribe={decision.is === 'records' ? () => void cite.submit() : cite.describe}
      />
      <Decided cite={cite} />
    </>
  );
}

/** What the box made of a text that is no search. */
function Decided({ cite }: { readonly cite: Cite }) {
  const { decision, known, rows } = cite;
  if (decision.is === 'wrong') {
    return (
      <p className="notice warn" role="status">
        {decision.message}
      </p>
    );
  }
  if (decision.is === 'identifier' && !known) {
    return (
      <div className="stack-tight">
        <p role="status">
          <bdi>{decision.name}</bdi> is not among your sources yet. Title and who published it are enough.
        </p>
        <div>
          <button type="button" onClick={cite.describe}>
            Describe this source
          </button>
        </div>
      </div>
    );
  }
  if (decision.is !== 'records') return null;
  return (
    <>
      <p role="status">
        {count(decision.candidates.length, 'source')} in this {formatNames[decision.format]}.
      </p>
      <CandidateTable caption="Sources found" rows={rows} onChoose={cite.pick} />
    </>
  );
}

const picked = ({ rows }: Cite) => rows.filter(({ value, choices }) => choices.length > 0 && value !== 'leave').length;

/** What is said of the use: its place and words, and why a source of ill repute is used. */
function Use({ cite }: { readonly cite: Cite }) {
  const { chosen, draft, use, error } = cite;
  if (!chosen && !draft && picked(cite) !== 1) return null;
  return (
    <>
      <ReliabilityLine
        reliability={chosen?.reliability ?? null}
        isAsked={error?.issues.some(({ where }) => where === 'reliabilityReason') ?? false}
        reason={use.reliabilityReason}
        onReason={(reliabilityReason) => cite.setUse({ ...use, reliabilityReason })}
      />
      <PlaceFields use={use} onChange={cite.setUse} />
    </>
  );
}

function Buttons({ cite, close }: { readonly cite: Cite; readonly close: () => void }) {
  const { isChange, draft, chosen, isBusy } = cite;
  const many = chosen || draft ? 1 : picked(cite);
  const isBarred = chosen?.reliability ? whileCiting[chosen.reliability.verdict] === 'refused' : false;
  const isOff = isBusy || many === 0 || isBarred;
  return (
    <div className="row">
      <button type="submit" className="primary" disabled={isOff}>
        {isChange ? 'Save the change' : many > 1 ? `Insert ${many} sources` : 'Insert'}
      </button>
      {isChange ? null : (
        <button type="button" disabled={isOff} onClick={() => void cite.submit(true)}>
          Insert and cite another
        </button>
      )}
      {draft ? (
        <button type="button" onClick={cite.searchAgain}>
          Choose a known source
        </button>
      ) : null}
      {isChange ? (
        <button type="button" className="danger" onClick={cite.remove}>
          Remove from the text
        </button>
      ) : null}
      <button type="button" onClick={close}>
        Keep writing
      </button>
    </div>
  );
}
