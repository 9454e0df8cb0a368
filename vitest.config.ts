import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

import { plant, plantedFault } from './lib/proof/faults/plant.ts';

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/u, '') };
const fault = plantedFault();
/** Puts the mistake that `npm run prove` names into the program while tests run; without a name it does nothing. */
const planting = {
  name: 'planted-fault',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    fault ? plant(fault, relative(import.meta.dirname, id.split('?')[0] ?? ''), code) : null,
};
const shared = { resolve: { alias }, plugins: [planting] };
/** Properties try the same cases each time. */
const setupFiles = ['lib/proof/same-cases.ts'];

const long = ['/lib/proof/', '/lib/proof/histories/', '/lib/proof/histories/model'];
const length = ({ moduleId }: TestSpecification) => long.filter((part) => moduleId.includes(part)).length;
/** The longest suites begin first: else one worker would be alone with them at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => length(b) - length(a));
  }
}

/** domain: pure, no database. architecture: reads the tree. rooms: commands and queries on a real PostgreSQL. */
export default defineConfig({
  ...shared,
  test: {
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...shared,
        test: {
          ...{ name: 'domain', include: ['lib/domain/**/*.test.ts', 'components/**/*.test.ts'] },
          ...{ setupFiles, testTimeout: 60_000 },
        },
      },
      { ...shared, test: { name: 'architecture', include: ['lib/cli/*.test.ts'], setupFiles, testTimeout: 120_000 } },
      {
        ...shared,
        test: {
          name: 'rooms',
          include: ['lib/**/*.test.ts', 'seeds/**/*.test.ts'],
          exclude: ['lib/domain/**', 'lib/cli/**', 'node_modules/**'],
          globalSetup: ['lib/cli/testing-setup.ts'],
          setupFiles,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
