'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Stored } from '@/components/editor/save/autosave';
import { CitationBook } from '@/components/editor/cite/citation-book';
import type { CitationLine } from '@/components/editor/cite/citation-line';
import { keepTrying, pendingOnDevice } from '@/components/editor/cite/offline/pending';
import type { Kept } from '@/components/editor/save/device/journal';
import { KeptTexts } from '@/components/editor/save/panels/kept-texts.client';
import type { SignInWays } from '@/components/editor/save/panels/sign-in-dialog.client';
import { HeadForm } from '@/components/editor/head-form.client';
import { OutlineActions } from '@/components/editor/outline-actions.client';
import { SectionEditor } from '@/components/editor/section-editor.client';
import { type EditorSection, useNumbering, useRevisionText } from '@/components/editor/use-revision-text';
import { WrittenSection } from '@/components/editor/written-section';
import { useHydrated } from '@/components/ui/use-hydrated';
import { count } from '@/components/words';
import type { Head } from '@/lib/domain/merge/head';

type Props = {
  readonly number: number;
  readonly articleId: string;
  /** Who writes. */
  readonly me: string;
  /** How one signs in here, over the page. */
  readonly signIn: SignInWays;
  readonly headSeq: number;
  readonly head: Head;
  readonly sections: readonly EditorSection[];
  readonly citations: readonly CitationLine[];
  /** Who has written here, to name them. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly mayEdit: boolean;
  readonly because: string;
  /** Approvals that an edit dismisses: said before the first one. */
  readonly approvals: number;
  readonly openSection: string | null;
};

/** The article as readers see it, with one section at a time open for writing in place. */
export function RevisionEditor(props: Props) {
  const { number, articleId, me, signIn, mayEdit, because } = props;
  const text = useRevisionText(props);
  const { sections, head, headSeq } = text;
  const book = useBook(props.citations, `${me}:${number}`);
  const numbering = useNumbering(book, sections);
  const desk = useDesk(props);
  const { open } = desk;
  const nameOf = ({ savedById }: Stored) => props.people.find(({ id }) => id === savedById)?.name;

  const page = { number, articleId, me, signIn, book, text, numbering, desk, nameOf };
  return (
    <div className="stack-wide writing" data-ready={desk.isReady}>
      {mayEdit ? null : <p className="notice info">{because}</p>}
      <KeptTexts {...{ number, me, sections, mayEdit }} label={(id) => book.label(id)} onUse={desk.goOn} />
      {mayEdit ? (
        <details>
          <summary>Title, facts, related titles</summary>
          <HeadForm
            number={number}
            me={me}
            headSeq={headSeq}
            head={head}
            onSaved={(saved, answer) => text.saveHead(saved, answer.headSeq)}
          />
        </details>
      ) : null}
      <p role="status" className="small">
        {desk.said}
      </p>
      {sections.map((section, at) => (
        <WrittenSection
          key={section.sectionId}
          section={section}
          title={section.heading || (at === 0 ? head.title : 'Section without a heading')}
          label={(id) => book.label(id)}
          editor={open === section.sectionId ? <OpenSection page={page} section={section} isLead={at === 0} /> : null}
          menu={mayEdit && open === null ? <Menu page={page} section={section} /> : null}
          mayOpen={mayEdit && desk.isReady && open === null}
          isOpenable={mayEdit}
          onOpen={() => desk.openFor(section.sectionId)}
        />
      ))}
    </div>
  );
}

type Page = {
  readonly number: number;
  readonly articleId: string;
  readonly me: string;
  readonly signIn: SignInWays;
  readonly book: CitationBook;
  readonly text: ReturnType<typeof useRevisionText>;
  readonly numbering: ReturnType<typeof useNumbering>;
  readonly desk: ReturnType<typeof useDesk>;
  readonly nameOf: (stored: Stored) => string | undefined;
};
type PartProps = { readonly page: Page; readonly section: EditorSection };

function OpenSection({ page, section, isLead }: PartProps & { readonly isLead: boolean }) {
  const { number, articleId, me, signIn, book, text, numbering, desk, nameOf } = page;
  const { sectionId } = section;
  return (
    <SectionEditor
      {...{ number, articleId, me, signIn, section, isLead, book, nameOf }}
      kept={desk.kept?.sectionId === sectionId ? desk.kept : null}
      onDraft={(body) => numbering.onDraft(sectionId, body)}
      onSaved={(draft, saved) => text.saveText(sectionId, draft, saved)}
      onMerged={desk.refresh}
      onDone={() => {
        numbering.onClosed();
        desk.close(sectionId);
      }}
    />
  );
}

function Menu({ page, section }: PartProps) {
  const { number, text, desk } = page;
  const { sectionId } = section;
  return (
    <OutlineActions
      {...{ number, section }}
      headSeq={text.headSeq}
      outline={text.outline}
      onOutline={(next, answer, said) => {
        text.saveOutline(next, answer.headSeq);
        desk.say(said);
        const isThere = next.some((entry) => entry.sectionId === sectionId);
        desk.focus(`more-${isThere ? sectionId : (next.at(-1)?.sectionId ?? '')}`);
      }}
      onAdded={(after, added, answer) => {
        text.add(after, added, answer.headSeq);
        desk.show(added.sectionId);
      }}
    />
  );
}

/** Numbers by source in order of first use, shared by all that shows them on this page. */
function useBook(citations: readonly CitationLine[], whose: string): CitationBook {
  const [book] = useState(() => new CitationBook(citations, pendingOnDevice(whose)));
  useEffect(() => keepTrying(book.pending), [book]);
  useSyncExternalStore(book.subscribe, book.snapshot, book.snapshot);
  useEffect(() => book.learn(citations), [book, citations]);
  return book;
}

/** Which section is open, what was said last, and where the focus goes next. */
function useDesk({ mayEdit, approvals, openSection }: Props) {
  const router = useRouter();
  const isReady = useHydrated();
  const [open, setOpen] = useState<string | null>(mayEdit && approvals === 0 ? openSection : null);
  const [kept, setKept] = useState<Kept | null>(null);
  const [said, say] = useState('');
  const [target, setTarget] = useState<{ readonly id: string } | null>(null);
  const [isWarned, setWarned] = useState(false);
  useEffect(() => {
    if (target) document.getElementById(target.id)?.focus();
  }, [target]);
  const show = (sectionId: string) => {
    say('');
    setTarget(null);
    setOpen(sectionId);
  };
  const focus = (id: string) => setTarget({ id });
  return {
    ...{ isReady, open, kept, said, say, show, focus },
    goOn: (found: Kept) => {
      setKept(found);
      show(found.sectionId);
    },
    refresh: () => router.refresh(),
    openFor: (sectionId: string) => {
      const question = `This dismisses ${count(approvals, 'approval')}. Edit all the same?`;
      if (approvals > 0 && !isWarned && !window.confirm(question)) return;
      setWarned(true);
      show(sectionId);
    },
    close: (sectionId: string) => {
      setOpen(null);
      setKept(null);
      focus(`edit-${sectionId}`);
      router.refresh();
    },
  };
}
