import { readFileSync } from 'node:fs';
import path from 'node:path';

let known: string | null = null;

/** Names the code that makes pages: a page of another renderer is made anew. Written beside the client by the build. */
export function rendererName(): string {
  if (known !== null) return known;
  try {
    known = readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), 'generated', 'renderer'), 'utf8').trim();
  } catch {
    known = 'unnamed';
  }
  return known;
}
