import { importHandler } from '@/lib/imports/jobs';
import { readInThreads } from '@/lib/imports/reader/threads';
import { PROBE } from '@/lib/imports/testing';
import { makeBoss, workOn } from '@/worker/work';

/** A worker of its own process that takes imports from the queue until it is killed: for the test that does so. */
readInThreads(new URL('./test-report-reader.mjs', import.meta.url), [PROBE]);
const boss = makeBoss();
await boss.start();
await workOn(boss, importHandler({ parsers: [PROBE] }));
