import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ownOrigin } from '@/lib/system/site';

let known: string | null = null;

/**
 * Names what makes pages: the code, written beside the client by the build, and the origin that their addresses begin with. A
 * page of another one is made anew.
 */
export function rendererName(): string {
  known ??= codeName();
  return `${known} ${ownOrigin()}`;
}

function codeName(): string {
  try {
    return readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), 'generated', 'renderer'), 'utf8').trim();
  } catch {
    return 'unnamed';
  }
}
