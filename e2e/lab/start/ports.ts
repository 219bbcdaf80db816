import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the range from which systems give away ports by themselves: nobody takes one between our asking and nginx's start. */
const RANGE = { from: 20_000, to: 32_000 } as const;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** So many neighbouring ports of the loopback that are free now. @throws where there are none after many tries */
export async function freePorts(count: number): Promise<readonly number[]> {
  for (let tries = 0; tries < 50; tries += 1) {
    const first = randomInt(RANGE.from, RANGE.to - count);
    const ports = Array.from({ length: count }, (_, at) => first + at);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return ports;
  }
  throw new Error(`no ${count} free ports next to each other`);
}
