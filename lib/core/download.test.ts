import { expect, test } from 'vitest';
import { download, oneBatch, tableText } from '@/lib/core/download';

type Row = { readonly name: string; readonly tags: readonly string[]; readonly score: number | null };
const COLUMNS = [
  { name: 'name', of: (row: Row) => row.name },
  { name: 'tags', of: (row: Row) => row.tags },
  { name: 'score', of: (row: Row) => row.score },
];
const ROWS: Row[] = [
  { name: '=cmd|\' /C calc\'!A0, "x"', tags: ['a', 'b'], score: -1.5 },
  { name: 'ü', tags: [], score: null },
];
const NOW = new Date('2026-11-22T23:00:00Z');

test('CSV begins with its mark and its columns, disarms formulas and leaves numbers alone', async () => {
  const file = download(tableText('csv', COLUMNS, oneBatch(ROWS)), 'things', 'csv', NOW);
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="things-2026-11-22.csv"');
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const bytes = Buffer.from(await file.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString().slice(1)).toBe('name,tags,score\r\n"\'=cmd|\' /C calc\'!A0, ""x""",a; b,-1.5\r\nü,,\r\n');
});

test('JSON lines keep lists and nulls, and no line break within a line', async () => {
  const text = await download(tableText('jsonl', COLUMNS, oneBatch(ROWS)), 'things', 'jsonl', NOW).text();
  const lines = text.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(ROWS);
});

test('a reader that stops takes nothing more, and one that goes ends the source', async () => {
  let made = 0;
  let ended = false;
  async function* endless() {
    try {
      for (;;) {
        made += 1;
        yield [{ name: 'x'.repeat(1000), tags: [], score: 0 }];
      }
    } finally {
      ended = true;
    }
  }
  const { body } = download(tableText('csv', COLUMNS, endless()), 'things', 'csv', NOW);
  const reader = body?.getReader();
  await reader?.read();
  await reader?.read();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(made).toBe(1);
  await reader?.cancel();
  expect(ended).toBe(true);
});
