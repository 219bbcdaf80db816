import { expect, it } from 'vitest';
import { DomainError } from '@/lib/core/errors';
import { inSlot } from '@/lib/events/receive/slots';

const AT_ONCE = 4;
const WAITING = 32;

/** Work that ends when it is told to. */
function work() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const state = { began: false };
  const run = () => {
    state.began = true;
    return promise;
  };
  return { state, run, resolve, reject };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('lets four work, lets some wait, sends the others back, and gives slots on after failures too', async () => {
  const works = Array.from({ length: AT_ONCE + WAITING }, work);
  const runs = works.map(({ run }) => inSlot(run));
  const ends = Promise.allSettled(runs);
  await turn();
  expect(works.filter(({ state }) => state.began)).toHaveLength(AT_ONCE);

  const refused = await inSlot(async () => 'never').catch((error: DomainError) => error);
  expect(refused).toBeInstanceOf(DomainError);
  expect(refused).toMatchObject({ code: 'rate_limited', details: { retryAfterSeconds: 1 } });

  works[0]?.reject(new Error('broken delivery'));
  await turn();
  expect(works[AT_ONCE]?.state.began).toBe(true);
  expect(works[AT_ONCE + 1]?.state.began).toBe(false);

  for (const { resolve } of works) resolve('done');
  const statuses = (await ends).map(({ status }) => status);
  expect(statuses.filter((status) => status === 'rejected')).toHaveLength(1);
  expect(await inSlot(async () => 'room again')).toBe('room again');
});
