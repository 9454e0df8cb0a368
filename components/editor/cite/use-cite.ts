import { useMemo, useRef, useState } from 'react';
import { cslOf, draftOf, type SourceDraft } from '@/components/sources/form/source-draft';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { filledIn, lookedUp } from '@/components/editor/cite/looked-up';
import { draftIssues } from '@/components/editor/cite/draft-issues';
import { emptyUse, sentUse, type UseDraft, useDraftOf } from '@/components/editor/cite/place-fields';
import { recordRows } from '@/components/editor/cite/record-rows';
import type { CiteSource } from '@/components/editor/cite/offline/send-citation';
import { type Choice, type Same, useSame } from '@/components/editor/cite/use-found';
import { type CiteOptions, useInsertion } from '@/components/editor/cite/use-insertion';
import { SendError } from '@/components/send';
import type { CandidateRow } from '@/components/sources/exchange/candidate-table';
import { houseReference } from '@/lib/domain/citation/house';
import { whileCiting } from '@/lib/domain/citation/library/reliability';
import { decideCite, type Decision } from '@/lib/domain/citation/read/decide';

type Typed = {
  readonly text: string;
  readonly chosen: Choice | null;
  readonly draft: SourceDraft | null;
  readonly use: UseDraft;
  /** What is chosen for each record of a pasted text. */
  readonly picks: ReadonlyMap<number, string>;
};
const nothing: Typed = { text: '', chosen: null, draft: null, use: emptyUse, picks: new Map() };

/** What was typed when the dialog was closed without putting anything in: it is there again when it opens. */
const unfinished = new WeakMap<CitationBook, Typed>();

/** What the dialog shows first. */
function firstTyped({ book, mark, text }: CiteOptions): Typed {
  if (text !== '') return { ...nothing, text };
  const line = mark ? book.line(mark.id) : undefined;
  if (!line) return unfinished.get(book) ?? nothing;
  const chosen = {
    id: line.sourceId,
    reference: line.reference,
    number: Number(book.label(line.id)),
    reliability: null,
  };
  return { ...nothing, chosen, use: useDraftOf(line) };
}

/** What the box made of the text, and what is known of it. */
type Looked = { readonly decision: Decision; readonly same: readonly Same[]; readonly rows: readonly CandidateRow[] };

/** The records of a pasted text that are chosen, known ones by their id. */
function chosenRecords({ decision, same, rows }: Looked): CiteSource[] {
  if (decision.is !== 'records') return [];
  return rows.flatMap(({ at, value }): CiteSource[] => {
    const match = same.find((one) => one.at === at);
    const csl = decision.candidates[at]?.csl;
    if (value === 'known' && match) return [match];
    return value === 'new' && csl ? [{ csl, stub: false, reference: houseReference(csl).text }] : [];
  });
}

/** The use with the words and places that came with the one record that is chosen, where it has none of its own. */
function withOwn(use: UseDraft, { decision, rows }: Looked): UseDraft {
  const at = rows.find(({ value }) => value !== 'leave')?.at ?? -1;
  const { quote, locators } = (decision.is === 'records' ? decision.candidates[at] : undefined) ?? {};
  const isBare = use.locators.every(({ value }) => value.trim() === '');
  return {
    ...use,
    ...(isBare && locators ? { locators } : {}),
    ...(use.quote === '' && quote !== undefined ? { quote: quote.slice(0, 1000) } : {}),
  };
}

/** Whether a source may be put in without a word about how far it can be relied on. */
function isQuiet({ reliability }: Choice): boolean {
  const demand = reliability ? whileCiting[reliability.verdict] : 'quiet';
  return demand === 'quiet' || demand === 'note';
}

/** The form for what was found: a number with its address, or words as the title. */
function draftFor(decision: Decision): SourceDraft {
  const csl = decision.is === 'identifier' ? (decision.candidate.csl ?? undefined) : undefined;
  const draft = draftOf(csl, false);
  return decision.is === 'words' ? { ...draft, title: decision.words } : draft;
}

/** What was typed, and what is known of it by now. */
function useTyped(options: CiteOptions) {
  const { book, mark } = options;
  const [typed, setTyped] = useState<Typed>(() => firstTyped(options));
  const [isRestored] = useState(() => mark === null && options.text === '' && unfinished.has(book));
  const decision = useMemo(() => decideCite(typed.text), [typed.text]);
  const cited = book.offered;
  const same = useSame(decision, typed.text, cited);
  const rows = decision.is === 'records' ? recordRows(decision.candidates, same, typed.picks) : [];
  const known = decision.is === 'identifier' ? (same.find(({ isSure }) => isSure) ?? null) : null;
  const change = (part: Partial<Typed> | ((now: Typed) => Partial<Typed>)) =>
    setTyped((now) => ({ ...now, ...(typeof part === 'function' ? part(now) : part) }));
  return { typed, isRestored, decision, cited, same, rows, known, change, reset: () => setTyped(nothing) };
}

/** The steps of the cite dialog: find or describe sources, name the place, make the citations, put them in. */
export function useCite(options: CiteOptions) {
  const { book, mark } = options;
  const { typed, change, reset, ...looked } = useTyped(options);
  const isDone = useRef(false);
  const insertion = useInsertion(options, (isMore) => {
    unfinished.delete(book);
    isDone.current = !isMore;
    if (isMore) reset();
  });

  /** The source of the form; null, with what is wrong, where it cannot be kept like this. */
  function described(draft: SourceDraft): CiteSource[] {
    const issues = draftIssues(draft);
    const { csl, stub } = cslOf(draft);
    if (issues.length === 0) return [{ csl, stub, reference: houseReference(csl).text }];
    insertion.setError(new SendError('invalid', 'Something is missing or cannot be read.', { issues }));
    return [];
  }
  async function submit(isMore = false): Promise<void> {
    const { chosen, draft, use } = typed;
    const sources = chosen ? [chosen] : draft ? described(draft) : chosenRecords(looked);
    const [, ...more] = sources;
    if (sources.length === 0) return;
    await insertion.insert(sources, sentUse(more.length > 0 ? emptyUse : withOwn(use, looked)), isMore);
  }
  function choose(choice: Choice, isQuick: boolean): void {
    insertion.clear();
    if (isQuick && !mark && isQuiet(choice)) void insertion.insert([choice], sentUse(emptyUse), false);
    else change({ chosen: choice, draft: null });
  }
  /** A number or an address may be known on the network: what comes fills what is empty by then. */
  async function askAround(): Promise<void> {
    const csl = looked.decision.is === 'identifier' ? looked.decision.candidate.csl : null;
    if (!csl) return;
    const { csl: found, said } = await lookedUp(csl);
    if (found) change(({ draft }) => (draft ? { draft: filledIn(draft, found, csl.type) } : {}));
    insertion.say(said);
  }
  const show = (part: Partial<Typed>) => {
    insertion.clear();
    change(part);
  };
  return {
    ...{ ...typed, ...looked, ...insertion, submit, choose },
    isChange: mark !== null,
    describe: () => {
      show({ chosen: null, draft: draftFor(looked.decision) });
      void askAround();
    },
    searchAgain: () => show({ chosen: null, draft: null }),
    setText: (text: string) => show({ text, picks: new Map() }),
    setDraft: (draft: SourceDraft) => change({ draft }),
    setUse: (use: UseDraft) => change({ use }),
    pick: (at: number, value: string) => change({ picks: new Map([...typed.picks, [at, value]]) }),
    startOver: () => {
      unfinished.delete(book);
      show(nothing);
    },
    /** Closed without putting anything in: what was typed is kept. */
    keep: () => {
      const isTyped = typed.text !== '' || typed.draft !== null || typed.use.quote !== '';
      if (!mark && isTyped && !isDone.current) unfinished.set(book, typed);
    },
  };
}

export type Cite = ReturnType<typeof useCite>;
