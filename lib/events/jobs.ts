import 'server-only';
import { sweepEvents } from '@/lib/events/mutations/sweep';
import type { NounJobs } from '@/lib/jobs/types';

const SWEEP_MS = 3_600_000;

export const eventJobs: NounJobs = { tasks: [{ name: 'events.sweep', everyMs: SWEEP_MS, run: sweepEvents }] };
