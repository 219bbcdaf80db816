import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packRecords, unpackRecord } from '@/lib/findings/record-pack';

const TEXTS = ['{"a":1}', '', '1,2\n[ä€😀]', '[]', 'x'.repeat(300_000)];

test('each record comes back from its place, and none from where there is none', async () => {
  const pack = packRecords(TEXTS);
  for (const [at, text] of TEXTS.entries()) expect(await unpackRecord(pack, at)).toBe(text);
  expect(await unpackRecord(pack, TEXTS.length)).toBeUndefined();
  expect(await unpackRecord(packRecords(['[1]']), 0)).toBe('[1]');
});

test('packs of the older kind are read still', async () => {
  const pack = zstdCompressSync(JSON.stringify(TEXTS));
  for (const [at, text] of TEXTS.entries()) expect(await unpackRecord(pack, at)).toBe(text);
  expect(await unpackRecord(pack, TEXTS.length)).toBeUndefined();
});
