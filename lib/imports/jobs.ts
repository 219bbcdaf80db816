import 'server-only';
import { importQueue } from '@/lib/imports/queue';
import { runImport } from '@/lib/imports/run';
import { handle, type NounJobs } from '@/lib/jobs/types';

const CONCURRENCY = 2;

export const importJobs: NounJobs = {
  handlers: [
    handle(
      importQueue,
      ({ importId }, { ctx, signal, last }) => runImport(ctx, importId, { signal, last }),
      CONCURRENCY,
    ),
  ],
};
