import { system } from '@/lib/core/testing/actors';
import { runImport } from '@/lib/imports/run';
import { PROBE } from '@/lib/imports/testing';

/** A worker of its own process, for the test that kills it: works the import that its argument names. */
const importId = process.argv[2] ?? '';
await runImport({ actor: system, now: new Date('2026-11-22T12:01:00Z'), requestId: 'child' }, importId, {
  parsers: [PROBE],
});
process.exit(0);
