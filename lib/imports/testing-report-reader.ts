import { parentPort } from 'node:worker_threads';
import { serveReports } from '@/lib/imports/reader/serve';
import { PROBE } from '@/lib/imports/testing';

/** A thread that reads the reports of tests. */
if (parentPort) serveReports(parentPort, [PROBE]);
