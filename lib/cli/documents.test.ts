import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { withTables } from '@/lib/cli/documents';

const pages = ['README.md', 'ARCHITECTURE.md', 'DECISIONS.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];
const textOf = (file: string) => readFileSync(file, 'utf8');

test('the tables of SECURITY.md are those of the program (node --import tsx lib/cli/documents.ts writes them)', () => {
  expect(textOf('SECURITY.md')).toBe(withTables(textOf('SECURITY.md')));
});

describe.each(pages)('%s', (page) => {
  it('names only files that exist', () => {
    const named = [...textOf(page).matchAll(/`((?:app|components|lib|prisma|seeds|e2e)\/[\w./()[\]-]+)`/gu)].map(
      (match) => match[1] ?? '',
    );
    const linked = [...textOf(page).matchAll(/\]\((?!https?:|#|e2e\/screenshots)([^)#]+)/gu)].map(
      (match) => match[1] ?? '',
    );
    expect([...named, ...linked].filter((file) => !existsSync(file))).toEqual([]);
  });
});

test('every setting of the program stands in the README', () => {
  const settings = [...textOf('lib/system/env.ts').matchAll(/^ {2}([A-Z_]+): /gmu)].map((match) => match[1] ?? '');
  expect(settings.length).toBeGreaterThan(10);
  expect(settings.filter((name) => !textOf('README.md').includes(`\`${name}\``))).toEqual([]);
});

test('ARCHITECTURE.md is short, and so is each decision', () => {
  expect(textOf('ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(151);
  for (const entry of textOf('DECISIONS.md').split(/^## /mu).slice(1)) {
    expect(entry.trim().split('\n').length).toBeLessThanOrEqual(25);
  }
});
