import { system } from '@/lib/core/testing/actors';
import { readInThreads } from '@/lib/imports/reader/threads';
import { runImport } from '@/lib/imports/run';
import { PROBE } from '@/lib/imports/testing';

/** A worker of its own process, for the test that kills it: works the import that its argument names. */
readInThreads(new URL('./test-report-reader.mjs', import.meta.url), [PROBE]);
const importId = process.argv[2] ?? '';
await runImport({ actor: system, now: new Date('2026-11-22T12:01:00Z'), requestId: 'child' }, importId, {
  parsers: [PROBE],
});
process.exit(0);
