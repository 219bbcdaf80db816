import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
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
