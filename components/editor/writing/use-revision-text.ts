import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Draft, Saved } from '@/components/editor/save/autosave';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { citedInOrder, type Fact, type OutlineEntry } from '@/lib/domain/article';
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
type Numbered = Draft & { readonly seq: number };
type Texts = Readonly<Record<string, Numbered>>;

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
  const numbers = useNumbers(headSeq, sections);

  return {
    ...{ head, headSeq, sections, outline, ...numbers },
    saveText: (sectionId: string, { heading, body }: Draft, { seq }: Pick<Saved, 'seq'>) => {
      numbers.keep(sectionId, { heading, body, seq });
      setTexts((now) => ({ ...now, [sectionId]: { heading, body, seq } }));
    },
    saveHead: (next: Head, seq: number) => {
      numbers.learn({ headSeq: seq });
      setMine({ headSeq: seq, head: next, outline });
    },
    saveOutline: (next: readonly OutlineEntry[], seq: number) => {
      numbers.learn({ headSeq: seq });
      setMine({ headSeq: seq, head, outline: next });
    },
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
      numbers.learn({ headSeq: seq, sections: [{ sectionId, seq: 1 }] });
      const next = outline.flatMap((entry) => (entry.sectionId === after ? [entry, { sectionId, level }] : [entry]));
      setMine({ headSeq: seq, head, outline: next });
    },
  };
}

export type RevisionText = ReturnType<typeof useRevisionText>;

type Learned = {
  readonly headSeq?: number;
  readonly sections?: readonly { readonly sectionId: string; readonly seq: number }[];
};

/** The newest numbers and texts that this page knows of, also between two renderings: what the next write has to name. */
function useNumbers(headSeq: number, sections: readonly EditorSection[]) {
  const newest = useRef({ headSeq: 0, seqs: new Map<string, number>(), sections, kept: new Map<string, Numbered>() });
  const learn = useCallback(({ headSeq: seq = 0, sections: found = [] }: Learned) => {
    const { current } = newest;
    current.headSeq = Math.max(current.headSeq, seq);
    for (const one of found) {
      current.seqs.set(one.sectionId, Math.max(current.seqs.get(one.sectionId) ?? 0, one.seq));
    }
  }, []);
  useEffect(() => {
    newest.current.sections = sections;
    learn({ headSeq, sections });
  }, [learn, headSeq, sections]);
  const textOf = (id: string): Numbered => {
    const shown = newest.current.sections.find(({ sectionId }) => sectionId === id);
    const kept = newest.current.kept.get(id);
    if (kept && kept.seq > (shown?.seq ?? -1)) return kept;
    return shown ?? { heading: '', body: emptyBody(id), seq: 0 };
  };
  return {
    ...{ learn, textOf },
    keep: (sectionId: string, text: Numbered) => {
      newest.current.kept.set(sectionId, text);
      learn({ sections: [{ sectionId, seq: text.seq }] });
    },
    headSeqNow: () => newest.current.headSeq,
    seqNow: (sectionId: string) => newest.current.seqs.get(sectionId) ?? 0,
    headingOf: (sectionId: string) => textOf(sectionId).heading,
  };
}

/** Keeps the numbers of the sources in the order of the text, the one that is being written included. */
export function useNumbering(book: CitationBook, sections: readonly EditorSection[], facts: readonly Fact[]) {
  const writing = useRef(new Map<string, Body>());
  const follow = useCallback(() => {
    const texts = sections.map(({ sectionId, heading, body }) => ({
      heading,
      body: writing.current.get(sectionId) ?? body,
    }));
    // Facts that readers do not see come last: their sources are named by a number here, too.
    book.follow([...citedInOrder({ facts, sections: texts }), ...facts.flatMap(({ citations }) => citations)]);
  }, [book, sections, facts]);
  useEffect(follow, [follow]);
  return {
    onDraft: (sectionId: string, body: Body) => {
      const before = writing.current.get(sectionId);
      writing.current.set(sectionId, body);
      // Most keys change no citation: then no other section is looked at.
      if (!before || citationIds(before).join() !== citationIds(body).join()) follow();
    },
    onClosed: (sectionId: string) => {
      writing.current.delete(sectionId);
      follow();
    },
  };
}
