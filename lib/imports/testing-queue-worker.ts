import { importHandler } from '@/lib/imports/jobs';
import { PROBE } from '@/lib/imports/testing';
import { makeBoss, workOn } from '@/worker/work';

/** A worker of its own process that takes imports from the queue until it is killed: for the test that does so. */
const boss = makeBoss();
await boss.start();
await workOn(boss, importHandler({ parsers: [PROBE] }));
