import { expect, it } from 'vitest';
import { askAgainIn } from '@/lib/imports/queries';

it('asks again only while something is under way', () => {
  for (const state of ['uploading', 'queued', 'running'] as const)
    expect(askAgainIn([{ state: 'done' }, { state }])).toBe(1_000);
  expect(askAgainIn([{ state: 'done' }, { state: 'failed' }, { state: 'cancelled' }])).toBe(false);
  expect(askAgainIn([])).toBe(false);
});
