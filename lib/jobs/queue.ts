import type { z } from 'zod';

/** What travels with a job: small, JSON, never a secret. Ids, not content. */
export type JobData = { readonly [key: string]: string | number | boolean | null | readonly string[] };

/** A named queue of jobs that carry `T`. Each noun defines its own (`lib/<noun>/queue.ts`), `worker/queues.ts` lists them. */
export type Queue<T extends JobData> = {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  /** How often a failed or killed job is tried again; waits grow from one second. */
  readonly retries: number;
  /** A job that takes longer is given up and tried again. */
  readonly expireSeconds: number;
  /** A job whose worker was killed is tried again after this time; live workers prolong it by themselves. At least 10. */
  readonly heartbeatSeconds: number;
};

type Defaults = 'retries' | 'expireSeconds' | 'heartbeatSeconds';

export function defineQueue<T extends JobData>(
  queue: Omit<Queue<T>, Defaults> & Partial<Pick<Queue<T>, Defaults>>,
): Queue<T> {
  return { retries: 2, expireSeconds: 3600, heartbeatSeconds: 20, ...queue };
}
