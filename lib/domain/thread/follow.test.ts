import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anchorOf, occurrences } from '@/lib/domain/thread/anchor';
import { follow, type Followed, placeOf } from '@/lib/domain/thread/follow';

type Texts = ReadonlyMap<string, string>;
const text = 'The treaty was signed in March. It was kept for ten years.';
const on = (words: string, about: Partial<Followed> = {}): Followed => {
  const from = text.indexOf(words);
  return { ...anchorOf(text, from, from + words.length), sectionId: 'a', side: 'now', standing: '', ...about };
};
const shown = (texts: Texts, thread: Followed) => {
  const now = texts.get(thread.sectionId) ?? '';
  const { state, from, to } = placeOf(now, thread);
  return `${thread.sectionId} ${state}${from === undefined ? '' : `: ${now.slice(from, to)}`}`;
};

test('a thread goes on with what was made of its words, change after change, and finds the words themselves again', () => {
  const steps = [
    ['The treaty was signed in April. It was kept for ten years.', 'a changed: signed in April'],
    ['The pact was signed in April. It held for long.', 'a changed: signed in April'],
    ['A pact was signed in late April of the year. It held.', 'a changed: signed in late April of the year'],
    ['A pact was signed in March. It held.', 'a exact: signed in March'],
  ] as const;
  let thread = on('signed in March');
  for (const [now, expected] of steps) {
    const texts = new Map([['a', now]]);
    thread = follow(texts, thread);
    expect(shown(texts, thread)).toBe(expected);
    expect(thread.quote).toBe('signed in March');
  }
});

test('a sentence that was written anew around other neighbours is found by its words', () => {
  const texts = new Map([['a', 'Long before, nothing. In March the treaty was finally signed by both. Then war.']]);
  const thread = on('The treaty was signed in March.');
  expect(shown(texts, thread)).toBe('a changed: In March the treaty was finally signed by both.');
});

test('words that are cut keep their place, and are found in the section where they are pasted', () => {
  const cut = new Map([
    ['a', 'The treaty was. It was kept for ten years.'],
    ['b', 'Other.'],
  ]);
  const orphan = follow(cut, on('signed in March'));
  expect(shown(cut, orphan)).toBe('a removed: ');
  const pasted = new Map([...cut, ['b', 'Other things were signed in March, too.']]);
  expect(shown(pasted, follow(pasted, orphan))).toBe('b exact: signed in March');
});

test('a word that was cut is not taken for the same word elsewhere', () => {
  const texts = new Map([['a', 'The treaty signed in March. It was kept, and was broken.']]);
  expect(shown(texts, on('was', { ...anchorOf(text, 11, 14) }))).toMatch(/^a removed/u);
});

test('deleted words stay deleted where they stood, whatever stands elsewhere, until they are put back', () => {
  const deleted: Followed = {
    quote: 'reportedly',
    prefix: 'The treaty was ',
    suffix: 'signed in March. It was kept',
    sectionId: 'a',
    side: 'before',
    standing: '',
  };
  const elsewhere = new Map([['a', `${text} It was reportedly broken.`]]);
  expect(shown(elsewhere, deleted)).toBe('a removed: ');
  expect(placeOf(elsewhere.get('a') ?? '', follow(elsewhere, deleted)).from).toBe('The treaty was '.length);
  const back = new Map([['a', text.replace('was signed', 'was reportedly signed')]]);
  const changed = new Map([['a', 'A pact was, so to say, reportedly signed in May. It held.']]);
  expect(shown(changed, follow(changed, deleted))).toBe('a exact: reportedly');
  expect(shown(back, follow(back, deleted))).toBe('a exact: reportedly');
});

/* Random editing: cut and paste in the same and in other sections, undo, rewrite, join, split, restore. */
type Doc = readonly { readonly id: string; readonly sentences: readonly string[] }[];
const textsOf = (doc: Doc): Texts => new Map(doc.map(({ id, sentences }) => [id, sentences.join(' ')]));
const at = (doc: Doc, id: number) => doc[id % doc.length];
const withSentences = (doc: Doc, id: string, sentences: readonly string[]): Doc =>
  doc.map((section) => (section.id === id ? { id, sentences } : section));

type State = { readonly doc: Doc; readonly clipboard: string; readonly past: readonly Doc[]; readonly made: number };
type Step = { readonly what: number; readonly x: number; readonly y: number };
const deeds: readonly ((state: State, x: number, y: number) => Partial<State>)[] = [
  function cut({ doc }, x, y) {
    const section = at(doc, x);
    const clipboard = section?.sentences[y % (section.sentences.length || 1)];
    if (!section || clipboard === undefined) return {};
    return {
      clipboard,
      doc: withSentences(doc, section.id, section.sentences.toSpliced(section.sentences.indexOf(clipboard), 1)),
    };
  },
  function paste({ doc, clipboard }, x, y) {
    const section = at(doc, x);
    if (!section || clipboard === '') return {};
    return {
      doc: withSentences(
        doc,
        section.id,
        section.sentences.toSpliced(y % (section.sentences.length + 1), 0, clipboard),
      ),
    };
  },
  function rewrite({ doc, made }, x, y) {
    const section = at(doc, x);
    const old = section?.sentences[y % (section.sentences.length || 1)];
    if (!section || old === undefined) return {};
    const words = old.split(' ');
    const fresh = words.toSpliced(y % words.length, 1 + (x % 3), `new${made}`).join(' ');
    return {
      made: made + 1,
      doc: withSentences(
        doc,
        section.id,
        section.sentences.map((one) => (one === old ? fresh : one)),
      ),
    };
  },
  function join({ doc }, x) {
    const [first, second] = [doc[x % doc.length], doc[(x % doc.length) + 1]];
    if (!first || !second) return {};
    const sentences = [...first.sentences, ...second.sentences];
    return { doc: doc.filter((one) => one !== second).map((one) => (one === first ? { id: one.id, sentences } : one)) };
  },
  function split({ doc, made }, x, y) {
    const section = at(doc, x);
    if (!section) return {};
    const place = y % (section.sentences.length + 1);
    const rest = { id: `s${made}`, sentences: section.sentences.slice(place) };
    const cutOff = withSentences(doc, section.id, section.sentences.slice(0, place));
    return { made: made + 1, doc: cutOff.toSpliced(doc.indexOf(section) + 1, 0, rest) };
  },
  ({ past }) => ({ doc: past.at(-1) ?? [] }),
  ({ past }, x) => ({ doc: past[x % past.length] ?? [] }),
];

const sentence = fc
  .array(fc.constantFrom('oil', 'the', 'Syria', 'said', 'plan', 'both', 'sides', 'signed', 'March'), {
    minLength: 2,
    maxLength: 7,
  })
  .map((words) => `${words.join(' ')}.`);
const document = fc
  .array(fc.array(sentence, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })
  .map((sections): Doc => sections.map((sentences, n) => ({ id: `s-${n}`, sentences })));
const steps = fc.array(fc.record({ what: fc.nat(deeds.length - 1), x: fc.nat(20), y: fc.nat(20) }), { maxLength: 25 });

function threadsOn(doc: Doc, wanted: readonly (readonly [number, number, number])[]): Followed[] {
  return wanted.flatMap(([x, from, length]): Followed[] => {
    const section = at(doc, x);
    const words = section?.sentences.join(' ') ?? '';
    const start = from % (words.length || 1);
    const made = anchorOf(words, start, start + 1 + length);
    return section && made.quote.trim() ? [{ ...made, sectionId: section.id, side: 'now', standing: '' }] : [];
  });
}

/** Words that stand once in the whole text hold their thread. */
function expectAnchored(texts: Texts, thread: Followed): void {
  const places = [...texts].map(([id, words]) => ({ id, count: occurrences(words, thread.quote) }));
  const held = places.filter(({ count }) => count > 0);
  if (held.length !== 1 || held[0]?.count !== 1) return;
  const words = texts.get(held[0].id) ?? '';
  const { from, to } = placeOf(words, thread);
  expect(thread.sectionId).toBe(held[0].id);
  expect(words.slice(from, to)).toBe(thread.quote);
}

test('E25, E26: no thread is lost by cutting, pasting, undoing, rewriting, joining, splitting and restoring', () => {
  const wanted = fc.array(fc.tuple(fc.nat(5), fc.nat(60), fc.nat(40)), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(document, wanted, steps, (doc, places, history: readonly Step[]) => {
      let state: State = { doc, clipboard: '', past: [doc], made: 0 };
      let threads = threadsOn(doc, places);
      const quotes = threads.map(({ quote }) => quote);
      for (const { what, x, y } of history) {
        const next = deeds[what]?.(state, x, y) ?? {};
        state = { ...state, ...next, past: [...state.past, state.doc] };
        const texts = textsOf(state.doc);
        threads = threads.map((thread) => follow(texts, thread));
        expect(threads.map(({ quote }) => quote)).toEqual(quotes);
        for (const thread of threads) expectAnchored(texts, thread);
      }
    }),
    { numRuns: 400 },
  );
});
