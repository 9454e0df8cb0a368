import { z } from 'zod';
import type { Actor } from '@/lib/domain/actor';
import { houseReference } from '@/lib/domain/citation/house';
import { addedMembers, Library } from '@/lib/domain/citation/library/import-plan';
import { readSources, type SourceFormat } from '@/lib/domain/citation/read/sources';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { importLine } from '@/lib/sources/import-report';
import { metSources } from '@/lib/sources/meet';

/** Which records of a text the library has already, for certain or by their looks, and what they would add. Writes nothing. */
export async function checkSources(actor: Actor, input: { text: string }) {
  permit(actor, 'read_desk', {});
  const read = readSources(input.text);
  if (!read.ok) throw new Refusal('invalid', { message: read.message });
  const library = new Library(
    await metSources(
      db(),
      read.candidates.flatMap(({ csl }) => csl ?? []),
    ),
  );
  const matches = read.candidates.flatMap(({ csl }, at) => {
    const match = csl && library.match(csl);
    if (!match) return [];
    const { id, key, csl: known } = match.source;
    const source = { id, key, reference: houseReference(known).text };
    return [{ at, source, isSure: match.isSure, adds: addedMembers(known, csl) }];
  });
  return { matches };
}

const formatIn = (text: string): SourceFormat => z.enum(['bibtex', 'ris', 'csl-json', 'wikitext']).parse(text);

/** The newest imports of sources, at most 100. */
export async function listSourceImports(actor: Actor) {
  permit(actor, 'read_desk', {});
  const rows = await db().sourceImport.findMany({
    select: { id: true, fileName: true, format: true, createdAt: true, createdBy: { select: { name: true } } },
    orderBy: { createdAt: 'desc' },
    take: 100,
  });
  return rows.map(({ createdBy, createdAt, format, ...row }) => ({
    ...row,
    format: formatIn(format),
    by: createdBy.name,
    at: createdAt.toISOString(),
  }));
}

/** One import of sources with its report, entry by entry in the order of the text. */
export async function getSourceImport(actor: Actor, id: string) {
  permit(actor, 'read_desk', {});
  const row = await db().sourceImport.findUnique({ where: { id }, include: { createdBy: { select: { name: true } } } });
  if (!row) throw new Refusal('not_found', { message: 'There is no such import.' });
  return {
    id: row.id,
    fileName: row.fileName,
    format: formatIn(row.format),
    sha256: row.sha256,
    by: row.createdBy.name,
    at: row.createdAt.toISOString(),
    lines: z.array(importLine).parse(row.report),
  };
}
