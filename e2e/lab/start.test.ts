import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, SERVERS, startLab } from '@/e2e/lab/lab';

describe('the laboratory', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(['f02', 'n01', 'o16', 'r01', 'r03']);
  });
  afterAll(() => lab.stop());

  it('starts the servers asked for, or says why not', () => {
    const told = [...lab.servers.map(({ id }) => id), ...lab.notRun.map(({ id }) => id)];
    expect(told.sort()).toEqual(['f02', 'n01', 'o16', 'r01', 'r03']);
    for (const { why } of lab.notRun) expect(why).not.toBe('');
  });

  it('names each server once', () => {
    expect(new Set(SERVERS.map(({ id }) => id)).size).toBe(SERVERS.length);
  });

  it('refuses an id that it does not know', async () => {
    await expect(startLab(['n00'])).rejects.toThrow('n00');
  });
});
