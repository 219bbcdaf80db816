import { parentPort } from 'node:worker_threads';
import { PARSERS } from '@/lib/imports/parsers/registry';
import { serveReports } from '@/lib/imports/reader/serve';

/** A thread that reads reports for the worker (lib/imports/reader/threads.ts). */
if (parentPort) serveReports(parentPort, PARSERS);
