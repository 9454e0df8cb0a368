import type { CslItem } from '@/lib/domain/citation/citation';
import type { CitationNode, Inline, Paragraph } from '@/lib/domain/prose/body';
import type { Flow } from '@/lib/transfer/formats/in/flow';
import { wordsOf } from '@/lib/transfer/formats/in/inlines';
import type { Intake } from '@/lib/transfer/formats/in/intake';
import { describeReference, looksLikeReference, readIbid } from '@/lib/transfer/formats/in/reference';
import type { Place } from '@/lib/transfer/formats/seed/issues';

const isCitation = (node: Inline): node is CitationNode => node.type === 'citation';

/** Decides what a footnote is: a reference becomes a citation at its place, anything else a note (sources-and-import.md B7, B9). */
export class NoteReader {
  private last: number | null = null;

  constructor(
    private readonly intake: Intake,
    private readonly flow: Flow,
  ) {}

  /** What stands in the text for a note with this content. `described` is a record that came along with it. */
  read(content: readonly Paragraph[], place: Place, described: CslItem | null = null): readonly Inline[] {
    const runs = content.flatMap((block) => block.content ?? []);
    const text = content
      .map((block) => wordsOf(block.content ?? []))
      .join(' ')
      .trim();
    const cited = runs.filter(isCitation);
    if (cited.length > 0) return this.withRemark(cited, text, content, place);
    if (text === '') {
      this.intake.issues.warn(place, 'empty-note', 'A note without words was left out.');
      return [];
    }
    const again = readIbid(text);
    if (again && this.last !== null) {
      return [this.intake.book.cite(this.last, again.length > 0 ? { locators: again } : { note: text })];
    }
    if (described) return [this.use(described, false, text, place)];
    const words = { text, italics: italicsOf(runs), hrefs: hrefsOf(runs) };
    return looksLikeReference(words) ? [this.stub(words, place)] : this.flow.note(content, place);
  }

  /** A work that words name, cited here: described as far as the words tell. */
  stub(words: Parameters<typeof describeReference>[0], place: Place): CitationNode {
    const { csl, locators } = describeReference(words);
    this.last = this.intake.book.add(csl, true);
    const message = `“${(csl.title ?? '').slice(0, 80)}” is named here. Its details are still to be entered.`;
    this.intake.issues.warn(place, 'source-needs-details', message);
    return this.intake.book.cite(this.last, { locators });
  }

  private use(csl: CslItem, isStub: boolean, text: string, place: Place): CitationNode {
    this.last = this.intake.book.add(csl, isStub);
    this.intake.offers.push({ line: place.line, text });
    return this.intake.book.cite(this.last);
  }

  /** Citations inside a note stand in its place. Where it says more than "See", the rest stays a note. */
  private withRemark(
    cited: readonly CitationNode[],
    text: string,
    content: readonly Paragraph[],
    place: Place,
  ): readonly Inline[] {
    if (/^[\s.,;:()]*(?:see|cf\.?|also)*[\s.,;:()]*$/iu.test(text)) return cited;
    return this.flow.note(content, place);
  }
}

/** The words in italics, run by run. */
const italicsOf = (runs: readonly Inline[]): string[] =>
  runs.flatMap((node) =>
    node.type === 'text' && node.marks?.some(({ type }) => type === 'italic') ? [node.text] : [],
  );

/** The addresses that words lead to. */
const hrefsOf = (runs: readonly Inline[]): string[] => [
  ...new Set(
    runs.flatMap((node) =>
      node.type === 'text' ? (node.marks ?? []).flatMap((mark) => (mark.type === 'link' ? [mark.attrs.href] : [])) : [],
    ),
  ),
];
