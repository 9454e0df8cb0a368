import { readTemplate, type Template } from '@/lib/domain/citation/read/cite-template-parts';
import type { Intake } from '@/lib/transfer/formats/in/intake';
import type { Place } from '@/lib/transfer/formats/seed/issues';
import type { Line } from '@/lib/transfer/formats/seed/pieces';

/** Attributes of a tag, in lower case. */
export type Attributes = ReadonlyMap<string, string>;
/** Something of wikitext that may reach over lines and holds signs that mean nothing outside it. */
export type Atom = { readonly place: Place; readonly raw: string } & (
  | { readonly kind: 'literal' | 'block'; readonly text: string }
  | { readonly kind: 'ref'; readonly attributes: Attributes; readonly body: string | null }
  | { readonly kind: 'references'; readonly body: string }
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'gone' }
);

const opener =
  /<!--|<(nowiki|ref|references|pre|math|chem|syntaxhighlight|source|gallery|timeline|score|graph|imagemap|mapframe)(?=[\s/>])([^<>]*)>|\{\{|\[\[ *(?:file|image|media|category) *:/giu;
const holdsText = new Set(['nowiki', 'math', 'chem']);

/** The sign that stands for atom `n` in a line: no text of a file holds it (U+FDD0 and U+FDD1 are noncharacters). */
const sign = (n: number) => `\ufdd0${n}\ufdd1`;
/** Signs of atoms in a text, with the number as first group. */
export const atomSigns = /\ufdd0(\d+)\ufdd1/gu;

const attributeForm = /([a-z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/>]+))/giu;

/** `name="x" group=y` as a map. */
export function attributesIn(text: string): Attributes {
  return new Map(
    [...text.matchAll(attributeForm)].map(([, name = '', ...values]) => [
      name.toLowerCase(),
      (values.find((value) => value !== undefined) ?? '').trim(),
    ]),
  );
}

/** Cuts wikitext into lines, in which everything that reaches over lines or hides signs is one atom. Linear. */
export class Scanner {
  readonly lines: Line[] = [];
  readonly atoms: Atom[] = [];
  private readonly starts: number[] = [0];
  private readonly lastTemplateEnd: number;
  private at = 0;
  private parts: string[] = [];
  private spans: { at: number; line: number; column: number }[] = [];
  private length = 0;
  private hadComment = false;

  /** `origin` is where the text begins in the file. */
  constructor(
    private readonly text: string,
    private readonly intake: Intake,
    private readonly origin: Place = { line: 1, column: 1 },
  ) {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) this.starts.push(end + 1);
    this.lastTemplateEnd = text.lastIndexOf('}}');
  }

  run(): this {
    const form = new RegExp(opener);
    for (let found = form.exec(this.text); found; found = form.exec(this.text)) {
      const end = this.take(found);
      if (end === null) continue;
      form.lastIndex = end;
    }
    this.copy(this.text.length);
    this.finish();
    return this;
  }

  /** Where in the file a character of the text stands. */
  private placeAt(at: number): Place {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const column = at - (this.starts[low] ?? 0) + 1;
    return { line: this.origin.line + low, column: low === 0 ? this.origin.column + column - 1 : column };
  }

  /** Takes what opens here as an atom; answers where to go on, or null when it is text. */
  private take(found: RegExpExecArray): number | null {
    const [written, tag, inside = ''] = found;
    if (written === '<!--') return this.comment(found.index);
    if (written === '{{') return this.template(found.index);
    if (written.startsWith('[[')) return this.link(found.index);
    return this.tag(found.index, (tag ?? '').toLowerCase(), inside, found.index + written.length);
  }

  private comment(at: number): number {
    const close = this.text.indexOf('-->', at + 4);
    const place = this.placeAt(at);
    if (close < 0) {
      this.intake.issues.error(place, 'comment-not-closed', 'The comment that begins here is never closed by "-->".');
      return this.skip(at, this.text.length);
    }
    this.intake.drop(place, this.text.slice(at, close + 3), 'comment-dropped', 'A comment was left out.');
    return this.skip(at, close + 3, true);
  }

  private template(at: number): number | null {
    const template = at < this.lastTemplateEnd ? readTemplate(this.text, at) : null;
    if (!template) return null;
    return this.atom(at, template.end, { kind: 'template', template });
  }

  /** A link to a picture or a category, whose words may hold links of their own. */
  private link(at: number): number | null {
    let depth = 0;
    const signs = /\[\[|\]\]|\n\n/gu;
    signs.lastIndex = at;
    for (let found = signs.exec(this.text); found; found = signs.exec(this.text)) {
      if (found[0] === '\n\n') return null;
      depth += found[0] === '[[' ? 1 : -1;
      if (depth > 0) continue;
      const end = found.index + 2;
      const raw = this.text.slice(at, end);
      const isCategory = /^\[\[ *category/iu.test(raw);
      const message = isCategory ? 'A category was left out.' : 'A picture was left out: pictures are not taken over.';
      this.intake.drop(this.placeAt(at), raw, isCategory ? 'category-dropped' : 'image-dropped', message);
      return this.skip(at, end, true);
    }
    return null;
  }

  private tag(at: number, name: string, inside: string, opened: number): number | null {
    const place = this.placeAt(at);
    const attributes = attributesIn(inside);
    if (inside.trimEnd().endsWith('/')) {
      if (name === 'ref') return this.atom(at, opened, { kind: 'ref', attributes, body: null });
      return this.atom(at, opened, { kind: 'gone' });
    }
    const close = new RegExp(`</${name}\\s*>`, 'giu');
    close.lastIndex = opened;
    const found = close.exec(this.text);
    if (!found) {
      if (name !== 'ref') return null;
      this.intake.issues.error(place, 'ref-not-closed', 'The reference that begins here is never closed by "</ref>".');
      return this.skip(at, this.text.length);
    }
    const [body, end] = [this.text.slice(opened, found.index), found.index + found[0].length];
    if (name === 'ref') return this.atom(at, end, { kind: 'ref', attributes, body });
    if (name === 'references') return this.atom(at, end, { kind: 'references', body });
    if (holdsText.has(name)) return this.atom(at, end, { kind: 'literal', text: body });
    if (name === 'pre' || name === 'syntaxhighlight' || name === 'source') {
      return this.atom(at, end, { kind: 'block', text: body });
    }
    const message = `What stands in <${name}> here has no form in an article. It was left out.`;
    this.intake.drop(place, body, 'element-dropped', message);
    return this.atom(at, end, { kind: 'gone' });
  }

  private atom(at: number, end: number, what: AtomKind): number {
    this.copy(at);
    const atom = { ...what, place: this.placeAt(at), raw: this.text.slice(at, end) } as Atom;
    this.append(sign(this.atoms.length), atom.place);
    this.atoms.push(atom);
    this.at = end;
    return end;
  }

  private skip(at: number, end: number, leavesNothing = false): number {
    this.copy(at);
    this.hadComment ||= leavesNothing;
    this.at = end;
    return end;
  }

  /** Takes the text up to here into lines. */
  private copy(to: number): void {
    for (let end = this.text.indexOf('\n', this.at); end >= 0 && end < to; end = this.text.indexOf('\n', this.at)) {
      this.append(this.text.slice(this.at, end), this.placeAt(this.at));
      this.at = end + 1;
      this.finish();
    }
    if (to > this.at) this.append(this.text.slice(this.at, to), this.placeAt(this.at));
    this.at = Math.max(this.at, to);
  }

  private append(text: string, place: Place): void {
    if (text === '') return;
    this.parts.push(text);
    this.spans.push({ at: this.length, ...place });
    this.length += text.length;
  }

  /** Ends the line. One that held nothing but comments vanishes instead of parting a paragraph. */
  private finish(): void {
    const text = this.parts.join('').replaceAll('\t', ' ');
    const spans = this.spans.length > 0 ? this.spans : [{ at: 0, ...this.placeAt(Math.max(this.at - 1, 0)) }];
    if (text.trim() !== '' || !this.hadComment) this.lines.push({ text: text.trimEnd(), spans, indent: 0 });
    [this.parts, this.spans, this.length, this.hadComment] = [[], [], 0, false];
  }
}

type AtomKind =
  | { kind: 'literal' | 'block'; text: string }
  | { kind: 'ref'; attributes: Attributes; body: string | null }
  | { kind: 'references'; body: string }
  | { kind: 'template'; template: Template }
  | { kind: 'gone' };
