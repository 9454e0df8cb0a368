/** Why an archive cannot be written, read or restored; the message is for the person at the terminal. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}
