import type { Block, Inline, List, ListItem, Paragraph } from '@/lib/domain/prose/body';
import { plainText } from '@/lib/domain/prose/text';
import { anchorsOf, slugOf } from '@/lib/domain/slug';
import type { ImportedDocument, ImportedFact, ImportedSection } from '@/lib/transfer/formats/document';
import { isEmptyBlock, paragraph, wordsOf } from '@/lib/transfer/formats/in/inlines';
import type { Intake } from '@/lib/transfer/formats/in/intake';
import { giveIds } from '@/lib/transfer/formats/seed/ids';
import type { Place } from '@/lib/transfer/formats/seed/issues';
import { isAttribution, isBoilerplate, isSeeAlso, isSourceHeading } from '@/lib/transfer/formats/seed/marks';
import { titleFromFileName } from '@/lib/transfer/formats/seed/title';

const mostSections = 5000;
const longestHeading = 1000;
const longestParagraph = 300_000;
const mostRelated = 200;
const longestRelated = 300;
const deepestList = 6;

type Draft = { level: number; heading: string; readonly line: number; readonly blocks: Block[] };

/** What a format says of the article besides its text. */
export type Top = {
  /** The title where it is not the first heading of level 1, which then stays as text; null: that heading, or the file's name. */
  readonly title?: string | null;
  readonly slug?: string | null;
  readonly facts?: readonly ImportedFact[];
};

/** Puts the headings and blocks of a file in order, one after the other, and makes the document of them. */
export class Flow {
  private readonly sections: Draft[] = [{ level: 1, heading: '', line: 1, blocks: [] }];
  private readonly notes: { readonly place: Place; readonly content: readonly Paragraph[] }[] = [];
  private readonly waiting: Inline[] = [];
  private title: string | null = null;
  private attribution: string | null = null;

  /** `given` is the title where the file names it apart from its headings: then all of them are headings of sections. */
  constructor(
    private readonly intake: Intake,
    private readonly given: string | null = null,
  ) {}

  /** A heading of level 1 to 6. Of those of level 1 the first is the title, unless `top` names another. */
  heading(level: number, content: readonly Inline[], place: Place): void {
    const heading = wordsOf(content).replaceAll(/\s+/gu, ' ').trim();
    const cited = content.filter((node) => node.type === 'citation');
    if (cited.length > 0) {
      this.waiting.push(...cited);
      this.warn(place, 'citation-in-heading', 'A heading holds no citation: it was put behind the next paragraph.');
    }
    if (heading === '') return;
    if (Array.from(heading).length > longestHeading) {
      const message = `This title or heading has ${Array.from(heading).length} characters; at most ${longestHeading} can be read.`;
      this.intake.issues.error(place, 'too-long', message);
    }
    if (level === 1 && this.title === null && (this.given === null || this.given === heading)) {
      this.title = heading;
      return;
    }
    if (this.sections.length === mostSections + 1) {
      const message = `The file has more than ${mostSections} sections; at most ${mostSections} can be read.`;
      this.intake.issues.error(place, 'too-large', message);
    }
    this.settle();
    this.sections.push({ level, heading, line: place.line, blocks: [] });
  }

  /** A block of the section that is open. Empty ones are left out; what belongs to a web page is reported. */
  block(block: Block, place: Place): void {
    if (isEmptyBlock(block)) return;
    if (block.type === 'paragraph') this.paragraph(block, place);
    else
      this.open.blocks.push(
        block.type === 'bulletList' || block.type === 'orderedList' ? this.list(block, place) : block,
      );
  }

  /** Keeps a note that is no reference, and answers the sign that stands for it in the text. */
  note(content: readonly Paragraph[], place: Place): Inline[] {
    this.notes.push({ place, content });
    const sign = `note ${this.notes.length}`;
    this.warn(place, 'note-moved', `A note that is no reference was put under "Notes"; "${sign}" stands in its place.`);
    return [{ type: 'text', text: sign, marks: [{ type: 'superscript' }] }];
  }

  /** Words of the title so far: of the first heading of level 1; null without one. */
  get foundTitle(): string | null {
    return this.title;
  }

  /** The document, or null without a title; the issues say so. */
  finish(top: Top): ImportedDocument | null {
    this.settle();
    const title = this.titleOf(top);
    if (title === null) return null;
    this.shift();
    this.addNotes();
    const lead = this.sections[0];
    if (lead?.blocks.length === 0) this.warn({ line: 1, column: 1 }, 'no-lead', 'The article has no lead.');
    const related: string[] = [];
    const sections = this.sections.flatMap((draft) => this.section(draft, related));
    const anchors = anchorsOf(sections.map(({ heading }) => heading));
    return {
      title: title.text,
      slug: slugOf(top.slug ?? title.text) || slugOf(title.text) || 'article',
      titleMarked: title.marked,
      facts: top.facts ?? [],
      attribution: this.attribution,
      related: this.fit(related),
      sections: giveIds(sections, this.intake.fileName).map((section, at) => ({
        ...section,
        anchor: anchors[at] ?? '',
      })),
    };
  }

  private get open(): Draft {
    const last = this.sections.at(-1);
    if (!last) throw new TypeError('A document has a lead');
    return last;
  }

  private warn(place: Place, code: string, message: string): void {
    this.intake.issues.warn(place, code, message);
  }

  private paragraph(block: Paragraph, place: Place): void {
    const text = wordsOf(block.content ?? []);
    if (isBoilerplate(text)) {
      this.intake.drop(place, text, 'boilerplate-dropped', `"${text}" belongs to a web page and was left out.`);
      return;
    }
    if (this.isAttribution(block, text)) {
      this.attribution = text;
      this.warn(place, 'licence-unknown', 'This text was published elsewhere first. Its licence is not known.');
      return;
    }
    if (text.length > longestParagraph && Array.from(text).length > longestParagraph) {
      const message = `This paragraph has ${Array.from(text).length} characters; at most ${longestParagraph} can be read.`;
      this.intake.issues.error(place, 'too-large', message);
    }
    this.open.blocks.push(paragraph([...(block.content ?? []), ...this.waiting.splice(0)]));
  }

  private isAttribution({ content = [] }: Paragraph, text: string): boolean {
    const begins = this.sections.length === 1 && this.open.blocks.length === 0 && this.attribution === null;
    return begins && isAttribution(text) && text.length <= 1000 && content.every(({ type }) => type === 'text');
  }

  /** Citations of a heading that no paragraph follows stand in one of their own. */
  private settle(): void {
    if (this.waiting.length > 0) this.open.blocks.push(paragraph(this.waiting.splice(0)));
  }

  /** More than six levels become six: what is deeper follows its item. */
  private list(list: List, place: Place, depth = 1): List {
    if (depth === 1 && depthOf(list) > deepestList) {
      const message = `This list is deeper than ${deepestList} levels. What is deeper was put at level ${deepestList}.`;
      this.warn(place, 'list-too-deep', message);
    }
    return bounded(list, depth);
  }

  private titleOf(top: Top): { text: string; marked: boolean } | null {
    const text = top.title ?? this.given ?? this.title;
    if (text !== null) {
      if (this.title !== null && this.title !== text) this.keepHeading();
      return { text, marked: true };
    }
    const place = { line: 1, column: 1 };
    if (this.sections.every(({ heading, blocks }) => heading === '' && blocks.length === 0)) {
      this.intake.issues.error(place, 'empty-file', 'The file is empty.');
      return null;
    }
    const made = titleFromFileName(this.intake.fileName);
    if (made === '')
      this.intake.issues.error(place, 'no-title', 'The file has no title. Give it a heading of level 1.');
    else this.warn(place, 'title-from-file-name', `The file has no title. "${made}" was taken from its name.`);
    return made === '' ? null : { text: made, marked: false };
  }

  /** The first heading of level 1 where the title is another: its words stand at the beginning of the lead. */
  private keepHeading(): void {
    const lead = this.sections[0];
    const text = this.title ?? '';
    this.warn(
      { line: 1, column: 1 },
      'second-title',
      `The heading "${text.slice(0, 80)}" is not the title. It was kept as text.`,
    );
    lead?.blocks.unshift(paragraph([{ type: 'text', text, marks: [{ type: 'bold' }] }]));
  }

  /** Below the title headings begin with level 2: where some have level 1, all go one deeper. */
  private shift(): void {
    const below = this.sections.slice(1);
    if (!below.some(({ level }) => level === 1)) return;
    const message = 'There are more headings of level 1 than the title. All headings were put one level deeper.';
    this.warn({ line: below[0]?.line ?? 1, column: 1 }, 'levels-shifted', message);
    for (const draft of below) draft.level = Math.min(draft.level + 1, 6);
  }

  private addNotes(): void {
    if (this.notes.length === 0) return;
    const items = this.notes.map(({ content }): ListItem => {
      const [first = paragraph([]), ...rest] = content;
      return { type: 'listItem', attrs: { id: '' }, content: [first, ...rest] };
    });
    const list: List = { type: 'orderedList', attrs: { id: '' }, content: items };
    this.sections.push({ level: 2, heading: 'Notes', line: this.notes[0]?.place.line ?? 1, blocks: [list] });
  }

  private section(draft: Draft, related: string[]): ImportedSection[] {
    const { level, heading, line, blocks } = draft;
    const titles = isSeeAlso(heading) ? titlesIn(blocks) : null;
    const kind = titles ? 'see_also' : 'body';
    related.push(...(titles ?? []));
    const isSources = isSourceHeading(heading);
    if (isSources && blocks.length === 0) {
      this.intake.drop(
        { line, column: 1 },
        heading,
        'section-dropped',
        `"${heading}" was empty: its references are citations now.`,
      );
      return [];
    }
    if (isSources && !this.notes.some(() => heading === 'Notes')) {
      for (const block of blocks) this.intake.offers.push({ line, text: plainText({ type: 'doc', content: [block] }) });
    }
    return [{ level, heading, anchor: '', line, kind, blocks: titles ? [] : blocks }];
  }

  /** Related titles as the desk takes them: the others are reported. */
  private fit(related: readonly string[]): string[] {
    const unique = [...new Set(related)];
    const kept = unique.filter((title) => title.length <= longestRelated).slice(0, mostRelated);
    for (const title of unique.filter((one) => !kept.includes(one))) {
      this.intake.drop(
        { line: 1, column: 1 },
        title,
        'related-dropped',
        'A related title was left out: too long, or too many.',
      );
    }
    return kept;
  }
}

/** How many lists stand in one another. */
function depthOf(list: List): number {
  let deepest = 0;
  for (const { content } of list.content) {
    for (const child of content) if (child.type !== 'paragraph') deepest = Math.max(deepest, depthOf(child));
  }
  return 1 + deepest;
}

function bounded(list: List, depth: number): List {
  const content = list.content.flatMap((item): ListItem[] => {
    if (depth < deepestList) {
      return [
        {
          ...item,
          content: item.content.map((child) => (child.type === 'paragraph' ? child : bounded(child, depth + 1))),
        },
      ];
    }
    const own = item.content.filter((child) => child.type === 'paragraph');
    const below = item.content
      .filter((child) => child.type !== 'paragraph')
      .flatMap((child) => bounded(child, depth).content);
    return [{ ...item, content: own }, ...below];
  });
  return { ...list, content };
}

/** The titles of a section that holds nothing but lists of one paragraph an item; null for any other. */
function titlesIn(blocks: readonly Block[]): string[] | null {
  if (blocks.length === 0) return null;
  const items = blocks.flatMap((block): (readonly (Paragraph | List)[] | null)[] =>
    block.type === 'bulletList' || block.type === 'orderedList' ? block.content.map(({ content }) => content) : [null],
  );
  const titles = items.map((item) => {
    const [only, ...more] = item ?? [];
    if (only?.type !== 'paragraph' || more.length > 0) return null;
    const isPlain = only.content?.every(
      (node) => node.type === 'text' && !node.marks?.some(({ type }) => type === 'link'),
    );
    return isPlain ? wordsOf(only.content ?? []).trim() : null;
  });
  return titles.every((title) => title !== null && title !== '') ? titles.filter((title) => title !== null) : null;
}
