import { strToU8, zipSync, type Zippable } from 'fflate';

/** A file of a package: its path with slashes, and its text. `stored`: not compressed. */
export type Packed = { readonly path: string; readonly text: string; readonly stored?: true };

/** The earliest time that a zip can name, read by fflate in local time: the same bytes whenever and wherever they are made. */
const always = () => new Date(1980, 0, 1, 12);

/** A zip of these files in their order; the same files always give the same bytes. */
export function zipOf(files: readonly Packed[]): Uint8Array {
  const entries: Zippable = {};
  const mtime = always();
  for (const { path, text, stored } of files) entries[path] = [strToU8(text), { level: stored ? 0 : 6, mtime }];
  return zipSync(entries);
}
