import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { still, data, immutable } from '@/lib/pages/answer';
import { missingAnswer } from '@/lib/pages/answers/missing';

const files = new Set(
  ['latin', 'latin-ext'].flatMap((part) =>
    ['normal', 'italic'].map((style) => `source-serif-4-${part}-wght-${style}.woff2`),
  ),
);

/** `/fonts/[file]`: the reading face from its npm package. The names are a closed list, so no path can lead elsewhere. */
export const fontAnswer = still(async (request) => {
  const file = request.params['file'] ?? '';
  if (!files.has(file)) return missingAnswer({ ...request, path: '' });
  const folder = path.join(process.cwd(), 'node_modules', '@fontsource-variable', 'source-serif-4', 'files');
  return data('font/woff2', await readFile(path.join(/* turbopackIgnore: true */ folder, file)), { cache: immutable });
});

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#7a1f2b"/>' +
  '<path d="M6 21h20" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-dasharray="0.1 5"/>' +
  '<path d="M9 14l5 4L23 7" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>';

/** `/icon.svg`: three dots under words that stand, and a tick. */
export const iconAnswer = still(() => Promise.resolve(data('image/svg+xml; charset=utf-8', icon)));
