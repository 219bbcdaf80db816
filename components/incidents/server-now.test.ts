import { expect, it } from 'vitest';
import { ServerClock } from '@/components/incidents/server-now';

const iso = (ms: number) => new Date(ms).toISOString();

it('counts on from the latest time that an answer says, whatever the device thinks', () => {
  let counter = 500;
  const clock = new ServerClock(() => counter);
  clock.told(iso(1_000_000));
  expect(clock.now()).toEqual(new Date(1_000_000));
  counter += 2000;
  expect(clock.now()).toEqual(new Date(1_002_000));
  // Kept from before: it is two seconds old.
  clock.told(iso(1_000_000));
  expect(clock.now()).toEqual(new Date(1_002_000));
  // The counter stood while the device slept.
  clock.told(iso(1_900_000));
  expect(clock.now()).toEqual(new Date(1_900_000));
});
