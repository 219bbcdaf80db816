import 'server-only';
import { sweepImports } from '@/lib/imports/mutations/sweep';
import { importQueue } from '@/lib/imports/queue';
import { runImport } from '@/lib/imports/run';
import { handle, type NounJobs } from '@/lib/jobs/types';

const CONCURRENCY = 2;
const SWEEP_MS = 600_000;

export const importJobs: NounJobs = {
  handlers: [
    handle(
      importQueue,
      ({ importId }, { ctx, signal, last }) => runImport(ctx, importId, { signal, last }),
      CONCURRENCY,
    ),
  ],
  tasks: [{ name: 'imports', everyMs: SWEEP_MS, run: sweepImports }],
};
