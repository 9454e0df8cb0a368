import { naturalName } from '@/lib/domain/citation/csl';
import type { CitationNode, Inline, Mark } from '@/lib/domain/prose/body';
import { readDoi, readUrl } from '@/lib/domain/citation/identifiers';
import { textRun } from '@/lib/transfer/formats/in/inlines';
import type { Intake } from '@/lib/transfer/formats/in/intake';
import type { FrontMatter } from '@/lib/transfer/formats/in/markdown/front-matter';
import { pandocParts, type PandocUse } from '@/lib/transfer/formats/in/markdown/cite-words';
import type { Place } from '@/lib/transfer/formats/seed/issues';

/** Turns keys into sources: those of the front matter, identifiers, else a stub by the key, which the library may know. */
export class MarkdownCitations {
  private readonly byKey = new Map<string, number>();
  private readonly noteUses = new Map<number, number>();

  constructor(
    private readonly intake: Intake,
    private readonly front: FrontMatter,
  ) {
    for (const { key, csl } of front.references) this.byKey.set(key, intake.book.add(csl, false, key));
  }

  /** A text with its citations in their places. Where none are read (code, the words of links) do not call it. */
  read(text: string, marks: readonly Mark[], place: Place): Inline[] {
    if (!text.includes('@')) return textRun(text, marks);
    return pandocParts(text).flatMap((part): Inline[] => {
      if (part.kind === 'text') return textRun(part.text, marks);
      if (part.kind === 'group') return part.uses.map((use) => this.cite(use, place));
      const { key } = part.use;
      if (!this.byKey.has(key) && !/^(?:doi|url):/iu.test(key)) return textRun(part.written, marks);
      const citation = this.cite(part.use, place);
      return [...textRun(this.nameOf(key), marks), citation];
    });
  }

  /** The use that a numbered note of our own export stands for: each mark has the next of its `uses`. Null for any other note. */
  ofNote(label: string): CitationNode | null {
    const note = this.front.notes.find((one) => String(one.note) === label);
    const source = note && this.byKey.get(note.source);
    if (!note || source === undefined) return null;
    const turn = this.noteUses.get(note.note) ?? 0;
    this.noteUses.set(note.note, turn + 1);
    return this.intake.book.cite(source, { locators: note.locators, ...note.uses[turn] });
  }

  private cite({ key, locators, note }: PandocUse, place: Place): CitationNode {
    return this.intake.book.cite(this.sourceOf(key, place), { locators, note });
  }

  private sourceOf(key: string, place: Place): number {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const [, scheme = '', rest = ''] = /^(doi|url):(.*)$/isu.exec(key) ?? [];
    const doi = scheme.toLowerCase() === 'doi' ? readDoi(rest) : null;
    const url = scheme.toLowerCase() === 'url' ? readUrl(rest) : null;
    const csl = doi?.ok
      ? { type: 'article-journal', title: key.slice(0, 500), DOI: doi.value }
      : url?.ok
        ? { type: 'webpage', title: rest.slice(0, 500), URL: url.value }
        : { type: 'document', title: key.slice(0, 500) };
    const message = `“${key.slice(0, 80)}” is cited here, but the file does not describe it.`;
    this.intake.issues.warn(place, 'source-needs-details', message);
    const at = this.intake.book.add(csl, true, key);
    this.byKey.set(key, at);
    return at;
  }

  /** What stands in the sentence for a bare key: the makers' names. */
  private nameOf(key: string): string {
    const source = this.intake.book.sources[this.byKey.get(key) ?? -1];
    const makers = source?.csl.author ?? source?.csl.editor ?? [];
    const names = makers.map((name) => name.family ?? naturalName(name));
    return names.length === 0
      ? (source?.csl.title ?? key)
      : names.length > 3
        ? `${names[0] ?? ''} et al.`
        : names.join(', ');
  }
}
