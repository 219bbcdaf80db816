import { expect, it } from 'vitest';
import { eachForItself } from '@/lib/core/each';

it('goes on after what fails, in order', async () => {
  const done: number[] = [];
  await eachForItself([1, 2, 3], 'counting', async (n) => {
    if (n === 2) throw new Error('two');
    done.push(n);
  });
  expect(done).toEqual([1, 3]);
});
