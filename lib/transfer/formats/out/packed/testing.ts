import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/** The files of a zip by their paths, in its order; for tests. */
export const filesOf = (bytes: Uint8Array): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, file]) => [name, strFromU8(file)]));

/** What a strict parser says against a text as XML with namespaces; empty for nothing. For tests. */
export function xmlFaults(text: string): string[] {
  const faults: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => faults.push(error.message));
  parser.write(text).close();
  return faults;
}
