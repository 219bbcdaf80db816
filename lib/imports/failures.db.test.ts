import { describe, expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { runImport } from '@/lib/imports/run';
import type { ReportOptions } from '@/lib/imports/schema';
import { at, counts, findingsOf, importRow, send } from '@/lib/imports/testing';
import { bandit, grype, SOURCE, sarif, trivy } from '@/lib/imports/testing-reports';

/** What users of other tools suffer from, line by line: docs/compare-defectdojo.md names these tests. */
withDatabase();

async function take(productId: string, report: object | string, minute: number, options?: ReportOptions) {
  const text = typeof report === 'string' ? report : JSON.stringify(report);
  const id = await send(ctx(system, at(minute)), productId, text, options);
  await runImport(ctx(system, at(minute)), id);
  return importRow(id);
}

const statuses = async (productId: string) => (await findingsOf(productId)).map(({ status }) => status);
const decide = (productId: string, status: 'false_positive') =>
  unsafeDb().finding.updateMany({ where: { productId }, data: { status } });

test('line 1: an identical report imported again changes nothing', async () => {
  const { productId } = await aProduct();
  const report = bandit({ 'src/a.py': SOURCE, 'src/b.py': SOURCE + SOURCE });
  expect(counts(await take(productId, report, 0))).toEqual([3, 0, 0, 0, 0]);
  const before = await findingsOf(productId);
  expect(counts(await take(productId, report, 1))).toEqual([0, 0, 0, 0, 3]);
  expect(await findingsOf(productId)).toEqual(before);
});

test('line 2: equal records of one report are one finding and never close each other', async () => {
  const { productId } = await aProduct();
  const one = grype({});
  const twice = { ...one, matches: [...one.matches, ...one.matches] };
  expect(counts(await take(productId, twice, 0))).toEqual([1, 0, 0, 0, 0]);
  expect(counts(await take(productId, twice, 1))).toEqual([0, 0, 0, 0, 1]);
  const fewer = await take(productId, one, 2);
  expect([fewer.newCount, fewer.fixedCount, fewer.reopenedCount]).toEqual([0, 0, 0]);
  expect(await statuses(productId)).toEqual(['open']);
});

test('line 3: an inserted line moves a SAST finding, whose triage stays', async () => {
  const { productId } = await aProduct();
  await take(productId, bandit({ 'src/a.py': SOURCE }), 0);
  await decide(productId, 'false_positive');
  const moved = await take(productId, bandit({ 'src/a.py': `import os\n${SOURCE}` }), 1);
  expect([moved.newCount, moved.fixedCount, moved.reopenedCount]).toEqual([0, 0, 0]);
  expect(await findingsOf(productId)).toMatchObject([{ status: 'false_positive', location: 'src/a.py:4' }]);
});

describe('line 3: a renamed file', () => {
  test('takes its findings along, with their triage', async () => {
    const { productId } = await aProduct();
    const other = { 'src/z.py': `import z\n\n${SOURCE}` };
    await take(productId, bandit({ 'src/a.py': SOURCE, ...other }), 0);
    await unsafeDb().finding.updateMany({ where: { productId, path: 'src/a.py' }, data: { status: 'false_positive' } });
    const known = await findingsOf(productId);
    const moved = await take(productId, bandit({ 'lib/pay.py': SOURCE, ...other }), 1);
    expect(counts(moved)).toEqual([0, 1, 0, 0, 1]);
    const after = await findingsOf(productId);
    expect(after.map(({ id }) => id)).toEqual(known.map(({ id }) => id));
    const pay = after.find(({ path }) => path === 'lib/pay.py');
    expect(pay).toMatchObject({ status: 'false_positive', location: 'lib/pay.py:3', version: 2, firstSeenAt: at(0) });
    expect(pay?.sources).toMatchObject([{ present: true, firstSeenAt: at(0), lastSeenAt: at(1) }]);
    expect(pay?.events).toMatchObject([{ kind: 'updated', changes: { path: ['src/a.py', 'lib/pay.py'] } }]);
    expect(counts(await take(productId, bandit({ 'lib/pay.py': SOURCE, ...other }), 2))).toEqual([0, 0, 0, 0, 2]);
    const flow = await unsafeDb().findingFlow.groupBy({ by: ['change'], where: { productId }, _sum: { n: true } });
    expect(flow.flatMap(({ change, _sum }) => (_sum.n ? [[change, _sum.n]] : [])).sort()).toEqual([
      ['dismissed', 1],
      ['new', 2],
    ]);
  });

  test('is not guessed where two files could be the one, unless its name tells', async () => {
    const { productId } = await aProduct();
    await take(productId, bandit({ 'a.py': SOURCE, 'b.py': SOURCE }), 0);
    expect(counts(await take(productId, bandit({ 'lib/a.py': SOURCE, 'c.py': SOURCE }), 1))).toEqual([1, 1, 1, 0, 0]);
    const found = await findingsOf(productId);
    expect(found.map(({ path, status }) => `${path} ${status}`).sort()).toEqual([
      'b.py fixed',
      'c.py open',
      'lib/a.py open',
    ]);
  });

  test('stays where another branch still reports it at its old place', async () => {
    const { productId } = await aProduct();
    await take(productId, bandit({ 'a.py': SOURCE }), 0, { branch: 'main' });
    await take(productId, bandit({ 'a.py': SOURCE }), 1, { branch: 'dev' });
    expect(counts(await take(productId, bandit({ 'b.py': SOURCE }), 2, { branch: 'main' }))).toEqual([1, 1, 0, 0, 0]);
    expect((await findingsOf(productId)).map(({ path }) => path).sort()).toEqual(['a.py', 'b.py']);
  });
});

test('line 4: a reworded CVE stays the false positive that it was', async () => {
  const { productId } = await aProduct();
  await take(productId, trivy({ Title: 'openssl: overflow', Description: 'A buffer overflows.' }), 0);
  await decide(productId, 'false_positive');
  const reworded = { Title: 'OpenSSL heap overflow', Description: 'Attackers may crash it.', Severity: 'CRITICAL' };
  expect(counts(await take(productId, trivy(reworded), 1))).toEqual([0, 1, 0, 0, 0]);
  expect(await findingsOf(productId)).toMatchObject([
    {
      status: 'false_positive',
      severity: 4,
      detail: { description: expect.stringContaining('Attackers may crash it') },
    },
  ]);
});

test('line 5: src/v1 line 23 and src/v line 123 are two findings', async () => {
  const { productId } = await aProduct();
  expect(
    counts(
      await take(
        productId,
        sarif([
          ['src/v1', 23],
          ['src/v', 123],
        ]),
        0,
      ),
    ),
  ).toEqual([2, 0, 0, 0, 0]);
  expect(counts(await take(productId, sarif([['src/v', 123]]), 1))).toEqual([0, 0, 1, 0, 1]);
  const found = await findingsOf(productId);
  expect(found.map(({ path, status }) => `${path} ${status}`).sort()).toEqual(['src/v open', 'src/v1 fixed']);
});

describe('line 6: one vulnerability of one package', () => {
  test('is one finding with two scanners’ evidence, open while one of them reports it', async () => {
    const { productId } = await aProduct();
    expect(counts(await take(productId, trivy({}), 0))).toEqual([1, 0, 0, 0, 0]);
    expect(counts(await take(productId, grype({}), 1))).toEqual([0, 1, 0, 0, 0]);
    const [both] = await findingsOf(productId);
    expect(both?.sources.map(({ present }) => present)).toEqual([true, true]);
    await take(productId, { ...trivy({}), Results: [] }, 2);
    expect(await statuses(productId)).toEqual(['open']);
    await take(productId, { ...grype({}), matches: [] }, 3);
    expect(await statuses(productId)).toEqual(['fixed']);
  });

  test('under whatever id it is reported: CVE or GHSA', async () => {
    const { productId } = await aProduct();
    await take(productId, trivy({}), 0);
    expect(counts(await take(productId, grype({ id: 'GHSA-aaaa-bbbb-cccc' }), 1))).toEqual([0, 1, 0, 0, 0]);
    expect(await findingsOf(productId)).toHaveLength(1);
  });
});

test('line 7: severity, EPSS and fix version follow the report, with history', async () => {
  const { productId } = await aProduct();
  await take(productId, grype({}), 0);
  await take(productId, grype({ severity: 'Critical', epss: 0.9, fix: '3.0.2' }), 1);
  const [found] = await findingsOf(productId);
  expect(found).toMatchObject({ severity: 4, epss: expect.closeTo(0.9), fixVersion: '3.0.2', fixAvailable: true });
  expect(found?.events.filter(({ kind }) => kind === 'updated')).toMatchObject([
    {
      kind: 'updated',
      changes: { severity: [3, 4], epss: [0.1, 0.9], fixVersion: [null, '3.0.2'], fixAvailable: [false, true] },
    },
  ]);
});

test('line 8: a report of another branch, service, image or environment closes nothing', async () => {
  const { productId } = await aProduct();
  const said = { target: 'shop', branch: 'main', environment: 'prod', service: 'api' };
  await take(productId, grype({}), 0, said);
  const others = [
    { branch: 'dev' },
    { environment: 'test' },
    { service: 'web' },
    { image: 'web:1' },
    { target: 'web' },
  ];
  for (const [n, other] of others.entries()) {
    const row = await take(productId, { ...grype({}), matches: [] }, n + 1, { ...said, ...other });
    expect([row.state, row.fixedCount]).toEqual(['done', 0]);
  }
  expect(await statuses(productId)).toEqual(['open']);
  expect((await take(productId, { ...grype({}), matches: [] }, 9, said)).fixedCount).toBe(1);
});

test('line 11: a request only stores its report: the worker reads it, and tells how far it is', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system, at(0)), productId, 'nothing that anybody could read');
  expect(await importRow(id)).toMatchObject({ state: 'queued', startedAt: null, error: null });
  await runImport(ctx(system, at(0)), id);
  expect(await importRow(id)).toMatchObject({ state: 'failed', error: { code: expect.any(String) } });
});

test('line 12: a report that breaks at its end changes nothing at all', async () => {
  const { productId } = await aProduct();
  await take(productId, bandit({ 'src/a.py': SOURCE }), 0);
  const before = await findingsOf(productId);
  const hosts = Array.from(
    { length: 3_000 },
    (_, n) => `<host><address addr="192.0.2.${n}" addrtype="ipv4"/>
    <ports><port protocol="tcp" portid="22"><state state="open"/></port></ports></host>`,
  );
  const broken = await take(productId, `<nmaprun scanner="nmap" args="nmap x">${hosts.join('')}<host>`, 1);
  expect(broken).toMatchObject({ state: 'failed', newCount: 0, error: { code: 'truncated' } });
  expect(await findingsOf(productId)).toEqual(before);
  expect(await unsafeDb().source.count({ where: { productId } })).toBe(1);
  expect(await unsafeDb().importSet.count({ where: { importId: broken.id } })).toBe(0);
});

describe('an older report that arrives late', () => {
  const [newer, older] = [
    { 'a.py': SOURCE, 'b.py': SOURCE },
    { 'a.py': SOURCE, 'c.py': `import c\n${SOURCE}` },
  ];

  test('closes nothing that a newer one saw, and opens nothing again that it closed', async () => {
    const { productId } = await aProduct();
    await take(productId, bandit(older), 0);
    expect(counts(await take(productId, bandit(newer), 20))).toEqual([1, 0, 1, 0, 1]);
    const before = await findingsOf(productId);
    const late = await take(productId, bandit(older), 30, { scan_at: at(10) });
    expect(counts(late)).toEqual([0, 0, 0, 0, 2]);
    expect(late.warnings).toContainEqual({ code: 'older_report', count: 1, example: '' });
    expect(await findingsOf(productId)).toEqual(before);
  });

  test('does neither where it is a part', async () => {
    const { productId } = await aProduct();
    await take(productId, bandit(older), 0);
    await take(productId, bandit(newer), 20);
    const before = await findingsOf(productId);
    const late = await take(productId, bandit(older), 30, { scan_at: at(10), complete: false });
    expect(counts(late)).toEqual([0, 0, 0, 0, 2]);
    expect(await findingsOf(productId)).toEqual(before);
    expect(await unsafeDb().source.findFirst({ where: { productId } })).toMatchObject({ lastScanAt: at(20) });
  });

  test('counts for its own source only: another branch was never scanned later', async () => {
    const { productId } = await aProduct();
    await take(productId, bandit(newer), 20, { branch: 'main' });
    const late = await take(productId, bandit(older), 30, { branch: 'dev', scan_at: at(10) });
    expect(late.warnings).toEqual([]);
    expect(late.newCount).toBe(1);
  });
});
