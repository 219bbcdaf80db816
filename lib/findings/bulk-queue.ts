import { z } from 'zod';
import { defineQueue } from '@/lib/jobs/queue';

/** Wakes a worker: it works whatever waits, in turns, so the id is for the log. Which job is how far, the tables know. */
export const bulkQueue = defineQueue({
  name: 'bulk-decisions',
  schema: z.object({ jobId: z.uuid() }),
  retries: 5,
  expireSeconds: 3600,
});
