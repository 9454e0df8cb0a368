import type { CitationNode, Inline, Paragraph } from '@/lib/domain/prose/body';
import { citeOf, readCiteTemplate } from '@/lib/domain/citation/read/cite-template';
import { readTemplate, type Template } from '@/lib/domain/citation/read/cite-template-parts';
import { decodeEntities, plainWords } from '@/lib/domain/citation/read/cite-template-words';
import { readPlace } from '@/lib/domain/citation/read/place';
import { readDate } from '@/lib/domain/citation/dates';
import type { Flow } from '@/lib/transfer/formats/in/flow';
import type { Intake } from '@/lib/transfer/formats/in/intake';
import { describeReference, looksLikeReference } from '@/lib/transfer/formats/in/reference';
import type { Use } from '@/lib/transfer/formats/in/sources';
import { kindOf } from '@/lib/transfer/formats/in/wikitext/kinds';
import { attributesIn, type Attributes } from '@/lib/transfer/formats/in/wikitext/scan';
import type { Place } from '@/lib/transfer/formats/seed/issues';

/** A work and what one use of it says. */
type Found = { readonly source: number; readonly use: Use };
const refForm = /<ref(?=[\s/>])([^<>]*)>/giu;
const refEnd = /<\/ref\s*>/giu;
const mostWords = 40;

/** The references of one page: named ones, those of lists, and short ones by author and year. */
export class References {
  private readonly named = new Map<string, string>();
  private readonly used = new Set<string>();
  private readonly read = new Map<string, readonly Found[] | null>();

  /** `asText` reads wikitext as the paragraphs of a note. */
  constructor(
    text: string,
    private readonly intake: Intake,
    private readonly flow: Flow,
    private readonly asText: (body: string, place: Place) => readonly Paragraph[],
  ) {
    this.collect(text);
    if (/\{\{\s*(?:sfn|harv)/iu.test(text)) this.describeAll(text);
  }

  /** What stands in the text for a reference. */
  ref(attributes: Attributes, body: string | null, place: Place): readonly Inline[] {
    const name = keyOf(attributes);
    if (name !== null) this.used.add(name);
    const written = body?.trim() ? body : name === null ? '' : (this.named.get(name) ?? '');
    if (written.trim() === '') return this.missing(attributes, place);
    const found = this.foundIn(written, place, attributes.get('group') ?? '');
    if (!found) return this.flow.note(this.asText(written, place), place);
    const more = readPlace(attributes.get('details') ?? '', 'page');
    return found.map(({ source, use }) =>
      this.intake.book.cite(source, { ...use, locators: [...(use.locators ?? []), ...more] }),
    );
  }

  /** `{{efn|words}}`: a note, or the references in it. */
  note({ parameters }: Template, place: Place): readonly Inline[] {
    const name = parameters.find((one) => one.name === 'name')?.value ?? '';
    const words = parameters.filter((one) => one.name !== 'name' && one.name !== 'group').map(({ value }) => value);
    const body = words.join(' ').trim() || (this.named.get(`note\n${name}`) ?? '');
    if (name !== '' && body !== '') this.named.set(`note\n${name}`, body);
    return body === ''
      ? this.missing(new Map([['name', name]]), place)
      : this.flow.note(this.asText(body, place), place);
  }

  /** `{{cite …}}` in the text itself. */
  cite(template: Template, place: Place): CitationNode | null {
    const found = this.described(template, place);
    return found ? this.intake.book.cite(found.source, found.use) : null;
  }

  /** `{{sfn|Haddad|2006|p=12}}` and its kin. */
  short(template: Template, place: Place): CitationNode {
    const { source, use } = this.shortly(template, place);
    return this.intake.book.cite(source, use);
  }

  /** References that are given a name and never used are reported with their words. */
  reportUnused(): void {
    for (const [name, body] of this.named) {
      if (this.used.has(name) || name.startsWith('note\n')) continue;
      const message = `The reference "${name.split('\n')[1] ?? ''}" is given, but never used. It was left out.`;
      this.intake.drop({ line: 1, column: 1 }, body, 'ref-unused', message);
    }
  }

  private missing(attributes: Attributes, place: Place): readonly Inline[] {
    const name = attributes.get('name') ?? '';
    const message =
      name === ''
        ? 'A reference without words was left out.'
        : `The reference "${name}" is used here, but the page never gives it.`;
    this.intake.issues.warn(place, 'ref-without-text', message);
    if (name === '') return [];
    return [this.intake.book.cite(this.intake.book.add({ type: 'document', title: name.slice(0, 500) }, true))];
  }

  /** Keeps the words of all named references, wherever they stand. The first of a name wins. */
  private collect(text: string): void {
    const form = new RegExp(refForm);
    for (let found = form.exec(text); found; found = form.exec(text)) {
      const [written, inside = ''] = found;
      const name = keyOf(attributesIn(inside));
      if (inside.trimEnd().endsWith('/')) continue;
      refEnd.lastIndex = found.index + written.length;
      const close = refEnd.exec(text);
      if (!close) return;
      const body = text.slice(found.index + written.length, close.index);
      form.lastIndex = close.index + close[0].length;
      if (name === null || body.trim() === '') continue;
      const known = this.named.get(name);
      if (known === undefined) this.named.set(name, body);
      else if (known.trim() !== body.trim()) this.warnTwice(text, found.index, name, body);
    }
  }

  private warnTwice(text: string, at: number, name: string, body: string): void {
    const place = { line: text.slice(0, at).split('\n').length, column: 1 };
    const shown = name.split('\n')[1] ?? '';
    this.intake.drop(
      place,
      body,
      'ref-twice',
      `The name "${shown}" stands for two references. The first one is cited where only the name stands.`,
    );
  }

  /** Knows all described works before the first short reference names one. */
  private describeAll(text: string): void {
    for (const found of text.matchAll(/\{\{\s*(?:cite|citation|vcite)/giu)) {
      const read = readCiteTemplate(text.slice(found.index, found.index + 20_000));
      if (read) this.intake.book.add(read.csl);
    }
  }

  /** The works that the words of a reference name; null when they are a remark. Told once for the same words. */
  private foundIn(body: string, place: Place, group: string): readonly Found[] | null {
    const key = `${group}\n${body}`;
    const known = this.read.get(key);
    if (known !== undefined) return known;
    const found = this.works(body, place) ?? this.plain(body, place, group);
    this.read.set(key, found);
    return found;
  }

  private works(body: string, place: Place): readonly Found[] | null {
    const found: Found[] = [];
    let rest = '';
    let at = 0;
    for (let open = body.indexOf('{{'); open >= 0; open = body.indexOf('{{', at)) {
      const template = readTemplate(body, open);
      if (!template) break;
      const kind = kindOf(template.name);
      const work =
        kind === 'cite' ? this.described(template, place) : kind === 'short' ? this.shortly(template, place) : null;
      rest += body.slice(at, work ? open : template.end);
      if (work) found.push(work);
      at = template.end;
    }
    if (found.length === 0) return null;
    return this.withRemark(found, plainWords(rest + body.slice(at)));
  }

  /** Words beside a work: a place, else a remark of the use before them. */
  private withRemark(found: readonly Found[], words: string): readonly Found[] {
    const remark = words.replaceAll(/^[\s.,;:*]+|[\s.,;:*]+$/gu, '');
    const last = found.at(-1);
    if (remark === '' || !last) return found;
    const place = readPlace(remark, null);
    const use =
      place.length > 0
        ? { ...last.use, locators: [...(last.use.locators ?? []), ...place] }
        : { ...last.use, note: remark };
    return [...found.slice(0, -1), { ...last, use }];
  }

  private plain(body: string, place: Place, group: string): readonly Found[] | null {
    const hrefs = [...body.matchAll(/(?:https?:)?\/\/[^\s[\]<>"{}|]+/giu)].map(([href]) =>
      href.startsWith('//') ? `https:${href}` : href,
    );
    const italics = [...body.matchAll(/''(?!')([^']+)''/gu)].map(([, words = '']) => plainWords(words));
    const text = plainWords(identifiersShown(body)).replaceAll(/[[\]]/gu, '');
    const isReference = looksLikeReference({ text, italics, hrefs: hrefs.map(decodeEntities) });
    const isRemark = group !== '' || text.split(' ').length > mostWords;
    if (!isReference && isRemark) return null;
    const { csl, locators } = describeReference({
      text: text || (hrefs[0] ?? body),
      italics,
      hrefs: hrefs.map(decodeEntities),
    });
    const message = `“${(csl.title ?? '').slice(0, 80)}” is named here. Its details are still to be entered.`;
    this.intake.issues.warn(place, 'source-needs-details', message);
    return [{ source: this.intake.book.add(csl, true), use: { locators } }];
  }

  private described(template: Template, place: Place): Found | null {
    const read = citeOf(template);
    if (!read) return null;
    for (const warning of read.warnings) this.intake.issues.warn(place, 'citation-not-read', warning);
    return { source: this.intake.book.add(read.csl), use: { locators: read.locators, quote: read.quote } };
  }

  private shortly({ parameters }: Template, place: Place): Found {
    const words = parameters
      .filter(({ name }) => /^\d+$/u.test(name))
      .map(({ value }) => plainWords(value))
      .filter(Boolean);
    const yearAt = words.findIndex((word) => /^(?:c\. )?\d{4}[a-z]?$|^n\.d\.$/u.test(word));
    const families = yearAt < 0 ? words : words.slice(0, yearAt);
    const year = words[yearAt] ?? '';
    const written =
      parameters.find(({ name }) => ['p', 'pp', 'page', 'pages', 'loc', 'at'].includes(name))?.value ?? '';
    const locators = readPlace(plainWords(written), 'page');
    const rest = yearAt < 0 ? [] : words.slice(yearAt + 1);
    const note = [...rest, locators.length === 0 ? plainWords(written) : ''].filter(Boolean).join(' ');
    const source = this.intake.book.byAuthors(families, year) ?? this.shortStub(families, year, place);
    return { source, use: { locators, note } };
  }

  private shortStub(families: readonly string[], year: string, place: Place): number {
    const title = [families.join(', '), year].filter(Boolean).join(' ') || 'Untitled';
    this.intake.issues.warn(
      place,
      'source-needs-details',
      `“${title.slice(0, 80)}” is cited here, but the page does not describe it.`,
    );
    const issued = readDate(year);
    const author = families.map((family) => ({ family: family.slice(0, 200) }));
    const csl = {
      type: 'document',
      title: title.slice(0, 500),
      ...(author.length > 0 ? { author } : {}),
      ...(issued && issued.literal === undefined ? { issued } : {}),
    };
    return this.intake.book.add(csl, true);
  }
}

/** The key of a named reference: names are unique in their group. */
function keyOf(attributes: Attributes): string | null {
  const name = attributes.get('name') ?? '';
  return name === '' ? null : `${attributes.get('group') ?? ''}\n${name}`;
}

/** `{{doi|10.1/2}}` and its kin as words. */
const identifiersShown = (body: string): string =>
  body
    .replaceAll(/\{\{\s*doi\s*\|\s*([^{}|]+)[^{}]*\}\}/giu, 'doi:$1')
    .replaceAll(/\{\{\s*isbn\s*\|\s*([^{}|]+)[^{}]*\}\}/giu, 'ISBN $1')
    .replaceAll(/\{\{\s*pmid\s*\|\s*([^{}|]+)[^{}]*\}\}/giu, 'PMID $1');
