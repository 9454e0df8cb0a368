import { sumCoverage } from '@/lib/domain/citation/coverage';
import { headText, versionText } from '@/lib/domain/manifest';
import { schemaVersion } from '@/lib/domain/prose/body';
import { countWords } from '@/lib/domain/prose/word-bag';
import { anchorsOf, slugOf } from '@/lib/domain/slug';
import { sortingOf } from '@/lib/pages/live/sorting';
import { rowOfCoverage } from '@/lib/pages/queries/judged';
import {
  changedSection,
  factsOf,
  type Identity,
  identityOf,
  kindOf,
  kinds,
  leadOf,
  relatedOf,
  sectionsOf,
} from '@/lib/proof/bench/corpus/article';
import { outlineLines } from '@/lib/revisions/columns';
import type { Batch } from '@/lib/proof/bench/corpus/copy';
import type { Passage } from '@/lib/proof/bench/corpus/passages';
import { idOf } from '@/lib/proof/bench/corpus/random';
import { sha256 } from '@/lib/system/crypto';
import { countryBySlug } from '@/lib/domain/countries';

/** Who wrote and who reviewed, and how many articles there are in all. */
export type World = {
  readonly writer: { readonly id: string; readonly name: string };
  readonly reviewer: { readonly id: string; readonly name: string };
  readonly count: number;
};

const start = Date.UTC(2020, 0, 1);
const [hour, day] = [3_600_000, 86_400_000];
const iso = (time: number) => new Date(time).toISOString();

const listOf = (values: readonly string[]) => `{${values.join(',')}}`;

/** Makes the rows of articles one after another. */
export class RowMaker {
  private version = 0;
  private readonly kept = new Set<string>();
  private readonly changes = new Map<string, { added: number; removed: number }>();

  constructor(
    private readonly world: World,
    private readonly batch: Batch,
    private revision: number,
  ) {}

  /** An article with so many versions, each a published revision that another person approved. */
  article(index: number, versions: number): void {
    const identity = identityOf(index);
    const lead = leadOf(identity);
    const { id, slug, title } = identity;
    const made = iso(start + index * 1000);
    let before: { id: string; hash: string; sections: Passage[] } | null = null;
    for (let number = 1; number <= versions; number += 1) {
      const sections = [lead, ...sectionsOf(index, number)];
      before = this.publish(identity, { number, sections, before });
    }
    if (!before) return;
    this.batch.add('article', id, slug, 'published', before.id, made, this.world.writer.id, made);
    this.batch.add('article_slug', slug, id, made);
    for (const section of identity.sectionIds) this.batch.add('section', section, id, made);
    const { sortKey, letter } = sortingOf(title);
    const updatedAt = this.timeOf(index, versions);
    this.batch.add('bench_article', index, id, slug, before.id, title, sortKey, letter, iso(updatedAt));
    this.live(identity, before.sections);
  }

  /** Number that the next revision gets. */
  get nextRevision(): number {
    return this.revision;
  }

  private timeOf = (index: number, version: number): number => start + index * 1000 + version * day;

  private publish(
    identity: Identity,
    { number, sections, before }: { number: number; sections: Passage[]; before: Published | null },
  ): Published {
    const { world, batch } = this;
    this.version += 1;
    const at = this.timeOf(identity.index, number);
    const ids = {
      version: idOf(kinds.version, this.version),
      revision: idOf(kinds.revision, this.version),
      review: idOf(kinds.review, this.version),
    };
    const { title, id: articleId, sectionIds } = identity;
    const head = {
      ...{ title, facts: factsOf(identity), related: relatedOf(identity, world.count), attribution: '', citations: [] },
      sections: sections.map(({ hash }, place) => ({
        ...{ sectionId: sectionIds[place] ?? '', level: place === 0 ? 1 : 2, contentHash: hash },
      })),
    };
    const seal = {
      ...{ ...head, articleId, number, kind: kindOf(identity.index, number), unreviewed: false, unreviewedReason: '' },
      changeNote: number === 1 ? 'First text of this article.' : `One sentence put differently, change ${number - 1}.`,
      contentHash: sha256(headText(head)),
      approvals: [{ reviewId: ids.review, reviewer: world.reviewer.name, at: iso(at - hour) }],
      contributors: [{ id: world.writer.id, name: world.writer.name }],
      ...{ publishedById: world.reviewer.id, publishedAt: iso(at), prevHash: before?.hash ?? null },
    };
    const hash = sha256(versionText(seal));
    this.revise(ids, seal, before?.id ?? null);
    batch.add(
      ...(['version', ids.version, articleId, number, ids.revision, idOf(kinds.request, this.version)] as const),
      ...[seal.kind, seal.changeNote, title, head.facts, head.related, seal.approvals, seal.contributors],
      ...[seal.contentHash, seal.prevHash, hash, seal.publishedById, seal.publishedAt],
      listOf(head.sections.map(({ sectionId }) => sectionId)),
      listOf(head.sections.map(({ level }) => String(level))),
      listOf(head.sections.map(({ contentHash }) => `"\\\\x${contentHash}"`)),
    );
    for (const section of sections) this.keep(section);
    this.count({ articleId, number }, sections, before?.sections ?? null);
    if (number === 1) this.anchor(identity, sections);
    return { id: ids.version, hash, sections };
  }

  private revise(ids: { readonly revision: string; readonly review: string }, seal: Sealed, base: string | null): void {
    const { batch, world } = this;
    const at = Date.parse(seal.publishedAt);
    const { id: writer } = world.writer;
    const outline = outlineLines(seal.sections);
    batch.add(
      ...(['revision', ids.revision, this.revision, seal.articleId, base, 'published'] as const),
      ...[`Revision of ${seal.title}`, seal.changeNote, seal.kind, seal.title, seal.facts, seal.related, outline, 1],
      ...[seal.contentHash, writer, iso(at - 3 * hour), iso(at), writer, writer, iso(at - 2 * hour)],
    );
    batch.add('revision_contributor', ids.revision, writer, iso(at - 3 * hour));
    batch.add('review', ids.review, ids.revision, world.reviewer.id, 'approve', seal.contentHash, iso(at - hour));
    this.revision += 1;
  }

  /** A section's text, once. */
  private keep({ hash, heading, body }: Passage): void {
    if (this.kept.has(hash)) return;
    this.kept.add(hash);
    this.batch.add('section_content', hash, heading, body, schemaVersion);
  }

  /** How much a version changed: only one section differs, so that what it gained and lost is what the version did. */
  private count(
    { articleId, number }: { articleId: string; number: number },
    sections: readonly Passage[],
    before: readonly Passage[] | null,
  ): void {
    const sum = (pick: (passage: Passage) => number) => sections.reduce((total, passage) => total + pick(passage), 0);
    const words = sum((passage) => passage.words);
    const place = (changedSection(number) ?? -1) + 1;
    const [old, now] = [before?.[place], sections[place]];
    const { added, removed } = old && now && place > 0 ? this.changeOf(old, now) : { added: words, removed: 0 };
    this.batch.add('version_stat', articleId, number, words, added, removed);
    const row = rowOfCoverage(sumCoverage(sections.map(({ coverage }) => coverage)));
    const { statements, sourced, exempt, quotations, quotationsSourced, figures, figuresSourced } = row;
    const parts = [statements, sourced, exempt, quotations, quotationsSourced, figures, figuresSourced];
    this.batch.add('version_coverage', articleId, number, ...parts);
  }

  private changeOf(old: Passage, now: Passage): { added: number; removed: number } {
    const key = old.hash + now.hash;
    const known = this.changes.get(key) ?? countWords(old.text, now.text);
    this.changes.set(key, known);
    return known;
  }

  private anchor({ id, sectionIds }: Identity, sections: readonly Passage[]): void {
    const anchors = anchorsOf(sections.map(({ heading }) => heading));
    for (const [place, { heading }] of sections.entries()) {
      if (heading !== '') this.batch.add('section_anchor', sectionIds[place] ?? '', anchors[place] ?? '', id, 1);
    }
  }

  /** What is gathered of the live version; what is searched is made of it in the database. */
  private live(identity: Identity, sections: readonly Passage[]): void {
    const { batch } = this;
    const { id, title } = identity;
    const events = sections.flatMap((passage) => passage.events);
    for (const [position, { heading, anchor, text, words, when }] of events.entries()) {
      const { from, to = from } = when;
      batch.add(
        ...(['live_event', id, position, title, heading, anchor, text, words, when] as const),
        ...[from.year, to.year, from.month ?? null, from.day ?? null],
      );
    }
    for (const name of identity.countries) {
      const { slug } = countryBySlug(slugOf(name)) ?? { slug: '' };
      batch.add('live_country', id, slug);
    }
    for (const related of relatedOf(identity, this.world.count)) batch.add('live_link', id, slugOf(related));
  }
}

type Published = { readonly id: string; readonly hash: string; readonly sections: Passage[] };
type Sealed = Parameters<typeof versionText>[0];
