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
