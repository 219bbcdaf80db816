import fc from 'fast-check';

/** A gate says the same of the same code: other cases than these are tried by `npm run properties`. */
const SEED = 20_261_123;

const { LAGEBILD_PROPERTY_SEED: seed, LAGEBILD_PROPERTY_RUNS: runs } = process.env;
fc.configureGlobal({ seed: seed ? Number(seed) : SEED, ...(runs ? { numRuns: Number(runs) } : {}) });
