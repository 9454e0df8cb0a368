import { newChainCheck, type ChainCheck } from '@/lib/transfer/archive/chains';
import { ArchiveError } from '@/lib/transfer/archive/error';
import { walkArchive, type Read } from '@/lib/transfer/archive/read';

/** How many faults are named before the rest is only said to be there. */
const mostFaults = 20;

/** What an archive holds, when all of it holds. */
export type Verified = Read & { readonly counts: ReturnType<ChainCheck['counts']> };

/**
 * Verifies an archive without a database: every part against the manifest, and the record itself, that is the chain of
 * versions of every article, the texts under their hashes, and the chain of events. Throws ArchiveError that names the part.
 */
export async function verifyArchive(file: string): Promise<Verified> {
  const check = newChainCheck();
  const faults: string[] = [];
  const read = await walkArchive(file, {
    rows: (table, lines, part) => {
      for (const line of lines) faults.push(...check.line(table, line).map((fault) => `${part}: ${fault}`));
      if (faults.length > mostFaults) throw failed(faults);
    },
  });
  faults.push(...check.end());
  if (faults.length > 0) throw failed(faults);
  return { ...read, counts: check.counts() };
}

function failed(faults: readonly string[]): ArchiveError {
  const shown = faults.slice(0, mostFaults).map((fault) => `  ${fault}.`);
  const more = faults.length > mostFaults ? ['  There are more.'] : [];
  return new ArchiveError(['The record in the archive was changed:', ...shown, ...more].join('\n'));
}
