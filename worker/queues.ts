import { bulkQueue } from '@/lib/findings/bulk-queue';
import { importQueue } from '@/lib/imports/queue';
import { intelQueue } from '@/lib/intel/queue';
import type { JobData, Queue } from '@/lib/jobs/queue';
import { tlsQueue } from '@/lib/tls/queue';

/** Every queue of the product: made at migration time, so that web can send before a worker has ever run. */
export const QUEUES: readonly Queue<JobData>[] = [importQueue, intelQueue, bulkQueue, tlsQueue];
