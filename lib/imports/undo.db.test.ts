import { expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { addDays, isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readAges } from '@/lib/figures/data/ages';
import { readFlow } from '@/lib/figures/data/flow';
import { triage } from '@/lib/findings/mutations/triage';
import { AGE_NAMES } from '@/lib/findings/search-params';
import { SEVERITIES } from '@/lib/findings/severity';
import { undoImport } from '@/lib/imports/mutations/undo-import';
import { at, counts, findingsOf, importReport, importRow, type ProbeReport } from '@/lib/imports/testing';

withDatabase();

const of = (target: string, ...findings: ProbeReport['findings']): ProbeReport => ({ target, findings });
const engineer = (productId: string, minute: number) => ctx(person('Engineer', [productId]), at(minute));

/** All that an undo brings back: not version, time of change and history. */
async function stateOf(productId: string) {
  const found = await findingsOf(productId);
  const findings = found.map(({ version: _, updatedAt: __, events: ___, sources, ...rest }) => ({
    ...rest,
    // Digests only say what need not be compared: those of other sources were dropped, and stay so.
    sources: sources.map(({ contentHash: ____, recordHash: _____, ...evidence }) => evidence),
  }));
  const source = await unsafeDb().source.findMany({ where: { productId }, orderBy: { target: 'asc' } });
  const tally = await unsafeDb().findingTally.groupBy({
    by: ['status', 'severity'],
    where: { productId },
    _sum: { n: true },
    having: { n: { _sum: { not: 0 } } },
    orderBy: [{ status: 'asc' }, { severity: 'asc' }],
  });
  return { findings, source, tally };
}

async function flowOf(productId: string) {
  const flow = await unsafeDb().findingFlow.groupBy({
    by: ['on', 'change', 'severity'],
    where: { productId },
    _sum: { n: true },
    having: { n: { _sum: { not: 0 } } },
    orderBy: [{ on: 'asc' }, { change: 'asc' }, { severity: 'asc' }],
  });
  return flow;
}

/** On each of the last days, what was open by the flow was open by the history, severity by severity. */
async function expectFiguresToAgree(minute: number): Promise<void> {
  const scope = requirePermission(ctx(person('Auditor', 'everywhere')), 'trend:read');
  const now = at(minute);
  for (let daysAgo = 0; daysAgo < 6; daysAgo++) {
    const filter = { team: [], product: [], at: isoDay(addDays(now, -daysAgo)), weeks: 4 };
    const ages = await readAges(scope, filter, isoDay(now));
    const point = (await readFlow(scope, filter, now)).points.at(-1);
    for (const severity of SEVERITIES) {
      const aged = AGE_NAMES.reduce((sum, age) => sum + ages[age][severity].n, 0);
      expect(aged, `${filter.at} ${severity}`).toBe(point?.severities[severity] ?? 0);
    }
  }
}

test('an import that was undone never was: findings, evidence, prose, counts and flow', async () => {
  const { productId } = await aProduct();
  await importReport(productId, of('app', { id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }), 0);
  await importReport(productId, of('app', { id: 'a' }, { id: 'b' }, { id: 'c' }), 2 * 24 * 60);
  await importReport(productId, of('other', { id: 'a' }), 2 * 24 * 60 + 1);
  const [before, flow] = [await stateOf(productId), await flowOf(productId)];
  const minute = 4 * 24 * 60;
  const changed = { id: 'b', severity: 4 as const, title: 'Worse', description: 'x'.repeat(2_000), fixVersion: '2' };
  const row = await importReport(
    productId,
    of('app', changed, { id: 'd' }, { id: 'e' }, { id: 'f' }, { id: 'f' }),
    minute,
  );
  expect(counts(row)).toEqual([2, 2, 1, 1, 0]);
  await expectFiguresToAgree(minute + 30);
  await undoImport(engineer(productId, minute + 14 * 60), row.id);
  expect(await stateOf(productId)).toEqual(before);
  expect(await flowOf(productId)).toEqual(flow);
  await expectFiguresToAgree(minute + 14 * 60);
  const undone = await importRow(row.id);
  expect(undone.state).toBe('undone');
  const events = (await findingsOf(productId)).map(({ ruleId, events: all }) => [
    ruleId,
    all.at(-1)?.kind,
    all.at(-1)?.changes,
  ]);
  expect(events).toContainEqual(['rule-c', 'import_undone', { status: ['fixed', 'open'] }]);
  expect(events).toContainEqual(['rule-d', 'import_undone', expect.objectContaining({ status: ['open', 'fixed'] })]);
  const again = await importReport(productId, of('app', changed, { id: 'd' }, { id: 'e' }), minute + 15 * 60);
  expect(counts(again)).toEqual([1, 2, 1, 1, 0]);
});

test('what a report closed by the thousand is kept in few rows, and all of it is back', async () => {
  const { productId } = await aProduct();
  const all = of('app', ...Array.from({ length: 50 }, (_, n) => ({ id: `f${n}` })));
  await importReport(productId, all, 0);
  // A person's word, which the scan takes away: this one was like no other.
  await unsafeDb().finding.updateMany({ where: { productId, ruleId: 'rule-f0' }, data: { reason: 'seen in use' } });
  const before = await stateOf(productId);
  const row = await importReport(productId, of('app'), 24 * 60);
  expect(counts(row)).toEqual([0, 0, 50, 0, 0]);
  const kept = await unsafeDb().importBefore.findMany({ where: { importId: row.id } });
  expect(kept.map(({ findingIds }) => findingIds.length).sort()).toEqual([1, 49]);
  await undoImport(engineer(productId, 24 * 60 + 1), row.id);
  expect(await stateOf(productId)).toEqual(before);
  expect(counts(await importReport(productId, all, 24 * 60 + 2))).toEqual([0, 0, 0, 0, 50]);
});

test('what a worker of the release before kept, a row a finding, is brought back as well', async () => {
  const { productId } = await aProduct();
  await importReport(productId, of('app', { id: 'a' }), 0);
  const before = await stateOf(productId);
  const worse = { id: 'a', severity: 4 as const, title: 'Worse', description: 'other words' };
  const row = await importReport(productId, of('app', worse, { id: 'b' }), 24 * 60);
  await unsafeDb().$executeRaw`UPDATE import_before SET finding_ids = NULL WHERE import_id = ${row.id}::uuid`;
  await undoImport(engineer(productId, 24 * 60 + 1), row.id);
  expect(await stateOf(productId)).toEqual(before);
});

test('what somebody has decided on since stands in the way, by name', async () => {
  const { productId } = await aProduct();
  const row = await importReport(productId, of('app', { id: 'a' }, { id: 'b' }), 0);
  const [a] = await findingsOf(productId);
  const selection = { kind: 'some' as const, findings: [{ id: a?.id ?? 0, version: 1 }] };
  await triage(ctx(person('Analyst', [productId]), at(1)), { to: 'confirmed', note: '', selection });
  const before = await stateOf(productId);
  await expect(undoImport(engineer(productId, 1), row.id)).rejects.toMatchObject({
    code: 'conflict',
    details: { reason: 'decided', count: 1, findings: [String(a?.id)] },
  });
  expect(await stateOf(productId)).toEqual(before);
});

test('a later report of the source has to be undone first; of another source, not', async () => {
  const { productId } = await aProduct();
  const first = await importReport(productId, of('app', { id: 'a' }), 0);
  const second = await importReport(productId, of('app', { id: 'b' }), 1);
  await importReport(productId, of('other', { id: 'z' }), 2);
  await expect(undoImport(engineer(productId, 3), first.id)).rejects.toMatchObject({
    details: { reason: 'later_report', import: second.id },
  });
  await undoImport(engineer(productId, 3), second.id);
  await undoImport(engineer(productId, 4), first.id);
  expect((await findingsOf(productId)).map(({ ruleId }) => ruleId)).toEqual(['rule-z']);
});

test('only within a day, once, and by whoever may import there', async () => {
  const { productId } = await aProduct();
  const { id } = await importReport(productId, of('app', { id: 'a' }), 0);
  const refused = (who: Parameters<typeof undoImport>[0]) => undoImport(who, id).catch((error) => error);
  expect(await refused(ctx(person('Analyst', [productId]), at(1)))).toMatchObject({ code: 'forbidden' });
  const { productId: other } = await aProduct();
  expect(await refused(engineer(other, 1))).toMatchObject({ code: 'not_found' });
  expect(await refused(engineer(productId, 24 * 60 + 1))).toMatchObject({ details: { reason: 'too_late' } });
  const both = await Promise.allSettled([undoImport(engineer(productId, 1), id), undoImport(ctx(system, at(1)), id)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await findingsOf(productId)).toEqual([]);
});

test('an import that joined findings stays', async () => {
  const { productId } = await aProduct();
  const named = (name: string, ...ids: string[]) => ({
    id: name,
    kind: 'dependency' as const,
    ids: [name, ...ids],
    identity: ['pkg:npm/left-pad', name],
  });
  await importReport(productId, { tool: 'a', ...of('app', named('GHSA-aaaa-bbbb-cccc')) }, 0);
  await importReport(productId, { tool: 'b', ...of('app', named('CVE-2026-1')) }, 1);
  const both = { tool: 'c', ...of('app', named('CVE-2026-1', 'GHSA-aaaa-bbbb-cccc')) };
  const { id } = await importReport(productId, both, 2);
  await expect(undoImport(engineer(productId, 3), id)).rejects.toMatchObject({ details: { reason: 'joined' } });
});
