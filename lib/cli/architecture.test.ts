import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = path.join(import.meta.dirname, '..', '..');
const folders = ['app', 'components', 'lib', 'seeds', 'e2e'];
const configFile = path.join(root, '.dependency-cruiser.cjs');
const isTest = (name: string) => /\.test\.tsx?$/u.test(name);

const reportSchema = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

/** What dependency-cruiser says of the tree in `cwd`, with this project's rules. */
function cruise(cwd: string) {
  const program = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const run = spawnSync(process.execPath, [program, '--config', configFile, '--output-type', 'json', ...folders], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (!run.stdout.startsWith('{')) throw new Error(run.stderr || run.stdout);
  return reportSchema.parse(JSON.parse(run.stdout));
}

/** Files below a folder, as paths from the root with slashes. */
function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

/** Folders below a folder, itself included. */
function foldersBelow(folder: string): string[] {
  const inner = readdirSync(path.join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...inner.flatMap((entry) => foldersBelow(`${folder}/${entry.name}`))];
}

const programs = folders.flatMap(filesBelow).filter((file) => /\.tsx?$/u.test(file));

/** For each rule a file that breaks it, and what it imports. The imported files are made empty. */
const plants: Record<string, { from: string; imports: string; to?: string; jsx?: boolean }> = {
  'no-cycles': { from: 'lib/reviews/round.ts', imports: '@/lib/reviews/trip', to: 'lib/reviews/trip.ts' },
  'domain-is-pure': { from: 'lib/domain/impure.ts', imports: 'node:fs' },
  'contract-is-pure': { from: 'lib/contract/impure.ts', imports: '@/lib/db/client', to: 'lib/db/client.ts' },
  'only-web-knows-next': { from: 'lib/articles/framework.ts', imports: 'next' },
  'only-pages-makes-html': { from: 'lib/versions/markup.ts', imports: 'react-dom/server' },
  'server-stands-alone': { from: 'lib/web/server/heavy.ts', imports: '@/lib/db/client', to: 'lib/db/client.ts' },
  'app-goes-through-capabilities': {
    from: 'app/desk/page.tsx',
    imports: '@/lib/db/client',
    to: 'lib/db/client.ts',
    jsx: true,
  },
  'pages-do-not-write': {
    from: 'app/desk/writes.ts',
    imports: '@/lib/articles/commands/article',
    to: 'lib/articles/commands/article.ts',
  },
  'queries-do-not-write': {
    from: 'lib/sources/queries.ts',
    imports: '@/lib/articles/commands/article',
    to: 'lib/articles/commands/article.ts',
  },
  'capabilities-do-not-share-writes': {
    from: 'lib/sources/commands.ts',
    imports: '@/lib/articles/commands/article',
    to: 'lib/articles/commands/article.ts',
  },
  'components-do-not-fetch': {
    from: 'components/editor/fetches.tsx',
    imports: '@/lib/articles/queries/articles',
    to: 'lib/articles/queries/articles.ts',
    jsx: true,
  },
  'reader-is-a-corridor': {
    from: 'app/(reader)/short-cut.ts',
    imports: '@/lib/articles/queries/articles',
    to: 'lib/articles/queries/articles.ts',
  },
  'pages-read-versions-only': {
    from: 'lib/pages/peek.ts',
    imports: '@/lib/revisions/queries',
    to: 'lib/revisions/queries.ts',
  },
  'reader-ships-no-script': {
    from: 'components/reader/busy.tsx',
    imports: '@/components/desk/menu.client',
    to: 'components/desk/menu.client.tsx',
    jsx: true,
  },
  'prose-is-neutral': {
    from: 'components/prose/leaning.tsx',
    imports: '@/components/desk/menu.client',
    to: 'components/desk/menu.client.tsx',
    jsx: true,
  },
  'ui-knows-no-domain': {
    from: 'components/ui/knows.tsx',
    imports: '@/lib/domain/actor',
    to: 'lib/domain/actor.ts',
    jsx: true,
  },
  'e2e-stays-outside': { from: 'e2e/inside.spec.ts', imports: '@/lib/domain/actor', to: 'lib/domain/actor.ts' },
  'tops-are-tops': { from: 'lib/transfer/top.ts', imports: '@/lib/cli/start.mjs', to: 'lib/cli/start.mjs' },
};

describe('the layer rules', () => {
  const tree = mkdtempSync(path.join(os.tmpdir(), 'stet-canary-'));
  let report: z.infer<typeof reportSchema>;

  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  };

  beforeAll(() => {
    cpSync(path.join(root, 'tsconfig.json'), path.join(tree, 'tsconfig.json'));
    for (const name of folders) mkdirSync(path.join(tree, name), { recursive: true });
    write('node_modules/next/package.json', '{"name":"next","main":"index.js"}');
    write('node_modules/next/index.js', '');
    write('node_modules/react-dom/package.json', '{"name":"react-dom"}');
    write('node_modules/react-dom/server.js', '');
    for (const { to } of Object.values(plants)) if (to) write(to, 'export const planted = 1;\n');
    for (const { from, imports, jsx } of Object.values(plants)) {
      const before = jsx ? 'const Before = () => <p className="x">before</p>;\n' : '';
      write(from, `import * as planted from '${imports}';\n${before}export const use = [planted];\n`);
    }
    write('lib/reviews/trip.ts', "import { use } from '@/lib/reviews/round';\nexport const planted = [use];\n");
    report = cruise(tree);
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it('each have a plant here', () => {
    const config: unknown = createRequire(import.meta.url)(configFile);
    const { forbidden } = z.object({ forbidden: z.array(z.object({ name: z.string() })) }).parse(config);
    expect(Object.keys(plants).toSorted()).toEqual(forbidden.map(({ name }) => name).toSorted());
  });

  it.each(Object.entries(plants))('%s is reported', (name, { from }) => {
    expect(report.summary.violations).toContainEqual(
      expect.objectContaining({ from, rule: expect.objectContaining({ name }) }),
    );
  });

  it('look at every file of the tree, and find nothing wrong', () => {
    const real = cruise(root);
    const seen = new Set(real.modules.map(({ source }) => source));
    expect(programs.filter((file) => !seen.has(file))).toEqual([]);
    expect(real.summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`)).toEqual([]);
  });
});

describe('the tree', () => {
  const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
  const says = (directive: string) => (file: string) =>
    new RegExp(`^\\s*['"]${directive}['"];?\\s*$`, 'mu').test(textOf(file));

  it("has 'use client' in the .client.tsx files under components and nowhere else", () => {
    const wanted = programs.filter((file) => /^components\/.*\.client\.tsx$/u.test(file));
    // Next wants the directive in its special file itself, which only names a component of ours.
    expect(programs.filter(says('use client')).toSorted()).toEqual([...wanted, 'app/error.tsx'].toSorted());
    expect(programs.filter((file) => file.endsWith('.client.tsx') && !file.startsWith('components/'))).toEqual([]);
  });

  it("has no 'use server'", () => {
    expect(programs.filter(says('use server'))).toEqual([]);
  });

  it('has no folder above 16 entries', () => {
    const sizes = folders.flatMap(foldersBelow).map((folder) => {
      const entries = readdirSync(path.join(root, folder)).filter((name) => !isTest(name));
      return { folder, entries: entries.length };
    });
    expect(sizes.filter(({ entries }) => entries > 16)).toEqual([]);
  });
});

describe('the lockfile', () => {
  it('is complete for all platforms and names no registry', () => {
    const text = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
    const packageSchema = z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() });
    const { packages } = z.object({ packages: z.record(z.string(), packageSchema) }).parse(JSON.parse(text));
    const have = new Set(Object.keys(packages).map((place) => place.split('node_modules/').pop()));
    const wanted = Object.values(packages).flatMap(({ optionalDependencies }) =>
      Object.keys(optionalDependencies ?? {}),
    );
    expect(wanted.filter((name) => !have.has(name))).toEqual([]);
    expect(text).not.toContain('"resolved"');
  });
});
