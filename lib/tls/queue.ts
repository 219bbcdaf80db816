import { z } from 'zod';
import { defineQueue } from '@/lib/jobs/queue';

/** One job a scan. It takes seconds; one whose worker was killed is taken again after 20 s. */
export const tlsQueue = defineQueue({
  name: 'tls-scans',
  schema: z.object({ scanId: z.uuid() }),
  retries: 2,
  expireSeconds: 300,
});
