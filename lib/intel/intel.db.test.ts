import { describe, expect, test } from 'vitest';
import { NOW } from '@/lib/access/testing/sign-in';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import { runIntelImport } from '@/lib/intel/mutations/run';
import { epssFile, epssGzip, kevFile, Mirror } from '@/lib/intel/testing';
import type { IntelKind } from '@/lib/intel/types';

withDatabase();
const mirror = Mirror.forThisFile();

let clock = NOW.getTime();
/** Attempts follow one another. */
function later(): Date {
  clock += 60_000;
  return new Date(clock);
}

async function attempt(kind: IntelKind, source: string, now = later()) {
  const row = { kind, origin: 'mirror', source, createdAt: now, createdByName: 'test' };
  const { id } = await unsafeDb().intelImport.create({ data: row, select: { id: true } });
  const { signal } = new AbortController();
  await runIntelImport(ctx(system, now), id, { signal, last: false, trust: mirror.trust });
  return unsafeDb().intelImport.findUniqueOrThrow({ where: { id } });
}

const scores = async () =>
  Object.fromEntries(
    (await unsafeDb().epss.findMany({ orderBy: { cve: 'asc' } })).map(({ cve, score }) => [cve, score]),
  );
const day = (date: number) => `2026-11-${date}T00:00:00+0000`;

describe('EPSS from a mirror', () => {
  test('is read, then changed by what differs, then left alone', async () => {
    const url = mirror.sends(
      '/epss',
      epssGzip(
        [
          ['CVE-2024-0001', 0.1],
          ['CVE-2024-0002', 0.2],
          ['CVE-2024-0003', 0.3],
        ],
        day(20),
      ),
      {
        etag: '"20"',
      },
    );
    expect(await attempt('epss', url)).toMatchObject({
      state: 'done',
      version: 'v2025.03.14',
      publishedAt: new Date('2026-11-20T00:00:00Z'),
      rows: 3,
      added: 3,
      changed: 0,
      removed: 0,
      etag: '"20"',
      error: null,
    });
    mirror.sends(
      '/epss',
      epssGzip(
        [
          ['CVE-2024-0001', 0.1],
          ['CVE-2024-0002', 0.25],
          ['CVE-2024-0004', 0.4],
        ],
        day(21),
      ),
      {
        etag: '"21"',
      },
    );
    expect(await attempt('epss', url)).toMatchObject({ state: 'done', rows: 3, added: 1, changed: 1, removed: 1 });
    expect(await scores()).toEqual({
      'CVE-2024-0001': expect.closeTo(0.1),
      'CVE-2024-0002': expect.closeTo(0.25),
      'CVE-2024-0004': expect.closeTo(0.4),
    });
    expect(mirror.asked.at(-1)?.headers['if-none-match']).toBe('"20"');
    mirror.on('/epss', ({ headers }, response) =>
      response.writeHead(headers['if-none-match'] === '"21"' ? 304 : 500).end(),
    );
    for (const _again of [1, 2]) {
      expect(await attempt('epss', url)).toMatchObject({ state: 'unchanged', rows: null, etag: '"21"' });
    }
    const audited = await unsafeDb().auditEntry.findMany({
      where: { action: 'intel.imported' },
      orderBy: { id: 'asc' },
    });
    expect(audited.map(({ text }) => JSON.parse(text).data)).toMatchObject([
      { added: 3, published: '2026-11-20T00:00:00.000Z', source: url },
      { added: 1, changed: 1, removed: 1 },
    ]);
  });

  test('twice the same file changes nothing', async () => {
    const url = mirror.sends(
      '/again',
      epssFile(
        [
          ['CVE-2024-0001', 0.1],
          ['CVE-2024-0002', 0.25],
        ],
        day(22),
      ),
    );
    expect((await attempt('epss', url)).state).toBe('done');
    expect(await attempt('epss', url)).toMatchObject({ state: 'unchanged', added: 0, changed: 0, removed: 0 });
  });

  const half = epssGzip(
    [
      ['CVE-2024-0001', 0.9],
      ['CVE-2024-0002', 0.9],
    ],
    day(23),
  ).subarray(0, 60);
  const late = epssFile(
    [
      ['CVE-2024-0001', 0.9],
      ['CVE-2024-0002', 0.9],
      ['nonsense', 1],
    ],
    day(23),
  );
  test.each([
    ['half a gzip', half, 'truncated'],
    ['a page of a proxy', '<html>Sign in</html>', 'wrong_content'],
    ['a file with a row that is none, at its end', late, 'bad_row'],
    [
      'a file of an older day',
      epssFile(
        [
          ['CVE-2024-0001', 0.9],
          ['CVE-2024-0002', 0.9],
        ],
        day(19),
      ),
      'older',
    ],
    ['a file without a row', epssFile([], day(23)), 'empty'],
  ])('%s is refused, and nothing of it stays', async (_what, body, code) => {
    const before = await scores();
    const tried = await attempt('epss', mirror.sends('/wrong', body));
    expect(tried).toMatchObject({ state: 'failed', error: { code } });
    expect(tried.retryAt?.getTime()).toBe((tried.finishedAt?.getTime() ?? 0) + 3_600_000);
    expect(await scores()).toEqual(before);
  });

  test('much less than is known is not the whole file', async () => {
    const many = Array.from({ length: 10 }, (_, n) => [`CVE-2024-100${n}`, 0.1] as const);
    await attempt('epss', mirror.sends('/many', epssFile(many, day(24))));
    const tried = await attempt('epss', mirror.sends('/few', epssFile(many.slice(0, 4), day(25))));
    expect(tried).toMatchObject({ state: 'failed', error: { code: 'too_few', params: { rows: 4, before: 10 } } });
    expect(await unsafeDb().epss.count()).toBe(10);
  });

  test.each([
    [429, { 'retry-after': '7200' }, 'busy', 7_200_000],
    [429, {}, 'busy', 3_600_000],
    [500, {}, 'status', 3_600_000],
  ])('a mirror that answers %i %j is asked again later', async (status, headers, code, wait) => {
    const url = mirror.on('/busy', (_request, response) => response.writeHead(status, headers).end());
    const tried = await attempt('epss', url);
    expect(tried).toMatchObject({ state: 'failed', error: { code } });
    expect(tried.retryAt?.getTime()).toBe((tried.finishedAt?.getTime() ?? 0) + wait);
  });

  test('a mirror that breaks off is told apart from one that has nothing', async () => {
    const url = mirror.on('/broken', (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write(epssFile([['CVE-2024-0001', 0.9]], day(26)));
      setTimeout(() => response.destroy(), 20);
    });
    expect(await attempt('epss', url)).toMatchObject({ state: 'failed', error: { code: 'truncated' } });
  });
});

describe('KEV', () => {
  const listed = () => unsafeDb().kev.findMany({ orderBy: { cve: 'asc' }, select: { cve: true, withdrawnAt: true } });

  test('keeps what left the catalogue, with the date, and takes it back', async () => {
    const url = mirror.sends('/kev', kevFile(['CVE-2021-44228', 'CVE-2023-34362'], '2026-11-20T15:00:00Z'));
    expect(await attempt('kev', url)).toMatchObject({ state: 'done', version: '2026.11.20', rows: 2, added: 2 });
    mirror.sends('/kev', kevFile(['CVE-2021-44228'], '2026-11-21T15:00:00Z'));
    const second = await attempt('kev', url);
    expect(second).toMatchObject({ state: 'done', rows: 1, added: 0, changed: 0, removed: 1 });
    expect(await listed()).toEqual([
      { cve: 'CVE-2021-44228', withdrawnAt: null },
      { cve: 'CVE-2023-34362', withdrawnAt: second.finishedAt },
    ]);
    mirror.sends('/kev', kevFile(['CVE-2021-44228', 'CVE-2023-34362'], '2026-11-22T15:00:00Z'));
    expect(await attempt('kev', url)).toMatchObject({ state: 'done', added: 0, changed: 1, removed: 0 });
    expect((await listed()).every(({ withdrawnAt }) => withdrawnAt === null)).toBe(true);
  });

  test('that says more than it lists is refused', async () => {
    const body = kevFile(['CVE-2021-44228', 'CVE-2023-34362'], '2026-11-23T15:00:00Z').replace(
      '"count":2',
      '"count":1500',
    );
    expect(await attempt('kev', mirror.sends('/short', body))).toMatchObject({
      state: 'failed',
      error: { code: 'truncated' },
    });
  });
});

test('an attempt is worked once; one whose worker stopped is tried again', async () => {
  const url = mirror.sends(
    '/once',
    epssFile(
      Array.from({ length: 10 }, (_, n) => [`CVE-2024-100${n}`, 0.2]),
      day(27),
    ),
  );
  const tried = await attempt('epss', url);
  const { signal } = new AbortController();
  await runIntelImport(ctx(system, later()), tried.id, { signal, last: false, trust: mirror.trust });
  expect((await unsafeDb().intelImport.findUniqueOrThrow({ where: { id: tried.id } })).finishedAt).toEqual(
    tried.finishedAt,
  );
  const row = { kind: 'epss' as const, origin: 'mirror', source: url, createdAt: later(), createdByName: 'test' };
  const { id } = await unsafeDb().intelImport.create({ data: row });
  const stopping = { signal: AbortSignal.abort(), last: false, trust: mirror.trust };
  await expect(runIntelImport(ctx(system, later()), id, stopping)).rejects.toThrow();
  expect((await unsafeDb().intelImport.findUniqueOrThrow({ where: { id } })).state).toBe('running');
});
