import { refreshIntel } from '@/lib/intel/mutations/ask';
import { runIntelImport } from '@/lib/intel/mutations/run';
import { intelQueue } from '@/lib/intel/queue';
import { handle, type NounJobs } from '@/lib/jobs/types';

const EVERY_MS = 60_000;

export const intelJobs: NounJobs = {
  handlers: [
    handle(intelQueue, ({ intelImportId }, { ctx, signal, last }) =>
      runIntelImport(ctx, intelImportId, { signal, last }),
    ),
  ],
  tasks: [{ name: 'refresh-intel', everyMs: EVERY_MS, run: refreshIntel }],
};
