import type { Ctx } from '@/lib/core/context';
import type { JobData, Queue } from '@/lib/jobs/queue';

/** One attempt at a job. */
export type Attempt = {
  /** Acts as the system actor; `now` is the attempt's start, `requestId` the job's id. */
  readonly ctx: Ctx;
  /** 0 for the first attempt. */
  readonly number: number;
  /** No further attempt follows when this one throws: the moment to write the failure where people see it. */
  readonly last: boolean;
  /** Aborts when the worker stops or the job expires. */
  readonly signal: AbortSignal;
};

/** A queue with the function that works it. Made by `handle`, which ties the data's type to the queue's schema. */
export type Handler = {
  readonly queue: Queue<JobData>;
  /** Jobs of this queue at the same time in one worker. */
  readonly concurrency: number;
  /** Jobs of one group at the same time in all workers; as many as come unless said. */
  readonly groupConcurrency: number | undefined;
  readonly run: (data: unknown, attempt: Attempt) => Promise<void>;
};

/** Work that repeats in every worker. Runs of one task never overlap in a worker; across workers the task sees to it. */
export type Task = {
  readonly name: string;
  /** Pause between the end of a run and the next one. */
  readonly everyMs: number;
  /** May say when the next run is due: it comes then if that is sooner than the pause. */
  readonly run: (ctx: Ctx) => Promise<Date | null> | Promise<void>;
};

/** What `lib/<noun>/jobs.ts` exports and `worker/jobs.ts` lists. */
export type NounJobs = { readonly handlers?: readonly Handler[]; readonly tasks?: readonly Task[] };

/**
 * Binds `run` to `queue`. Throwing means "try again" (until `last`); returning means done.
 * A worker may be killed at any point: `run` must be safe to repeat.
 */
export function handle<T extends JobData>(
  queue: Queue<T>,
  run: (data: T, attempt: Attempt) => Promise<void>,
  concurrency = 1,
  groupConcurrency?: number,
): Handler {
  return { queue, concurrency, groupConcurrency, run: (data, attempt) => run(queue.schema.parse(data), attempt) };
}
