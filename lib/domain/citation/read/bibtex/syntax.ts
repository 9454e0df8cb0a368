/** An entry as it is written: lower-case type and field names, values with their LaTeX. */
export type BibEntry = {
  readonly line: number;
  readonly type: string;
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
  /** Words for a value that name no `@string`. */
  readonly unknown: readonly string[];
};
/** A place that cannot be read, and why. */
export type BibFault = { readonly line: number; readonly key: string; readonly because: string };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Signs of a value; `@string` words of `@string` words could make it any length. */
const longestValue = 100_000;
const depths: Readonly<Record<string, number>> = { '{': 1, '}': -1 };

class Fault extends Error {}

/** Scans a file from left to right. A new entry at the start of a line ends what was not closed before it. */
class Scanner {
  readonly entries: BibEntry[] = [];
  readonly faults: BibFault[] = [];
  private readonly macros = new Map(months.map((month, at) => [month, String(at + 1)]));
  private at = 0;
  private line = 1;
  private counted = 0;
  private key = '';
  private unknown: string[] = [];
  constructor(private readonly text: string) {}

  run(): void {
    for (let start = this.next(); start >= 0; start = this.next()) {
      const line = this.lineAt(start);
      this.key = '';
      this.unknown = [];
      try {
        this.entry(line);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        this.faults.push({ line, key: this.key, because: error.message });
        const following = this.text.slice(this.at).search(/\n[ \t]*@/u);
        this.at = following < 0 ? this.text.length : this.at + following;
      }
    }
  }

  /** Start of the next entry; -1 at the end. The place is then behind its "@". */
  private next(): number {
    const start = this.text.indexOf('@', this.at);
    this.at = start < 0 ? this.text.length : start + 1;
    return start;
  }

  private lineAt(place: number): number {
    for (; this.counted < place; this.counted += 1) if (this.text[this.counted] === '\n') this.line += 1;
    return this.line;
  }

  private skip(): void {
    for (;;) {
      const sign = this.text[this.at];
      if (sign === '%') while (this.at < this.text.length && this.text[this.at] !== '\n') this.at += 1;
      else if (sign !== undefined && /\s/u.test(sign)) this.at += 1;
      else return;
    }
  }

  private take(pattern: RegExp): string {
    const start = this.at;
    while (this.at < this.text.length && pattern.test(this.text[this.at] ?? '')) this.at += 1;
    return this.text.slice(start, this.at);
  }

  private entry(line: number): void {
    const type = this.take(/[A-Za-z_-]/u).toLowerCase();
    this.skip();
    const open = this.text[this.at];
    if (type === '' || (open !== '{' && open !== '(')) return;
    if (type === 'comment' || type === 'preamble') {
      this.at += 1;
      if (open === '{') this.group();
      return;
    }
    this.at += 1;
    const close = open === '{' ? '}' : ')';
    this.skip();
    if (type !== 'string') this.key = this.take(/[^\s,{}()="#%]/u);
    const fields = this.fieldsUntil(close, type === 'string');
    if (type === 'string') for (const [name, value] of fields) this.macros.set(name, value);
    else this.entries.push({ line, type, key: this.key, fields, unknown: this.unknown });
  }

  private fieldsUntil(close: string, isString: boolean): Map<string, string> {
    const fields = new Map<string, string>();
    let isFirst = isString;
    for (;;) {
      this.skip();
      const sign = this.text[this.at];
      if (sign === close) {
        this.at += 1;
        return fields;
      }
      if (sign === undefined) throw new Fault('It is never closed.');
      if (sign === ',') {
        this.at += 1;
        isFirst = true;
        continue;
      }
      if (!isFirst) throw new Fault(this.at > 0 ? 'A comma is missing between its fields.' : 'It has no fields.');
      const [name, value] = this.field();
      if (!fields.has(name)) fields.set(name, value);
      isFirst = false;
    }
  }

  private field(): [name: string, value: string] {
    const name = this.take(/[^\s,{}()="#%@]/u).toLowerCase();
    this.skip();
    if (name === '' || this.text[this.at] !== '=')
      throw new Fault(`It has something that is no field${name && ` at “${name.slice(0, 40)}”`}.`);
    this.at += 1;
    const pieces: string[] = [];
    do {
      this.skip();
      pieces.push(this.value(name));
      this.skip();
    } while (this.text[this.at] === '#' && (this.at += 1) > 0);
    const value = pieces.join('');
    if (value.length > longestValue) throw new Fault(`Its field “${name}” is too long.`);
    return [name, value];
  }

  private value(name: string): string {
    const sign = this.text[this.at];
    if (sign === '{' || sign === '"') {
      this.at += 1;
      return sign === '{' ? this.group() : this.group('"');
    }
    const word = this.take(/[^\s,{}()="#%@]/u);
    if (word === '') throw new Fault(`Its field “${name}” has no value.`);
    const macro = this.macros.get(word.toLowerCase());
    if (macro !== undefined || /^\d+$/u.test(word)) return macro ?? word;
    this.unknown.push(word);
    return word;
  }

  /** What stands until the brace (or the quotation mark) that closes the one before. */
  private group(end: '}' | '"' = '}'): string {
    const start = this.at;
    for (let depth = 0; depth >= 0 && this.at < this.text.length; this.at += 1) {
      const sign = this.text[this.at] ?? '';
      if (depth === 0 && sign === end) {
        this.at += 1;
        return this.text.slice(start, this.at - 1);
      }
      if (sign === '\n' && this.beginsEntry()) break;
      if (end === '"') this.passEscape();
      depth += depths[sign] ?? 0;
    }
    throw new Fault(end === '"' ? 'A quotation mark in it is never closed.' : 'A brace in it is never closed.');
  }

  /** Many write `\\"o` inside quotation marks, though BibTeX wants braces around it. */
  private passEscape(): void {
    if (this.text.startsWith('\\"', this.at)) this.at += 1;
  }

  /** Whether an entry begins on the next line: then a brace before it was forgotten. */
  private beginsEntry(): boolean {
    return /^\n[ \t]{0,8}@[A-Za-z]{3,20}[ \t]?[{(][^\s{},]{0,200},/u.test(this.text.slice(this.at, this.at + 260));
  }
}

/**
 * The entries of a BibTeX or BibLaTeX file, with `@string` words put in, and the places that could not be read. Text between entries,
 * `@comment` and `@preamble` are passed over. Never throws; every sign is looked at a few times at most.
 */
export function scanBibtex(text: string): {
  readonly entries: readonly BibEntry[];
  readonly faults: readonly BibFault[];
} {
  const scanner = new Scanner(text);
  scanner.run();
  return scanner;
}
