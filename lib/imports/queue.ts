import { z } from 'zod';
import { defineQueue } from '@/lib/jobs/queue';

/** One job an import. A report of gigabytes may take a while; a killed worker's is taken again after 20 s. */
export const importQueue = defineQueue({
  name: 'imports',
  schema: z.object({ importId: z.uuid() }),
  retries: 5,
  expireSeconds: 3 * 3600,
});
