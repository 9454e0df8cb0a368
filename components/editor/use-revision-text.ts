import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Draft, Saved } from '@/components/editor/save/autosave';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import type { OutlineEntry } from '@/lib/domain/article';
import type { Head } from '@/lib/domain/merge/head';
import type { Body } from '@/lib/domain/prose/body';
import { emptyBody } from '@/lib/domain/prose/builder';
import { citationIds } from '@/lib/domain/prose/text';

export type EditorSection = {
  readonly sectionId: string;
  readonly level: number;
  readonly heading: string;
  readonly body: Body;
  readonly seq: number;
  readonly isChanged: boolean;
  readonly isNew: boolean;
  /** False for a text that this program does not understand: it is read, never written. */
  readonly isUnderstood: boolean;
};

/** What the server says of a revision's text. */
export type ServerText = {
  readonly headSeq: number;
  readonly head: Head;
  readonly sections: readonly EditorSection[];
};

type Ahead = { readonly headSeq: number; readonly head: Head; readonly outline: readonly OutlineEntry[] };
type Texts = Readonly<Record<string, Draft & { readonly seq: number }>>;

/**
 * The text of a revision on the page: what the server rendered, and on top of it what was saved here since. Each part
 * yields as soon as the server shows one that is as new, so that others' changes appear with every refresh.
 */
export function useRevisionText(server: ServerText) {
  const [texts, setTexts] = useState<Texts>({});
  const [added, setAdded] = useState<readonly EditorSection[]>([]);
  const [mine, setMine] = useState<Ahead | null>(null);
  const ahead = mine && mine.headSeq > server.headSeq ? mine : null;
  const { head, headSeq } = ahead ?? server;
  const sections = useMemo(() => {
    const known = new Map([...added, ...server.sections].map((section) => [section.sectionId, section]));
    return (ahead?.outline ?? server.sections).flatMap(({ sectionId, level }) => {
      const section = known.get(sectionId);
      const text = texts[sectionId];
      if (!section) return [];
      return [text && text.seq > section.seq ? { ...section, ...text, level, isChanged: true } : { ...section, level }];
    });
  }, [server.sections, added, ahead, texts]);
  const outline = sections.map(({ sectionId, level }) => ({ sectionId, level }));

  return {
    ...{ head, headSeq, sections, outline },
    saveText: (sectionId: string, { heading, body }: Draft, { seq }: Saved) =>
      setTexts((now) => ({ ...now, [sectionId]: { heading, body, seq } })),
    saveHead: (next: Head, seq: number) => setMine({ headSeq: seq, head: next, outline }),
    saveOutline: (next: readonly OutlineEntry[], seq: number) => setMine({ headSeq: seq, head, outline: next }),
    add: (after: string, section: Pick<EditorSection, 'sectionId' | 'heading' | 'level'>, seq: number) => {
      const { sectionId, level } = section;
      const fresh = {
        ...section,
        body: emptyBody(sectionId),
        seq: 1,
        isChanged: true,
        isNew: true,
        isUnderstood: true,
      };
      setAdded((now) => [...now, fresh]);
      const next = outline.flatMap((entry) => (entry.sectionId === after ? [entry, { sectionId, level }] : [entry]));
      setMine({ headSeq: seq, head, outline: next });
    },
  };
}

/** Keeps the numbers of the sources in the order of the text, the one that is being written included. */
export function useNumbering(book: CitationBook, sections: readonly EditorSection[]) {
  const writing = useRef<{ readonly sectionId: string; readonly body: Body } | null>(null);
  const follow = useCallback(() => {
    const { current } = writing;
    const bodies = sections.map(({ sectionId, body }) => (current?.sectionId === sectionId ? current.body : body));
    book.follow(bodies.flatMap(citationIds));
  }, [book, sections]);
  useEffect(follow, [follow]);
  return {
    onDraft: (sectionId: string, body: Body) => {
      writing.current = { sectionId, body };
      follow();
    },
    onClosed: () => {
      writing.current = null;
      follow();
    },
  };
}
