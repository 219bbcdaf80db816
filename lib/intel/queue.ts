import { z } from 'zod';
import { defineQueue } from '@/lib/jobs/queue';

/** One job an attempt at reading EPSS or KEV. */
export const intelQueue = defineQueue({
  name: 'intel',
  schema: z.object({ intelImportId: z.uuid() }),
  retries: 2,
  expireSeconds: 900,
});
