import { hostname } from 'node:os';
import { disconnect } from '@/lib/core/db';
import { log } from '@/lib/core/log';
import { endReadingThreads, readInThreads } from '@/lib/imports/reader/threads';
import { recordHeartbeat } from '@/lib/jobs/mutations';
import type { Task } from '@/lib/jobs/types';
import { JOBS } from '@/worker/jobs';
import { repeat } from '@/worker/tasks';
import { makeBoss, workOn } from '@/worker/work';

const HEARTBEAT_MS = 5_000;
const GRACE_MS = 20_000;

const heartbeat: Task = {
  name: 'heartbeat',
  everyMs: HEARTBEAT_MS,
  run: (ctx) => recordHeartbeat(`${hostname()}:${process.pid}`, ctx.now, { version: process.version }),
};

async function main(): Promise<void> {
  readInThreads(new URL('./report-reader.mjs', import.meta.url));
  const boss = makeBoss();
  await boss.start();
  for (const handler of JOBS.flatMap(({ handlers }) => handlers ?? [])) await workOn(boss, handler);
  const tasks = [heartbeat, ...JOBS.flatMap((noun) => noun.tasks ?? [])].map(repeat);
  log().info({ pid: process.pid }, 'worker ready');

  let stopping = false;
  const stop = async (reason: string) => {
    if (stopping) return;
    stopping = true;
    log().info({ reason }, 'worker stops');
    setTimeout(() => process.exit(1), GRACE_MS + 5_000).unref();
    await Promise.all([boss.stop({ graceful: true, timeout: GRACE_MS }), ...tasks.map((end) => end())]);
    await endReadingThreads();
    await disconnect();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
}

// Without its database, or after a bug, the worker ends: whoever started it starts it again, with back-off.
process.on('unhandledRejection', (error) => {
  log().fatal({ err: error }, 'worker ends');
  process.exit(1);
});

await main();
