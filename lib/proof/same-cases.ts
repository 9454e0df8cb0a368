import { configureGlobal } from 'fast-check';

/**
 * For every vitest project: properties try the same cases each time, so that a change is judged and not luck.
 * `STET_PROOF_SEED=` (empty) tries new ones, a number repeats those of a run that found something.
 */
const seed = process.env['STET_PROOF_SEED'] ?? '20261124';
if (seed !== '') configureGlobal({ seed: Number(seed) });
