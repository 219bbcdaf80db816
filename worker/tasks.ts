import { randomUUID } from 'node:crypto';
import type { Ctx } from '@/lib/core/context';
import { log } from '@/lib/core/log';
import type { Task } from '@/lib/jobs/types';

/** What a job or task acts as. */
export function workerCtx(requestId: string = randomUUID()): Ctx {
  return { actor: { kind: 'system', id: null, name: 'worker' }, now: new Date(), requestId };
}

async function runOnce(task: Task): Promise<void> {
  const ctx = workerCtx();
  try {
    await task.run(ctx);
  } catch (error) {
    log().error({ err: error, task: task.name, requestId: ctx.requestId }, 'task failed');
  }
}

/** Repeats a task until the returned function is called; that waits for the run under way. A failed run is logged. */
export function repeat(task: Task): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const next = () => {
    running = runOnce(task).then(() => {
      if (!stopped) timer = setTimeout(next, task.everyMs);
    });
  };
  next();
  return () => {
    stopped = true;
    clearTimeout(timer);
    return running;
  };
}
