import { expect, test } from 'vitest';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { waitingForLocks } from '@/lib/core/testing/locks';
import { at, counts, findingsOf, importReport, type ProbeFinding } from '@/lib/imports/testing';

withDatabase();

const CVE = 'CVE-2026-1000';
const GHSA = 'GHSA-aaaa-bbbb-cccc';
const GO = 'GO-2026-0001';

/** The vulnerability of left-pad as a scanner names it, `other` being what else it knows it by. */
function named(name: string, ...other: string[]): ProbeFinding {
  return {
    id: name,
    ruleId: name,
    kind: 'dependency',
    ids: [name, ...other],
    identity: ['pkg:npm/left-pad', name],
    location: { packageName: 'left-pad', packageVersion: '1.0.0' },
  };
}

const of = (tool: string, ...findings: ProbeFinding[]) => ({ tool, target: 'app', findings });

async function states(productId: string) {
  const found = await findingsOf(productId);
  return found.map(({ ruleId, status, sources }) => [ruleId, status, sources.filter(({ present }) => present).length]);
}

test('two scanners name one vulnerability differently: one finding with two pieces of evidence', async () => {
  const { productId } = await aProduct();
  await importReport(productId, of('trivy', named(CVE, GHSA)), 0);
  const second = await importReport(productId, of('osv', named(GHSA)), 1);
  expect(counts(second)).toEqual([0, 1, 0, 0, 0]);
  expect(await states(productId)).toEqual([[CVE, 'open', 2]]);
});

test('it stays open while one of them reports it, and is fixed when none does', async () => {
  const { productId } = await aProduct();
  await importReport(productId, of('osv', named(GHSA)), 0);
  await importReport(productId, of('trivy', named(CVE, GHSA)), 1);
  expect(await states(productId)).toEqual([[GHSA, 'open', 2]]);
  await importReport(productId, of('trivy'), 2);
  expect(await states(productId)).toEqual([[GHSA, 'open', 1]]);
  expect(counts(await importReport(productId, of('osv', named(GHSA)), 3))).toEqual([0, 0, 0, 0, 1]);
  expect(counts(await importReport(productId, of('osv'), 4))).toEqual([0, 0, 1, 0, 0]);
  expect(await states(productId)).toEqual([[GHSA, 'fixed', 0]]);
});

test('a name that a scanner learns later leads to the same finding', async () => {
  const { productId } = await aProduct();
  await importReport(productId, of('osv', named(GHSA)), 0);
  const learned = { ...named(CVE, GHSA), title: 'Now with a CVE' };
  expect(counts(await importReport(productId, of('osv', learned), 1))).toEqual([0, 1, 0, 0, 0]);
  expect(counts(await importReport(productId, of('osv', learned), 2))).toEqual([0, 0, 0, 0, 1]);
  expect(counts(await importReport(productId, of('grype', named(CVE)), 3))).toEqual([0, 1, 0, 0, 0]);
  expect(await states(productId)).toEqual([[CVE, 'open', 2]]);
});

test('two records of one report that name it differently are one finding', async () => {
  const { productId } = await aProduct();
  const row = await importReport(productId, of('osv', named(GHSA, CVE), named(GO, GHSA)), 0);
  expect(counts(row)).toEqual([1, 0, 0, 0, 0]);
  expect(row.warnings).toEqual([{ code: 'equal_records', count: 1, example: '' }]);
});

test('ids of several vulnerabilities are no names of one', async () => {
  const { productId } = await aProduct();
  const advisory = { ...named('RHSA-2026:1', CVE, 'CVE-2026-2000'), identity: ['pkg:npm/left-pad', 'RHSA-2026:1'] };
  await importReport(productId, of('openscap', advisory), 0);
  await importReport(productId, of('trivy', named(CVE)), 1);
  expect(await unsafeDb().finding.count({ where: { productId } })).toBe(2);
});

test('findings that turn out to be one are joined: the decided one stays, evidence and history follow', async () => {
  const { productId } = await aProduct();
  await importReport(productId, of('osv', named(GHSA)), 0);
  await importReport(productId, of('trivy', named(CVE)), 1);
  const before = await findingsOf(productId);
  await unsafeDb().finding.updateMany({
    where: { productId, ruleId: GHSA },
    data: { status: 'false_positive', reason: 'not_reachable' },
  });
  await importReport(productId, of('grype', { ...named(CVE, GHSA), title: 'Both' }), 2);
  const after = await findingsOf(productId);
  const [cve, ghsa] = after;
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(ghsa).toMatchObject({ ruleId: GHSA, status: 'false_positive', reason: 'not_reachable' });
  expect(ghsa?.sources.map(({ present }) => present)).toEqual([true, true, true]);
  expect(cve).toMatchObject({ ruleId: CVE, status: 'duplicate', duplicateOfId: ghsa?.id, sources: [] });
  expect(cve?.events.map(({ kind }) => kind)).toEqual(['joined']);
  expect(ghsa?.events.map(({ kind }) => kind)).toContain('joined');
  for (const [minute, report] of [
    of('osv', named(GHSA)),
    of('trivy', named(CVE)),
    of('grype', named(CVE, GHSA)),
  ].entries()) {
    const [made, , closed, reopened] = counts(await importReport(productId, report, 3 + minute));
    expect([made, closed, reopened]).toEqual([0, 0, 0]);
  }
  expect((await findingsOf(productId)).map(({ status }) => status)).toEqual(['duplicate', 'false_positive']);
});

test('a source that knew both keeps one piece of evidence, and closes what it no longer reports', async () => {
  const { productId } = await aProduct();
  await importReport(productId, of('osv', named(CVE), named(GHSA), named(GO)), 0);
  const row = await importReport(productId, of('osv', { ...named(CVE, GHSA), title: 'One' }), 1);
  expect(row.state).toBe('done');
  const found = await findingsOf(productId);
  expect(found.map(({ ruleId, status }) => [ruleId, status])).toEqual([
    [CVE, 'open'],
    [GHSA, 'duplicate'],
    [GO, 'fixed'],
  ]);
  expect(found[0]?.sources).toMatchObject([{ present: true, lastSeenAt: at(1) }]);
  expect(found[1]?.sources).toEqual([]);
});

test('chains of names end in one finding', async () => {
  const { productId } = await aProduct();
  await importReport(productId, of('a', named(CVE)), 0);
  await importReport(productId, of('b', named(GHSA)), 1);
  await importReport(productId, of('c', named(GO)), 2);
  const row = await importReport(productId, of('d', { ...named(GO, GHSA), title: 'x' }, named(CVE, GHSA)), 3);
  expect(row.state).toBe('done');
  const found = await findingsOf(productId);
  const open = found.filter(({ status }) => status === 'open');
  expect(open).toHaveLength(1);
  expect(open[0]?.sources).toHaveLength(4);
  expect(found.filter(({ status }) => status === 'duplicate').map(({ duplicateOfId }) => duplicateOfId)).toEqual([
    open[0]?.id,
    open[0]?.id,
  ]);
});

const MANY: readonly ProbeFinding[] = Array.from({ length: 6_000 }, (_, n) => ({ id: `f${n}` }));
const openCount = (productId: string) => unsafeDb().finding.count({ where: { productId, status: 'open' } });

test.each([
  ['a further name of a record that is new', [], [named(CVE), named(CVE, GHSA)], [named(GHSA)]],
  ['the own name of a further record', [], [named(GHSA), named(CVE, GHSA)], [named(CVE)]],
  ['a name that this very report has told', [named(GHSA)], [named(CVE, GHSA), named(CVE)], [named(GHSA)]],
  ['a record that is written before its name is told', [named(GHSA)], [named(CVE), named(CVE, GHSA)], [named(GHSA)]],
  ['three records, the last of which joins the others', [], [named(CVE), named(GHSA), named(CVE, GHSA)], [named(GHSA)]],
])('one vulnerability, one open finding: %s', async (_, before, report, after) => {
  const { productId } = await aProduct();
  if (before.length > 0) await importReport(productId, of('npm', ...before), 0);
  await importReport(productId, of('grype', ...report), 1);
  expect(await openCount(productId)).toBe(1);
  await importReport(productId, of('npm', ...after), 2);
  const again = await importReport(productId, of('grype', ...report, { id: 'n' }), 3);
  expect(counts(again)).toEqual([1, 0, 0, 0, 1]);
  expect(await openCount(productId)).toBe(2);
});

test('what this report made goes into what was known, with the tags that a person gave it', async () => {
  const { productId } = await aProduct();
  await importReport(productId, of('npm', named(GHSA)), 0);
  await unsafeDb().finding.updateMany({ where: { productId }, data: { tags: ['mine'], status: 'confirmed' } });
  const both = { ...named(CVE, GHSA), title: 'Grype', severity: 1 as const };
  const row = await importReport(productId, of('grype', named(CVE), ...MANY, both), 1);
  expect(row.newCount).toBe(MANY.length);
  const known = await unsafeDb().finding.findFirstOrThrow({
    where: { productId, ruleId: GHSA },
    include: { sources: true },
  });
  expect(known).toMatchObject({ status: 'confirmed', tags: ['mine'], severity: 3 });
  expect(known.sources).toHaveLength(2);
});

test('a chain of thousands of names is one finding', async () => {
  const { productId } = await aProduct();
  const length = 14_000;
  const go = (n: number) => `GO-2026-${n}`;
  await importReport(productId, of('a', ...Array.from({ length }, (_, n) => named(go(n)))), 0);
  const linked = Array.from({ length: length - 1 }, (_, n) => named(go(length - 1 - n), go(length - 2 - n)));
  expect((await importReport(productId, of('b', ...linked), 1)).state).toBe('done');
  expect(await openCount(productId)).toBe(1);
});

test('a decision that a person makes while findings are joined is not lost', async () => {
  const { productId } = await aProduct();
  await importReport(productId, of('osv', named(CVE)), 0);
  await importReport(productId, of('trivy', named(GHSA)), 1);
  const client = await pgPool().connect();
  await client.query('BEGIN');
  await client.query(
    `UPDATE finding SET status = 'false_positive', reason = 'not_reachable', version = version + 1
     WHERE product_id = $1 AND rule_id = $2`,
    [productId, GHSA],
  );
  const running = importReport(productId, of('grype', { ...named(CVE, GHSA), title: 'Both' }), 2);
  await expect.poll(waitingForLocks).toBe(1);
  await client.query('COMMIT');
  client.release();
  await running;
  expect(await states(productId)).toEqual([
    [CVE, 'duplicate', 0],
    [GHSA, 'false_positive', 3],
  ]);
});

test('what was joined away counts neither as new nor as unchanged', async () => {
  const { productId } = await aProduct();
  await importReport(productId, of('osv', named(CVE), named(GHSA)), 0);
  const row = await importReport(productId, of('osv', { ...named(CVE, GHSA), title: 'One' }), 1);
  expect([row.newCount, row.unchangedCount]).toEqual([0, 0]);
});
