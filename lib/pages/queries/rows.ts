import { z } from 'zod';
import { headParts } from '@/lib/domain/workflow/parts';
import type { SectionView, VersionLine } from '@/components/reader/view';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import type { Body } from '@/lib/domain/prose/body';
import { approvalColumns, frozenApprovals } from '@/lib/db/approvals';

const isObject = (value: unknown) => typeof value === 'object' && value !== null;
/** Bodies and frozen citations were checked when they were written and cannot change. */
const body = z.custom<Body>(isObject);
const frozen = z.custom<FrozenCitation>(isObject);

/** Facts as a version holds them. */
export const factsOf = (value: unknown) =>
  z
    .array(
      z.object({
        key: z.string(),
        value: z.string(),
        confirmed: z.boolean(),
        citations: z.array(z.string()).default([]),
      }),
    )
    .parse(value);
export const relatedOf = (value: unknown) => z.array(z.string()).parse(value);
export const contributorsOf = (value: unknown) => z.array(z.object({ id: z.string(), name: z.string() })).parse(value);
const bodyOf = (value: unknown): Body => body.parse(value);
export const frozenOf = (value: unknown): FrozenCitation => frozen.parse(value);
const kind = z.enum(['correction', 'update', 'wording']);

/** Columns of `version` that make a line of its history. */
export const lineColumns = {
  number: true,
  kind: true,
  changeNote: true,
  publishedAt: true,
  contributors: true,
  ...approvalColumns,
  unreviewed: true,
  unreviewedReason: true,
  approval: { select: { reviewer: true, approvedAt: true } },
  noteEdits: { select: { note: true, createdAt: true }, orderBy: { createdAt: 'asc' } },
} as const;

type LineRow = {
  number: number;
  kind: string;
  changeNote: string;
  publishedAt: Date;
  contributors: unknown;
  approvals: unknown;
  revision: { reviews: { id: string; openPoints: unknown }[] };
  unreviewed: boolean;
  unreviewedReason: string;
  approval: { reviewer: string; approvedAt: Date } | null;
  noteEdits: readonly { note: string; createdAt: Date }[];
};

const isSection = ({ part }: { readonly part: string }) => !headParts.some((head) => head === part);

/** A row of `version` as a line of its history. */
export function lineOf(row: LineRow): VersionLine {
  const approvals = frozenApprovals(row);
  return {
    number: row.number,
    kind: kind.parse(row.kind),
    changeNote: row.noteEdits.at(-1)?.note ?? row.changeNote,
    noteEdits: row.noteEdits.map(({ createdAt }, at) => ({
      at: createdAt.toISOString(),
      before: row.noteEdits[at - 1]?.note ?? row.changeNote,
    })),
    publishedAt: row.publishedAt.toISOString(),
    contributors: [...new Set(contributorsOf(row.contributors).map(({ name }) => name))].filter(Boolean),
    reviewers: [...new Set(approvals.map(({ reviewer }) => reviewer))].filter(Boolean),
    approvals: approvals.map(({ reviewer, parts, reasons }) => ({
      ...{ by: reviewer, sections: parts?.filter(isSection).length ?? null, reasons: reasons ?? [] },
    })),
    unreviewed: row.unreviewed ? row.unreviewedReason : null,
    approvedAfterwards: row.approval && { by: row.approval.reviewer, at: row.approval.approvedAt.toISOString() },
  };
}

/** Sections of a version with their contents, in order. */
export const sectionColumns = {
  select: { sectionId: true, level: true, contentHash: true, content: { select: { heading: true, body: true } } },
  orderBy: { position: 'asc' },
} as const;

type SectionRow = {
  sectionId: string;
  level: number;
  contentHash: string;
  content: { heading: string; body: unknown };
};

/** A stored section as pages show it. */
export const sectionOf = ({ sectionId, level, content }: SectionRow): SectionView => ({
  id: sectionId,
  level,
  heading: content.heading,
  body: bodyOf(content.body),
});
