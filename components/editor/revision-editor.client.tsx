'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useReducer, useRef, useState, useSyncExternalStore } from 'react';
import type { Stored } from '@/components/editor/save/autosave';
import { LinkBook, type LinkTarget } from '@/components/editor/insert/link-book';
import { CitationBook } from '@/components/editor/cite/citation-book';
import type { CitationLine } from '@/components/editor/cite/citation-line';
import { correctedIn } from '@/components/editor/cite/card/take-corrected';
import { WaitingCitations } from '@/components/editor/cite/offline/waiting-list.client';
import { keepTrying, pendingOnDevice } from '@/components/editor/cite/offline/pending';
import type { Kept } from '@/components/editor/save/device/journal';
import { KeptTexts } from '@/components/editor/save/panels/kept-texts.client';
import type { SignInWays } from '@/components/editor/save/panels/sign-in-dialog.client';
import { HeadForm } from '@/components/editor/head-form.client';
import { OutlineList } from '@/components/editor/sections/outline-list.client';
import { SectionMenu } from '@/components/editor/sections/section-menu.client';
import { UndoBar } from '@/components/editor/sections/undo-bar.client';
import { type Structure, useStructure } from '@/components/editor/sections/use-structure';
import { SectionEditor } from '@/components/editor/section-editor.client';
import {
  type EditorSection,
  type RevisionText,
  useNumbering,
  useRevisionText,
} from '@/components/editor/writing/use-revision-text';
import { WrittenSection } from '@/components/editor/written-section';
import { useAsk } from '@/components/ui/ask.client';
import { useHydrated } from '@/components/ui/use-hydrated';
import { count } from '@/components/words';
import { relevel } from '@/lib/domain/slug';
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
  /** The articles that the text leads to, as far as readers find them. */
  readonly leadsTo: readonly LinkTarget[];
  /** Who has written here, to name them. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly mayEdit: boolean;
  readonly because: string;
  /** Approvals that an edit dismisses, of all and by section: said before the first one. */
  readonly approvals: { readonly all: number; readonly bySection: Readonly<Record<string, number>> };
  readonly openSection: string | null;
};

/** The article as readers see it, with one section at a time open for writing in place. */
export function RevisionEditor(props: Props) {
  const { number, articleId, me, signIn, mayEdit, because } = props;
  const text = useRevisionText(props);
  const { sections, head, headSeq } = text;
  const book = useBook(props.citations, `${me}:${number}`);
  const links = useLinks(props.leadsTo);
  const numbering = useNumbering(book, sections, head.facts);
  const desk = useDesk(props);
  const structure = useStructure({ number, me, text, settle: desk.settle, focus: desk.focus });
  const nameOf = ({ savedById }: Stored) => props.people.find(({ id }) => id === savedById)?.name;

  const page = { number, articleId, me, signIn, book, links, text, numbering, desk, structure, nameOf };
  const shown = relevel(sections.map(({ level }) => level));
  return (
    <div className="stack-wide writing" data-ready={desk.isReady}>
      {mayEdit ? null : <p className="notice info">{because}</p>}
      <KeptTexts {...{ number, me, sections, mayEdit }} label={(id) => book.label(id)} onUse={desk.goOn} />
      {desk.isReady ? (
        <WaitingCitations
          {...{ book, sections }}
          isOpen={desk.isOpen}
          onOpen={mayEdit ? (id) => void desk.openFor(id, false) : null}
        />
      ) : null}
      {mayEdit ? <HeadDetails page={page} head={head} headSeq={headSeq} /> : null}
      {mayEdit && sections.length > 1 ? (
        <OutlineList sections={sections} title={head.title} structure={structure} />
      ) : null}
      <p role="status" className="small">
        {desk.said}
      </p>
      {desk.question}
      {sections.map((section, at) => (
        <WrittenSection
          key={section.sectionId}
          section={section}
          shown={shown[at] ?? 6}
          title={section.heading || (at === 0 ? head.title : 'Section without a heading')}
          label={(id) => book.label(id)}
          isWanted={(slug) => links.isWanted(slug)}
          editor={
            desk.isOpen(section.sectionId) ? <OpenSection page={page} section={section} isLead={at === 0} /> : null
          }
          menu={
            mayEdit ? (
              <SectionMenu {...{ number, section, structure }} outline={text.outline} splitPlace={null} />
            ) : null
          }
          mayOpen={mayEdit && desk.isReady}
          isOpenable={mayEdit}
          onOpen={(isAlso) => void desk.openFor(section.sectionId, isAlso)}
        />
      ))}
      {mayEdit ? <UndoBar structure={structure} /> : null}
    </div>
  );
}

type Page = {
  readonly number: number;
  readonly articleId: string;
  readonly me: string;
  readonly signIn: SignInWays;
  readonly book: CitationBook;
  readonly links: LinkBook;
  readonly text: RevisionText;
  readonly numbering: ReturnType<typeof useNumbering>;
  readonly desk: ReturnType<typeof useDesk>;
  readonly structure: Structure;
  readonly nameOf: (stored: Stored) => string | undefined;
};
/** Title and facts, folded; the fold says when a source of a fact has another record since. */
function HeadDetails({ page, head, headSeq }: { readonly page: Page; readonly head: Head; readonly headSeq: number }) {
  const { number, me, book, text } = page;
  const cited = head.facts.flatMap(({ citations }) => citations);
  const older = correctedIn(cited, book).length;
  return (
    <details>
      <summary>
        Title, facts, related titles
        {older > 0 ? <> · {count(older, 'source')} of facts with another record now</> : null}
      </summary>
      <HeadForm
        {...{ number, me, headSeq, head, book }}
        onSaved={(saved, answer) => text.saveHead(saved, answer.headSeq)}
      />
    </details>
  );
}

type PartProps = { readonly page: Page; readonly section: EditorSection };

function OpenSection({ page, section, isLead }: PartProps & { readonly isLead: boolean }) {
  const { number, articleId, me, signIn, book, links, text, numbering, desk, structure, nameOf } = page;
  const { sectionId } = section;
  return (
    <SectionEditor
      {...{ number, articleId, me, signIn, section, isLead, book, links, nameOf }}
      sections={text.sections}
      kept={desk.kept?.sectionId === sectionId ? desk.kept : null}
      onDraft={(body) => numbering.onDraft(sectionId, body)}
      onSaved={(draft, saved) => text.saveText(sectionId, draft, saved)}
      onMerged={desk.refresh}
      onDone={() => {
        numbering.onClosed(sectionId);
        desk.close(sectionId);
      }}
      register={(finish) => desk.register(sectionId, finish)}
      outline={text.outline}
      structure={structure}
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

/** Where the links of this text lead, shared by all that shows them on this page. */
function useLinks(leadsTo: readonly LinkTarget[]): LinkBook {
  const [links] = useState(() => new LinkBook(leadsTo));
  useSyncExternalStore(links.subscribe, links.snapshot, links.snapshot);
  useEffect(() => links.learn(leadsTo), [links, leadsTo]);
  return links;
}

/** Which sections are open, what was said last, and where the focus goes next. */
function useDesk({ mayEdit, approvals, openSection }: Props) {
  const router = useRouter();
  const isReady = useHydrated();
  const [open, setOpen] = useState<readonly string[]>(
    mayEdit && approvals.all === 0 && openSection ? [openSection] : [],
  );
  const [kept, setKept] = useState<Kept | null>(null);
  const [said, say] = useState('');
  const [warned, setWarned] = useState<readonly string[]>([]);
  const focus = useFocus();
  const closers = useRef(new Map<string, () => Promise<boolean>>());
  const asking = useAsk('Edit', 'Leave it');
  /** Asks once whether an edit (of this section, or of all) may dismiss approvals. */
  async function mayChange(sectionId = ''): Promise<boolean> {
    const lost = sectionId ? (approvals.bySection[sectionId] ?? 0) : approvals.all;
    if (lost === 0 || warned.includes(sectionId)) return true;
    if (!(await asking.ask(`This dismisses ${count(lost, 'approval')}.`))) return false;
    setWarned((now) => [...now, sectionId]);
    return true;
  }
  /** Saves and closes those of them that are open. */
  async function closeAll(sectionIds: readonly string[]): Promise<boolean> {
    for (const id of sectionIds) {
      const finish = closers.current.get(id);
      if (finish && !(await finish())) return false;
    }
    return true;
  }
  return {
    ...{ isReady, kept, said, focus, question: asking.dialog },
    isOpen: (sectionId: string) => open.includes(sectionId),
    goOn: (found: Kept) => {
      setKept(found);
      say('');
      focus('');
      setOpen((now) => [...now.filter((one) => one !== found.sectionId), found.sectionId]);
    },
    refresh: () => router.refresh(),
    settle: async (sectionIds: readonly string[]) => (await mayChange()) && closeAll(sectionIds),
    register: (sectionId: string, finish: () => Promise<boolean>) => {
      closers.current.set(sectionId, finish);
      return () => void closers.current.delete(sectionId);
    },
    /** Opens one section; what else is open is saved and closed, unless it is to be open beside it. */
    openFor: async (sectionId: string, isAlso: boolean) => {
      if (!(await mayChange(sectionId))) return;
      if (!isAlso && !(await closeAll(open))) return say('The open section is not saved yet. It stays open.');
      say('');
      focus('');
      setOpen((now) => (isAlso ? [...now, sectionId] : [sectionId]));
    },
    close: (sectionId: string) => {
      setOpen((now) => now.filter((one) => one !== sectionId));
      setKept((now) => (now?.sectionId === sectionId ? null : now));
      focus(`edit-${sectionId}`);
      router.refresh();
    },
  };
}

/** Gives what puts the focus on the element of an id, now or as soon as it is there; the empty id asks for nothing. */
function useFocus(): (id: string) => void {
  const wanted = useRef('');
  const [, ask] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    const element = wanted.current ? document.getElementById(wanted.current) : null;
    if (!element) return;
    wanted.current = '';
    element.focus();
  });
  return (id) => {
    wanted.current = id;
    ask();
  };
}
