import { describe, expect, it } from 'vitest';
import { afterUndo, type Done } from '@/components/editor/sections/undo-stack';

const seqs = (numbers: Record<string, number>) =>
  Object.entries(numbers).map(([sectionId, seq]) => ({ sectionId, seq }));
type Numbers = { readonly headSeq: number; readonly texts?: Record<string, number> };

const change = (from: Numbers, to: Numbers): Done => ({
  ...{ said: 'Done.', focus: 'x' },
  from: { headSeq: from.headSeq, sections: seqs(from.texts ?? {}) },
  way: { kind: 'structure', checkpointId: 'c', headSeq: to.headSeq, sections: seqs(to.texts ?? {}) },
});
const back = (headSeq: number, texts: Record<string, number> = {}) => ({ headSeq, sections: seqs(texts) });

describe('what can be taken back after something was taken back', () => {
  it('the change before it, under the new numbers', () => {
    const first = change({ headSeq: 1, texts: { a: 3 } }, { headSeq: 2, texts: { a: 4, b: 1 } });
    const second = change({ headSeq: 2, texts: { a: 4 } }, { headSeq: 3, texts: { a: 5 } });
    const [kept] = afterUndo([first], second, back(4, { a: 6 }));
    expect(kept?.way).toMatchObject({ headSeq: 4, sections: seqs({ a: 6, b: 1 }) });
  });

  it('not one whose text was written in between: that would be lost', () => {
    const first = change({ headSeq: 1, texts: { a: 3 } }, { headSeq: 2, texts: { a: 4 } });
    const second = change({ headSeq: 2, texts: { a: 7 } }, { headSeq: 3, texts: { a: 8 } });
    expect(afterUndo([first], second, back(4, { a: 9 }))).toEqual([]);
  });

  it('after the order was changed by somebody else in between, the old number stays, and the server refuses it', () => {
    const first = change({ headSeq: 1 }, { headSeq: 2 });
    const second = change({ headSeq: 5 }, { headSeq: 6 });
    expect(afterUndo([first], second, back(7))[0]?.way).toMatchObject({ headSeq: 2 });
  });

  it('several, one after the other, with a new heading between them', () => {
    const moved = change({ headSeq: 1 }, { headSeq: 2 });
    const raised = change({ headSeq: 2 }, { headSeq: 3 });
    const renamed: Done = {
      ...change({ headSeq: 3, texts: { a: 4 } }, { headSeq: 3 }),
      way: { kind: 'rename', sectionId: 'a', heading: 'A' },
    };
    const removed = change({ headSeq: 3 }, { headSeq: 4 });
    const first = afterUndo([moved, raised, renamed], removed, back(5));
    const second = afterUndo(first.slice(0, 2), first[2] ?? removed, back(5, { a: 6 }));
    expect(second.map(({ way }) => way)).toMatchObject([{ headSeq: 2 }, { headSeq: 5 }]);
    const third = afterUndo(second.slice(0, 1), second[1] ?? removed, back(6));
    expect(third[0]?.way).toMatchObject({ headSeq: 6 });
  });

  it('a new heading, as ever', () => {
    const renamed: Done = {
      ...change({ headSeq: 1 }, { headSeq: 1 }),
      way: { kind: 'rename', sectionId: 'a', heading: 'A' },
    };
    expect(afterUndo([renamed], change({ headSeq: 1 }, { headSeq: 2 }), back(3))[0]?.way).toEqual(renamed.way);
  });
});
