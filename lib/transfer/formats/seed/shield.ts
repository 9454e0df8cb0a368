type Range = { readonly from: number; readonly to: number };

/** A block's text without its `<nowiki>` tags. In `mask`, of equal length, all that must not be read as notation is NUL. */
export type Shielded = {
  readonly text: string;
  readonly mask: string;
  /** The references, as ranges of the text as written. */
  readonly refs: readonly Range[];
  /** Where a character of `text` stood in the text as written. */
  readonly origin: (at: number) => number;
};

const opening = /<nowiki>|<ref(?=[\s>/])/gi;
const nowikiEnd = /<\/nowiki>/gi;
const refEnd = /<\/ref\s*>/gi;

function endOf(text: string, from: number, pattern: RegExp): Range | null {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match ? { from: match.index, to: match.index + match[0].length } : null;
}

/** End of the reference that begins at `from`: `<ref … />` or `<ref …> … </ref>`; -1 when it has none. */
function refClose(text: string, from: number): number {
  const tag = text.indexOf('>', from);
  if (tag > 0 && text[tag - 1] === '/') return tag + 1;
  return endOf(text, from, refEnd)?.to ?? -1;
}

class Shield {
  private readonly texts: string[] = [];
  private readonly masks: string[] = [];
  private readonly starts: { out: number; in: number }[] = [];
  readonly refs: Range[] = [];
  private length = 0;
  private nowikiOver = false;
  private refOver = false;

  constructor(private readonly written: string) {}

  run(): Shielded {
    let at = 0;
    let searched = 0;
    for (let open = endOf(this.written, 0, opening); open; open = endOf(this.written, searched, opening)) {
      const end = open.to - open.from === 8 ? this.nowiki(open, at) : this.ref(open, at);
      searched = end ?? open.to;
      at = end ?? at;
    }
    this.keep(at, this.written.length, false);
    return { text: this.texts.join(''), mask: this.masks.join(''), refs: this.refs, origin: this.origin };
  }

  private nowiki(open: Range, start: number): number | null {
    const close = this.nowikiOver ? null : endOf(this.written, open.to, nowikiEnd);
    this.nowikiOver = close === null;
    if (!close) return null;
    this.keep(start, open.from, false);
    this.keep(open.to, close.from, true);
    return close.to;
  }

  private ref(open: Range, start: number): number | null {
    const end = this.refOver ? -1 : refClose(this.written, open.from);
    this.refOver = end < 0;
    if (end < 0) return null;
    this.keep(start, open.from, false);
    this.keep(open.from, end, true);
    this.refs.push({ from: open.from, to: end });
    return end;
  }

  private keep(from: number, to: number, hidden: boolean): void {
    if (to <= from) return;
    const text = this.written.slice(from, to);
    this.texts.push(text);
    this.masks.push(hidden ? '\0'.repeat(text.length) : text);
    this.starts.push({ out: this.length, in: from });
    this.length += text.length;
  }

  private readonly origin = (at: number): number => {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle]?.out ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const start = this.starts[low];
    return start ? start.in + at - start.out : at;
  };
}

/** Takes `<nowiki>` off a text and hides its content and that of references from whoever looks for notation. Linear. */
export function shield(written: string): Shielded {
  return new Shield(written).run();
}

/** The text with the same length, but NUL where `<nowiki>` and references stand: for finding signs that part cells. */
export function maskOf(written: string): string {
  const parts: string[] = [];
  const over = { nowiki: false, ref: false };
  let at = 0;
  let searched = 0;
  for (let open = endOf(written, 0, opening); open; open = endOf(written, searched, opening)) {
    const kind = open.to - open.from === 8 ? 'nowiki' : 'ref';
    const end = over[kind] ? -1 : kind === 'ref' ? refClose(written, open.from) : nowikiClose(written, open.to);
    over[kind] = end < 0;
    searched = end < 0 ? open.to : end;
    if (end < 0) continue;
    parts.push(written.slice(at, open.from), '\0'.repeat(end - open.from));
    at = end;
  }
  parts.push(written.slice(at));
  return parts.join('');
}

const nowikiClose = (written: string, from: number): number => endOf(written, from, nowikiEnd)?.to ?? -1;
