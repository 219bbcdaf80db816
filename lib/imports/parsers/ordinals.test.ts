import { expect, it } from 'vitest';
import { Ordinals } from '@/lib/imports/parsers/ordinals';

it('counts the places of one kind, each line once', () => {
  const ordinals = new Ordinals();
  const lines = [30, 10, 30, undefined, undefined, 50].map((line) => ordinals.of(['rule', 'a.ts'], line));
  expect(lines).toEqual(['1', '2', '1', '3', '3', '4']);
  expect(ordinals.of(['rule', 'b.ts'], 30)).toBe('1');
});

it('stays quick for very many places of one kind', () => {
  const ordinals = new Ordinals();
  const start = process.threadCpuUsage();
  for (let line = 1; line <= 300_000; line++) ordinals.of(['rule', 'a.ts'], line);
  expect(process.threadCpuUsage(start).user / 1_000).toBeLessThan(3_000);
});
