import { expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { getImport } from '@/lib/imports/data/list';
import { applyPreviewed } from '@/lib/imports/mutations/apply-previewed';
import { runImport } from '@/lib/imports/run';
import {
  at,
  counts,
  findingsOf,
  importReport,
  importRow,
  PROBE,
  type ProbeFinding,
  type ProbeReport,
} from '@/lib/imports/testing';

withDatabase();

const KNOWN: ProbeReport = { findings: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] };
const NEXT: ProbeReport = {
  findings: [{ id: 'a' }, { id: 'b', severity: 4, title: 'Worse' }, { id: 'd' }, { id: 'e', severity: 1 }],
};
const reading = (productId: string) => requirePermission(ctx(person('Engineer', [productId])), 'import:read');

test('a preview says what would change, and changes nothing', async () => {
  const { productId } = await aProduct();
  await importReport(productId, KNOWN, 0);
  const known = await findingsOf(productId);
  const sources = await unsafeDb().source.findMany({ where: { productId } });
  const tally = () => unsafeDb().findingTally.aggregate({ where: { productId }, _sum: { n: true } });
  const figures = await tally();
  const row = await importReport(productId, NEXT, 10, { preview: true });
  expect(row).toMatchObject({ state: 'previewed', sourceId: null });
  expect(counts(row)).toEqual([2, 1, 1, 0, 1]);
  expect(await findingsOf(productId)).toEqual(known);
  expect(await unsafeDb().source.findMany({ where: { productId } })).toEqual(sources);
  expect(await tally()).toEqual(figures);
  expect(await unsafeDb().importSet.count({ where: { importId: row.id } })).toBe(0);
  const shown = await getImport(reading(productId), row.id, at(0));
  expect(shown?.outlook?.new?.map(({ id, title }) => [id, title])).toEqual([
    [null, 'Finding d'],
    [null, 'Finding e'],
  ]);
  const [, b, c] = known;
  expect(shown?.outlook?.updated).toMatchObject([{ id: b?.id, severity: 4, fields: ['severity', 'title'] }]);
  expect(shown?.outlook?.fixed).toMatchObject([{ id: c?.id, fields: ['status'] }]);
});

test('a preview of the first report of a source leaves no source', async () => {
  const { productId } = await aProduct();
  expect(counts(await importReport(productId, KNOWN, 0, { preview: true }))).toEqual([3, 0, 0, 0, 0]);
  expect(await unsafeDb().source.count({ where: { productId } })).toBe(0);
  expect(counts(await importReport(productId, KNOWN, 1))).toEqual([3, 0, 0, 0, 0]);
});

test('whoever may import lets it take effect; it is compared with what is known by then', async () => {
  const { productId } = await aProduct();
  await importReport(productId, KNOWN, 0);
  const { id } = await importReport(productId, NEXT, 10, { preview: true });
  await importReport(productId, { findings: [{ id: 'd' }] }, 10);
  await expect(applyPreviewed(ctx(person('Analyst', [productId])), id)).rejects.toMatchObject({ code: 'forbidden' });
  const { productId: other } = await aProduct();
  await expect(applyPreviewed(ctx(person('Engineer', [other])), id)).rejects.toMatchObject({ code: 'not_found' });
  const engineer = ctx(person('Engineer', [productId]));
  const both = await Promise.allSettled([applyPreviewed(engineer, id), applyPreviewed(engineer, id)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await importRow(id)).toMatchObject({ state: 'queued', preview: false, outlook: null, newCount: 0 });
  await runImport(ctx(system, at(30)), id, { parsers: [PROBE] });
  const row = await importRow(id);
  expect(row.state).toBe('done');
  expect(counts(row)).toEqual([1, 0, 0, 2, 1]);
  const actions = await unsafeDb().auditEntry.findMany({ where: { targetId: id }, orderBy: { id: 'asc' } });
  expect(actions.map(({ action }) => action)).toEqual([
    'import.received',
    'import.previewed',
    'import.preview_applied',
    'import.applied',
  ]);
});

test('a preview counts findings that turn out to be one, and joins none', async () => {
  const { productId } = await aProduct();
  const named = (name: string, ...other: string[]): ProbeFinding => ({
    id: name,
    ruleId: name,
    kind: 'dependency',
    ids: [name, ...other],
    identity: ['pkg:npm/left-pad', name],
    location: { packageName: 'left-pad', packageVersion: '1.0.0' },
  });
  const of = (tool: string, ...findings: ProbeFinding[]) => ({ tool, target: 'app', findings });
  const [cve, ghsa] = ['CVE-2026-1000', 'GHSA-aaaa-bbbb-cccc'];
  await importReport(productId, of('trivy', named(cve)), 0);
  await importReport(productId, of('osv', named(ghsa)), 1);
  const known = await findingsOf(productId);
  const both = of('grype', named(cve, ghsa));
  const { id } = await importReport(productId, both, 2, { preview: true });
  expect((await getImport(reading(productId), id, at(0)))?.outlook).toMatchObject({ joined: 1 });
  expect(await findingsOf(productId)).toEqual(known);
  await importReport(productId, both, 3);
  expect((await findingsOf(productId)).map(({ status }) => status).sort()).toEqual(['duplicate', 'open']);
  const plain = await importReport(productId, both, 4, { preview: true });
  expect((await getImport(reading(productId), plain.id, at(0)))?.outlook).toEqual({ joined: 0 });
});
