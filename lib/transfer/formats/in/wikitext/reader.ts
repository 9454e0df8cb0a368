import { houseReference } from '@/lib/domain/citation/house';
import { formatDate } from '@/lib/domain/citation/dates';
import { readPlace } from '@/lib/domain/citation/read/place';
import type { Template } from '@/lib/domain/citation/read/cite-template-parts';
import { plainWords, shownOf } from '@/lib/domain/citation/read/cite-template-words';
import type { Inline, Mark, Paragraph } from '@/lib/domain/prose/body';
import type { ImportedFact } from '@/lib/transfer/formats/document';
import type { Flow } from '@/lib/transfer/formats/in/flow';
import { foldBlanks, paragraph, textRun, wordsOf } from '@/lib/transfer/formats/in/inlines';
import type { Intake } from '@/lib/transfer/formats/in/intake';
import { InlineReader } from '@/lib/transfer/formats/in/wikitext/inline';
import { kindOf } from '@/lib/transfer/formats/in/wikitext/kinds';
import { References } from '@/lib/transfer/formats/in/wikitext/refs';
import { Scanner, type Atom } from '@/lib/transfer/formats/in/wikitext/scan';
import type { Place } from '@/lib/transfer/formats/seed/issues';
import { joinPieces, type Piece } from '@/lib/transfer/formats/seed/pieces';

const deepest = 12;
const longestFact = 500;
const longestKey = 100;
const mostFacts = 200;
const mostCitations = 20;

/** Reads the inline content of a page: atoms, and wikitext inside templates and references. */
export class PageReader {
  readonly facts: ImportedFact[] = [];
  readonly references: References;
  private depth = 0;

  constructor(
    text: string,
    private readonly atoms: readonly Atom[],
    private readonly intake: Intake,
    flow: Flow,
  ) {
    this.references = new References(text, intake, flow, (body, place) => this.paragraphs(body, place));
  }

  /** The content of one block. */
  inline(piece: Piece): Inline[] {
    return foldBlanks(this.raw(piece, this.atoms));
  }

  /** Wikitext that stands inside something else, as one run. */
  nested(text: string, place: Place): Inline[] {
    if (this.depth >= deepest) return textRun(text);
    this.depth += 1;
    const { lines, atoms } = new Scanner(text, this.intake, place).run();
    const run = foldBlanks(this.raw(joinPieces(lines), atoms));
    this.depth -= 1;
    return run;
  }

  /** Wikitext that stands inside something else, a paragraph for each run of lines. */
  paragraphs(text: string, place: Place): Paragraph[] {
    return text
      .split(/\n\s*\n|\n(?=[*#:])/u)
      .map((part) => paragraph(this.nested(part.replace(/^[*#:]+\s*/u, ''), place)))
      .filter((block) => (block.content?.length ?? 0) > 0);
  }

  private raw(piece: Piece, atoms: readonly Atom[]): Inline[] {
    return new InlineReader(piece, atoms, this.intake, (atom, marks, before) => this.atom(atom, marks, before)).read();
  }

  private atom(atom: Atom, marks: readonly Mark[], before: readonly Inline[]): readonly Inline[] {
    if (atom.kind === 'literal') return textRun(atom.text, marks);
    if (atom.kind === 'block') return lines(atom.text);
    if (atom.kind === 'ref') return this.references.ref(atom.attributes, atom.body, atom.place);
    return atom.kind === 'template' ? this.template(atom.template, atom, { marks, before }) : [];
  }

  private template(template: Template, atom: Atom, { marks, before }: Around): readonly Inline[] {
    const { place } = atom;
    const kind = kindOf(template.name);
    if (kind === 'cite') return this.described(template, place, marks);
    if (kind === 'short') return [this.references.short(template, place)];
    if (kind === 'place') return this.placeOf(template, place, before);
    if (kind === 'note') return this.references.note(template, place);
    if (kind === 'notes') return [];
    if (kind === 'infobox') return this.infobox(template, place);
    if (kind === 'unknown' || kind === 'housekeeping') return this.notRead(template, atom, kind, marks);
    return this.marked(this.shown(template, place), marks);
  }

  /** A template that no reader understands is text; one that says nothing to readers is reported. */
  private notRead(
    { name }: Template,
    { place, raw }: Atom,
    kind: 'unknown' | 'housekeeping',
    marks: readonly Mark[],
  ): Inline[] {
    const shown = name.slice(0, 80);
    if (kind === 'housekeeping') {
      this.intake.drop(place, raw, 'template-dropped', `The template "${shown}" is housekeeping. It was left out.`);
      return [];
    }
    this.intake.issues.warn(place, 'template', `The template "${shown}" is not known. It was kept as text.`);
    return textRun(raw.replaceAll(/\s+/gu, ' '), marks);
  }

  private marked(nodes: readonly Inline[], marks: readonly Mark[]): Inline[] {
    return nodes.map((node) =>
      node.type === 'text'
        ? {
            ...node,
            marks: [
              ...(node.marks ?? []),
              ...marks.filter((mark) => !node.marks?.some(({ type }) => clash(type, mark.type))),
            ],
          }
        : node,
    );
  }

  /** A work that stands in the text itself, as in a list of further reading: its reference, and the citation behind it. */
  private described(template: Template, place: Place, marks: readonly Mark[]): readonly Inline[] {
    const node = this.references.cite(template, place);
    const use = node && this.intake.book.citations.find(({ id }) => id === node.attrs.id);
    const csl = use && this.intake.book.sources[use.source]?.csl;
    return node && csl ? [...textRun(houseReference(csl, {}).text, marks), node] : [];
  }

  /** `{{rp|12}}`: the place of the citation before it. */
  private placeOf({ parameters }: Template, place: Place, before: readonly Inline[]): readonly Inline[] {
    const written = parameters.find(({ name }) => ['1', 'p', 'pp', 'page', 'pages', 'at'].includes(name))?.value ?? '';
    const locators = readPlace(plainWords(written), 'page');
    const cited = before.findLast((node) => node.type === 'citation');
    if (cited?.type === 'citation' && locators.length > 0) {
      this.intake.book.addPlace(cited.attrs.id, locators);
      return [];
    }
    this.intake.issues.warn(
      place,
      'place-not-read',
      `The place "${written}" belongs to no citation. It was kept as text.`,
    );
    return textRun(plainWords(written));
  }

  private shown(template: Template, place: Place): readonly Inline[] {
    const kind = kindOf(template.name);
    const { parameters } = template;
    const unnamed = parameters.filter(({ name }) => /^\d+$/u.test(name)).map(({ value }) => value);
    if (kind === 'convert') return textRun([unnamed[0] ?? '', ...unitOf(unnamed)].join(' ').trim());
    if (kind === 'date') {
      const [year, month, day] = unnamed.map(Number);
      const parts = [year, month, day].filter((part): part is number => part !== undefined && part > 0);
      return textRun(
        parts.length > 0 && Number.isInteger(parts[0]) ? formatDate({ 'date-parts': [parts] }) : unnamed.join(' '),
      );
    }
    if (kind === 'main') {
      const links = unnamed.map((title) => `[[${title.replaceAll(/[[\]|]/gu, '')}]]`).join(', ');
      return this.nested(`''${hats[template.name] ?? 'See'}: ${links}''`, place);
    }
    if (/^(?:ill|interlanguage link)$/u.test(template.name)) return this.nested(`[[${unnamed[0] ?? ''}]]`, place);
    if (/list$|^ubl$/u.test(template.name)) {
      return unnamed.flatMap((one, at): Inline[] => [
        ...(at > 0 ? textRun(', ') : []),
        ...this.nested(one.replaceAll(/^\s*\*\s*/gmu, ''), place),
      ]);
    }
    return this.nested(shownOf(template), place);
  }

  private infobox({ parameters }: Template, place: Place): Inline[] {
    for (const { name, value } of parameters) {
      if (value.trim() === '') continue;
      const run = this.nested(value, place);
      const words = wordsOf(run).replaceAll(/\s+/gu, ' ').trim();
      const key = keyOf(name);
      const citations = run
        .flatMap((node) => (node.type === 'citation' ? [node.attrs.id] : []))
        .slice(0, mostCitations);
      const fits = words.length <= longestFact && key.length <= longestKey && this.facts.length < mostFacts;
      if (fits && (words !== '' || citations.length > 0))
        this.facts.push({ key, value: words, ...(citations.length > 0 ? { citations } : {}) });
      else if (words !== '')
        this.intake.drop(
          place,
          `${key}: ${words}`,
          'fact-dropped',
          `The fact "${key.slice(0, 80)}" was left out: too long, or too many.`,
        );
    }
    return [];
  }
}

type Around = { readonly marks: readonly Mark[]; readonly before: readonly Inline[] };

const hats: Readonly<Record<string, string>> = {
  ...{ main: 'Main article', 'main article': 'Main article', 'see also': 'See also', about: 'About' },
  ...{ further: 'Further information', 'further information': 'Further information', details: 'Further information' },
};

const clash = (a: Mark['type'], b: Mark['type']) =>
  a === b ||
  [a, b].every((one) => one === 'link' || one === 'articleLink') ||
  [a, b].every((one) => one.endsWith('script'));

/** `birth_place` as `Birth place`. */
const keyOf = (name: string) => {
  const words = name.replaceAll(/[-_]+/gu, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The unit in which a measure was given; a range has its second number before it. */
function unitOf(unnamed: readonly string[]): string[] {
  const [, second = '', third = '', fourth = ''] = unnamed;
  const isRange = /^(?:to|-|–|and|or|x|by|\+\/-)$/u.test(second);
  return isRange ? [second, third, fourth] : [second];
}

/** Lines of preformatted text. */
const lines = (text: string): Inline[] =>
  text
    .split('\n')
    .flatMap((line, at): Inline[] => [...(at > 0 ? [{ type: 'hardBreak' } as const] : []), ...textRun(line)]);
