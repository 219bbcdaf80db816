import { ConnectError } from '@/lib/tls/connect/errors';

/** Handshakes at a time with one address, counted over all scans of this process. */
const lanes = new Map<string, { running: number; waiting: (() => void)[] }>();

/**
 * Runs `work` when fewer than `most` others run for the same key. Those that wait are served in order; an aborted signal
 * takes its place out of the queue and throws ConnectError('aborted').
 */
export async function withSlot<T>(key: string, most: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const lane = lanes.get(key) ?? { running: 0, waiting: [] };
  lanes.set(key, lane);
  if (lane.running >= most) await turn(lane.waiting, signal);
  else lane.running++;
  try {
    return await work();
  } finally {
    const next = lane.waiting.shift();
    if (next !== undefined) next();
    else if (--lane.running === 0) lanes.delete(key);
  }
}

/** Waits for a slot that another hands on: `running` stays as it is. */
function turn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new ConnectError('aborted'));
    const mine = () => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    const leave = () => {
      waiting.splice(waiting.indexOf(mine), 1);
      reject(new ConnectError('aborted'));
    };
    signal.addEventListener('abort', leave, { once: true });
    waiting.push(mine);
  });
}
