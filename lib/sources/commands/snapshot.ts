import { limits } from '@/lib/contract/limits';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/transaction';
import { fileKind } from '@/lib/sources/file-kind';
import { newId, sha256Bytes } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';
import { storage } from '@/lib/system/storage/storage';

type SnapshotInput = {
  opId?: string | undefined;
  sourceId: string;
  url: string;
  archiveUrl: string;
  /** Day on which it was seen, `2026-11-22`; today when left out. */
  capturedOn?: string | undefined;
  /** Pasted words, or a file. */
  text?: string | undefined;
  base64?: string | undefined;
};

/**
 * Keeps what was seen of a source: pasted words, or a file with the words that can be read out of it. It never changes, and no
 * public page shows it. The same bytes for the same source are one snapshot (`known`). Throws `invalid` for other kinds of file.
 */
export async function addSnapshot(actor: Actor, input: SnapshotInput) {
  permit(actor, 'manage_sources', {});
  const content = contentOf(input);
  // Before the transaction: a file without a row does no harm, a row without its file would.
  if (content.fileKey !== '') await storage().put(content.fileKey, content.bytes);
  return inTransaction(actor, input, async (tx) => {
    const found = await tx.source.findUnique({
      where: { id: input.sourceId },
      select: { id: true, mergedIntoId: true },
    });
    if (!found) throw new Refusal('not_found', { message: 'There is no such source.' });
    const sourceId = found.mergedIntoId ?? found.id;
    await tx.$queryRaw`select 1 from source where id = ${sourceId}::uuid for no key update`;
    const { sha256, mime, fileKey, text, bytes } = content;
    const known = await tx.snapshot.findUnique({ where: { sourceId_sha256: { sourceId, sha256 } } });
    if (known) return { snapshotId: known.id, known: true };
    const id = newId();
    const at = now();
    await tx.snapshot.create({
      data: {
        ...{ id, sourceId, url: input.url, archiveUrl: input.archiveUrl, sha256, mime, fileKey, text },
        ...{ bytes: bytes.length, capturedAt: capturedAt(input.capturedOn, at), capturedById: actor.id, createdAt: at },
      },
    });
    const payload = { snapshotId: id, sha256, mime };
    await recordEvent(tx, actor, { action: 'add_snapshot', subjectType: 'source', subjectId: sourceId, payload });
    return { snapshotId: id, known: false };
  });
}

type Content = { bytes: Buffer; sha256: string; mime: string; fileKey: string; text: string | null };

function contentOf({ text, base64 }: SnapshotInput): Content {
  if ((text === undefined) === (base64 === undefined)) throw wrong('text', 'Paste words, or choose a file.');
  if (text !== undefined) {
    const words = text.replaceAll(/\r\n?/gu, '\n').trim();
    if (words === '') throw wrong('text', 'Paste words, or choose a file.');
    const bytes = Buffer.from(words, 'utf8');
    return { bytes, sha256: sha256Bytes(bytes), mime: 'text/plain', fileKey: '', text: words };
  }
  const bytes = Buffer.from(base64 ?? '', 'base64');
  if (bytes.length === 0) throw wrong('base64', 'This file is empty.');
  if (bytes.length > limits.snapshotBytes) throw wrong('base64', 'This file is too large. At most 8 MB can be kept.');
  const kind = fileKind(bytes);
  const sha256 = sha256Bytes(bytes);
  const fileKey = `snapshots/${sha256.slice(0, 2)}/${sha256}.${kind.extension}`;
  return {
    bytes,
    sha256,
    mime: kind.mime,
    fileKey,
    text: kind.text?.slice(0, limits.snapshotCharacters).toWellFormed() ?? null,
  };
}

function capturedAt(day: string | undefined, at: Date): Date {
  if (day === undefined || day === at.toISOString().slice(0, 10)) return at;
  const seen = new Date(`${day}T12:00:00Z`);
  if (seen.getTime() > at.getTime() + 24 * 3600 * 1000) throw wrong('capturedOn', 'This day is still to come.');
  return seen;
}

const wrong = (where: string, message: string) =>
  new Refusal('invalid', { message, issues: [{ code: 'snapshot', where, message }] });
