/** The text of a file, or `encoding` when its bytes are not UTF-8: then it is asked, never guessed. */
export type FileText = { readonly text: string } | { readonly trouble: 'encoding'; readonly bytes: Uint8Array };

/** Reads a file as UTF-8, or as UTF-16 where it says so itself. */
export async function fileText(file: Blob): Promise<FileText> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [first, second] = bytes;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = isWide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { trouble: 'encoding', bytes };
  }
}

/** The bytes as Windows-1252, which older programs for sources write. */
export const asWindows1252 = (bytes: Uint8Array): string => new TextDecoder('windows-1252').decode(bytes);
