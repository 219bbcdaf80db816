import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type EpssRow, readEpss } from '@/lib/intel/read-epss';
import { type KevRow, readKev } from '@/lib/intel/read-kev';
import { unpacked } from '@/lib/intel/stream';
import { epssFile, epssGzip, kevFile } from '@/lib/intel/testing';

/** In pieces of a size that cuts through lines and characters. */
function pieces(content: string | Buffer, size = 7): Readable {
  const bytes = Buffer.from(content);
  const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
  return Readable.from(parts);
}

async function epss(content: string | Buffer, size?: number) {
  const rows: EpssRow[] = [];
  const facts = await readEpss(unpacked(pieces(content, size)), async (some) => void rows.push(...some));
  return { facts, rows };
}

async function kev(content: string | Buffer) {
  const rows: KevRow[] = [];
  const facts = await readKev(unpacked(pieces(content)), async (some) => void rows.push(...some));
  return { facts, rows };
}

describe('EPSS', () => {
  test.each([
    [
      'plain',
      epssFile([
        ['CVE-2024-0001', 0.00091],
        ['CVE-2024-12345', 1],
      ]),
    ],
    [
      'gzip',
      epssGzip([
        ['CVE-2024-0001', 0.00091],
        ['CVE-2024-12345', 1],
      ]),
    ],
    [
      'with the line ends of Windows',
      epssFile([
        ['CVE-2024-0001', 0.00091],
        ['CVE-2024-12345', 1],
      ]).replaceAll('\n', '\r\n'),
    ],
  ])('%s', async (_what, content) => {
    expect(await epss(content)).toEqual({
      facts: { version: 'v2025.03.14', publishedAt: new Date('2026-11-22T00:00:00Z') },
      rows: [
        { cve: 'CVE-2024-0001', score: 0.00091, percentile: 0.5 },
        { cve: 'CVE-2024-12345', score: 1, percentile: 0.5 },
      ],
    });
  });

  test.each(['2026-11-22', '2026-11-22T12:55:00Z', '2026-11-22T00:00:00+0000'])('is dated %s', async (date) => {
    const { facts } = await epss(epssFile([['CVE-2024-0001', '1e-05']], date));
    expect(facts.publishedAt.toISOString().slice(0, 10)).toBe('2026-11-22');
  });

  test('more rows than a batch', async () => {
    const scores = Array.from({ length: 12_345 }, (_, n) => [`CVE-2024-${10_000 + n}`, 0.5] as const);
    expect((await epss(epssGzip(scores), 65_536)).rows).toHaveLength(12_345);
  });

  test.each([
    ['a page of a proxy', '<!doctype html><html><body>Sign in</body></html>', 'wrong_content', { line: 1 }],
    ['nothing', '', 'empty', {}],
    ['no date', '#model_version:v1\ncve,epss,percentile\n', 'wrong_content', { line: 1 }],
    ['other columns', '#model_version:v1,score_date:2026-11-22\ncve,score\n', 'wrong_content', { line: 2 }],
    [
      'a score beyond one',
      epssFile([
        ['CVE-2024-0001', 0.1],
        ['CVE-2024-0002', 1.2],
      ]),
      'bad_row',
      { line: 4 },
    ],
    ['no number', epssFile([['CVE-2024-0001', 'NaN']]), 'bad_row', { line: 3 }],
    ['no CVE', epssFile([["'; DROP TABLE epss; --", 0.1]]), 'bad_row', { line: 3 }],
    ['one endless line', `#${'x'.repeat(100_000)}`, 'wrong_content', { line: 1 }],
    ['half a gzip', epssGzip([['CVE-2024-0001', 0.1]]).subarray(0, 40), 'truncated', {}],
    ['a damaged gzip', Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(50, 7)]), 'damaged', {}],
    ['a bomb', gzipSync(Buffer.alloc(300 * 1024 * 1024)), 'wrong_content', { line: 1 }],
  ])('refuses %s', async (_what, content, code, params) => {
    await expect(epss(content, 65_536)).rejects.toMatchObject({ code, params });
  });

  test('a file that never ends is cut off', async () => {
    const line = `CVE-2024-0001,0.1,0.5\n`.repeat(50_000);
    const endless = async function* () {
      yield Buffer.from(epssFile([]));
      for (;;) yield Buffer.from(line);
    };
    await expect(readEpss(unpacked(endless()), async () => undefined)).rejects.toMatchObject({ code: 'too_large' });
  });
});

describe('KEV', () => {
  test('plain, and gzip', async () => {
    const expected = {
      facts: { version: '2026.11.22', publishedAt: new Date('2026-11-22T15:00:00.123Z') },
      rows: [
        {
          cve: 'CVE-2021-44228',
          name: 'Example Server CVE-2021-44228 Vulnerability',
          addedOn: '2026-11-20',
          dueOn: '2026-12-11',
          ransomware: null,
        },
      ],
    };
    expect(await kev(kevFile(['CVE-2021-44228']))).toEqual(expected);
    expect(await kev(gzipSync(kevFile(['CVE-2021-44228'])))).toEqual(expected);
  });

  test('knows ransomware, and lives without a due date', async () => {
    const { rows } = await kev(
      kevFile(['CVE-2021-44228'], undefined, { knownRansomwareCampaignUse: 'Known', dueDate: undefined }),
    );
    expect(rows).toMatchObject([{ ransomware: true, dueOn: null }]);
  });

  test.each([
    ['a page of a proxy', '<html>', 'wrong_content'],
    ['nothing', ' ', 'empty'],
    ['half a file', kevFile(['CVE-2021-44228']).slice(0, -20), 'truncated'],
    ['fewer than it says', kevFile(['CVE-2021-44228']).replace('"count":1', '"count":2'), 'truncated'],
    ['another JSON', '{"results":[]}', 'wrong_content'],
    ['no CVE', kevFile(['CVE-2021-44228; DROP']), 'wrong_content'],
    ['no date', kevFile(['CVE-2021-44228'], undefined, { dateAdded: '20.11.2026' }), 'wrong_content'],
  ])('refuses %s', async (_what, content, code) => {
    await expect(kev(content)).rejects.toMatchObject({ code });
  });
});
