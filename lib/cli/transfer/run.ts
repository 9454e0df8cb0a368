import { ArchiveError } from '@/lib/transfer/archive/error';

/** Runs a command of the terminal: what it throws is told in a sentence, and ends the process with 1. */
export async function runCommand(command: () => Promise<boolean>): Promise<void> {
  try {
    if (!(await command())) process.exitCode = 1;
  } catch (error) {
    const isOurs = error instanceof ArchiveError || (error instanceof Error && error.name !== 'PostgresError');
    console.error(isOurs ? error.message : error);
    process.exitCode = 1;
  }
}
