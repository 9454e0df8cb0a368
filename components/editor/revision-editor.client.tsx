'use client';

import { useEffect, useMemo, useState } from 'react';
import type { CitationLabels } from '@/components/editor/citation-view';
import { type Head, HeadForm } from '@/components/editor/head-form.client';
import { OutlineActions } from '@/components/editor/outline-actions.client';
import { ReadBody } from '@/components/prose/read-body';
import { SectionEditor } from '@/components/editor/section-editor.client';
import type { Body } from '@/lib/domain/prose/body';
import { emptyBody } from '@/lib/domain/prose/builder';

export type EditorSection = {
  readonly sectionId: string;
  readonly level: number;
  readonly heading: string;
  readonly body: Body;
  readonly seq: number;
  readonly isChanged: boolean;
  readonly isNew: boolean;
};

type Props = {
  readonly number: number;
  readonly headSeq: number;
  readonly head: Head;
  readonly sections: readonly EditorSection[];
  readonly citations: readonly { readonly id: string; readonly sourceId: string; readonly reference: string }[];
  readonly mayEdit: boolean;
  readonly because: string;
  /** Approvals that an edit dismisses: said before the first one. */
  readonly approvals: number;
  readonly openSection: string | null;
};

/** The article as readers see it, with one section at a time open for writing in place. */
export function RevisionEditor(props: Props) {
  const { number, mayEdit, because, approvals, openSection } = props;
  const [head, setHead] = useState(props.head);
  const [headSeq, setHeadSeq] = useState(props.headSeq);
  const [sections, setSections] = useState(props.sections);
  const [open, setOpen] = useState<string | null>(mayEdit && approvals === 0 ? openSection : null);
  const labels = useLabels(props.citations);
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);

  const outline = sections.map(({ sectionId, level }) => ({ sectionId, level }));
  const update = (sectionId: string, part: Partial<EditorSection>) =>
    setSections((now) => now.map((section) => (section.sectionId === sectionId ? { ...section, ...part } : section)));
  const openFor = (sectionId: string) => {
    const question = `This dismisses ${approvals} approval${approvals === 1 ? '' : 's'}. Edit all the same?`;
    if (approvals === 0 || window.confirm(question)) setOpen(sectionId);
  };
  return (
    <div className="stack-wide writing" data-ready={isReady}>
      {mayEdit ? null : <p className="notice info">{because}</p>}
      {mayEdit ? (
        <details>
          <summary>Title, facts, related titles</summary>
          <HeadForm
            key={headSeq}
            number={number}
            headSeq={headSeq}
            head={head}
            onSaved={(saved, answer) => {
              setHead(saved);
              setHeadSeq(answer.headSeq);
            }}
          />
        </details>
      ) : null}
      {sections.map((section, at) => (
        <section
          key={section.sectionId}
          className="written"
          aria-labelledby={`h-${section.sectionId}`}
          data-open={open === section.sectionId}
        >
          <div className="row-between">
            <h2 id={`h-${section.sectionId}`} data-level={section.level}>
              <bdi>{section.heading || (at === 0 ? head.title : 'Section without a heading')}</bdi>
            </h2>
            <div className="row">
              {section.isChanged ? <span className="pill info">Changed</span> : null}
              {mayEdit && open !== section.sectionId ? (
                <button
                  type="button"
                  className="small"
                  disabled={!isReady || open !== null}
                  onClick={() => openFor(section.sectionId)}
                >
                  Edit section <span className="visually-hidden">{section.heading || 'Summary'}</span>
                </button>
              ) : null}
              {mayEdit && open === null ? (
                <OutlineActions
                  number={number}
                  headSeq={headSeq}
                  outline={outline}
                  section={section}
                  onOutline={(next, answer) => {
                    setHeadSeq(answer.headSeq);
                    setSections((now) => reorder(now, next));
                  }}
                  onAdded={(after, heading, answer) => {
                    setHeadSeq(answer.headSeq);
                    setSections((now) => insertAfter(now, after, { ...fresh(answer.sectionId), heading }));
                    setOpen(answer.sectionId);
                  }}
                />
              ) : null}
            </div>
          </div>
          {open === section.sectionId ? (
            <SectionEditor
              number={number}
              section={section}
              isLead={at === 0}
              labels={labels}
              onSaved={({ heading, body }, { seq }) =>
                update(section.sectionId, { heading, body, seq, isChanged: true })
              }
              onDone={() => setOpen(null)}
            />
          ) : (
            <ReadBody body={section.body} label={(id) => String(labels.get(id)?.number ?? '?')} />
          )}
        </section>
      ))}
    </div>
  );
}

/** Numbers by source in order of first use, shared by all editors of the page. */
function useLabels(citations: Props['citations']): CitationLabels {
  return useMemo(() => {
    const numbers = new Map<string, number>();
    const labels: CitationLabels = new Map();
    for (const { id, sourceId, reference } of citations) {
      const number = numbers.get(sourceId) ?? numbers.size + 1;
      numbers.set(sourceId, number);
      labels.set(id, { number, reference });
    }
    return labels;
    // Once per page: new citations are added to the map as they are made.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}

const fresh = (sectionId: string): EditorSection => ({
  sectionId,
  level: 2,
  heading: '',
  body: emptyBody(sectionId),
  seq: 1,
  isChanged: true,
  isNew: true,
});

function insertAfter(sections: readonly EditorSection[], after: string, section: EditorSection): EditorSection[] {
  return sections.flatMap((one) =>
    one.sectionId === after ? [one, { ...section, level: Math.max(2, one.level) }] : [one],
  );
}

function reorder(
  sections: readonly EditorSection[],
  outline: readonly { sectionId: string; level: number }[],
): EditorSection[] {
  return outline.flatMap(({ sectionId, level }) => {
    const section = sections.find((one) => one.sectionId === sectionId);
    return section ? [{ ...section, level }] : [];
  });
}
