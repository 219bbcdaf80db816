import { randomUUID } from 'node:crypto';
import type { Ctx } from '@/lib/core/context';
import { log } from '@/lib/core/log';
import type { Task } from '@/lib/jobs/types';

/** What a job or task acts as. */
export function workerCtx(requestId: string = randomUUID()): Ctx {
  return { actor: { kind: 'system', id: null, name: 'worker' }, now: new Date(), requestId };
}

async function runOnce(task: Task): Promise<Date | null> {
  const ctx = workerCtx();
  try {
    return (await task.run(ctx)) ?? null;
  } catch (error) {
    log().error({ err: error, task: task.name, requestId: ctx.requestId }, 'task failed');
    return null;
  }
}

function pauseOf({ everyMs }: Task, due: Date | null): number {
  return due === null ? everyMs : Math.min(everyMs, Math.max(0, due.getTime() - Date.now()));
}

/**
 * Repeats a task until the returned function is called; that waits for the run under way. A failed run is logged. A run
 * that says when the next one is due has it at that moment, if the pause is not over sooner.
 */
export function repeat(task: Task): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const next = () => {
    running = runOnce(task).then((due) => {
      if (!stopped) timer = setTimeout(next, pauseOf(task, due));
    });
  };
  next();
  return () => {
    stopped = true;
    clearTimeout(timer);
    return running;
  };
}
