import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import type { JsonParser } from '@/lib/imports/parsers/types';
import { runImport } from '@/lib/imports/run';
import { at, counts, findingsOf, importReport, PROBE, probeReport, recordOf, send } from '@/lib/imports/testing';

withDatabase();

test('a first report makes its findings, with evidence, due date and the five counts', async () => {
  const { productId } = await aProduct();
  const row = await importReport(
    productId,
    { findings: [{ id: 'a' }, { id: 'b', severity: 4 }, { id: 'c', severity: 0 }] },
    0,
  );
  expect(row).toMatchObject({ state: 'done', format: 'probe', target: 'app', error: null });
  expect(counts(row)).toEqual([3, 0, 0, 0, 0]);
  const found = await findingsOf(productId);
  expect(found.map(({ ruleId, severity, status, dueAt }) => [ruleId, severity, status, dueAt?.toISOString()])).toEqual([
    ['rule-a', 3, 'open', '2026-12-22T23:59:59.999Z'],
    ['rule-b', 4, 'open', '2026-11-29T23:59:59.999Z'],
    ['rule-c', 0, 'open', undefined],
  ]);
  expect(found[0]).toMatchObject({ location: 'src/a.ts:1', path: 'src/a.ts', firstSeenAt: at(0), version: 1 });
  expect(found[0]?.sources).toMatchObject([{ present: true, occurrences: 1, firstImportId: row.id }]);
  expect(await recordOf(found[0]?.sources[0])).toBe('{"id":"a"}');
});

test('the same report again changes nothing but what the source last saw', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a' }, { id: 'b' }] }, 0);
  const before = await findingsOf(productId);
  const row = await importReport(productId, { findings: [{ id: 'b' }, { id: 'a' }] }, 10);
  expect(counts(row)).toEqual([0, 0, 0, 0, 2]);
  expect(await findingsOf(productId)).toEqual(before);
  const source = await unsafeDb().source.findFirstOrThrow({ where: { productId } });
  expect(source).toMatchObject({ lastScanAt: at(10), lastCompleteAt: at(10), lastImportAt: at(10) });
});

test('what a scanner changes is updated with history; what a person decided stays', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a', tags: ['from-scanner'] }, { id: 'b' }] }, 0);
  const assignee = await unsafeDb().person.create({ data: { tenantId: productId, objectId: productId, name: 'Ann' } });
  const decided = { status: 'in_progress' as const, assigneeId: assignee.id, tags: ['mine'] };
  await unsafeDb().finding.updateMany({ where: { productId, ruleId: 'rule-a' }, data: decided });
  const changed = { id: 'a', severity: 4 as const, description: 'worded anew', fixVersion: '2.0', tags: ['other'] };
  const row = await importReport(productId, { findings: [changed, { id: 'b' }] }, 10);
  expect(counts(row)).toEqual([0, 1, 0, 0, 1]);
  const [a, b] = await findingsOf(productId);
  expect(a).toMatchObject({ ...decided, severity: 4, fixVersion: '2.0', version: 2, firstSeenAt: at(0) });
  expect(a?.dueAt?.toISOString()).toBe('2026-11-29T23:59:59.999Z');
  expect(a?.detail?.description).toBe('worded anew');
  expect(a?.events).toMatchObject([
    { kind: 'due', reason: 'finding' },
    {
      kind: 'updated',
      importId: row.id,
      version: 2,
      actorName: 'probe app',
      changes: { severity: [3, 4], description: ['', 'worded anew'], fixVersion: [null, '2.0'] },
    },
  ]);
  expect(b).toMatchObject({ version: 1, events: [] });
});

test('gone from a complete report: fixed; back again: open and regressed, due anew', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a' }, { id: 'b' }] }, 0);
  expect(counts(await importReport(productId, { findings: [{ id: 'b' }] }, 10))).toEqual([0, 0, 1, 0, 1]);
  const [gone] = await findingsOf(productId);
  expect(gone).toMatchObject({ status: 'fixed', version: 2, statusChangedAt: at(10) });
  expect(gone?.sources).toMatchObject([{ present: false, lastSeenAt: at(0) }]);
  const back = await importReport(productId, { findings: [{ id: 'a', severity: 4 }, { id: 'b' }] }, 20);
  expect(counts(back)).toEqual([0, 0, 0, 1, 1]);
  const [a] = await findingsOf(productId);
  expect(a).toMatchObject({ status: 'open', regressed: true, severity: 4, version: 3 });
  expect(a?.dueAt?.toISOString()).toBe('2026-11-29T23:59:59.999Z');
  expect(a?.sources).toMatchObject([{ present: true, firstSeenAt: at(0), lastSeenAt: at(20) }]);
  expect(a?.events.map(({ kind, changes }) => [kind, changes])).toEqual([
    ['fixed', { status: ['open', 'fixed'] }],
    ['due', { dueAt: ['2026-12-22T23:59:59.999+00:00', '2026-11-29T23:59:59.999+00:00'] }],
    ['reopened', { status: ['fixed', 'open'], regressed: [false, true], severity: [3, 4] }],
  ]);
});

test('a valid report without findings closes everything of its source, and only of its source', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { target: 'one', findings: [{ id: 'a' }, { id: 'b' }] }, 0);
  await importReport(productId, { target: 'two', findings: [{ id: 'c' }] }, 1);
  expect(counts(await importReport(productId, { target: 'one', findings: [] }, 10))).toEqual([0, 0, 2, 0, 0]);
  expect((await findingsOf(productId)).map((row) => row.status)).toEqual(['fixed', 'fixed', 'open']);
});

test('a partial report closes nothing and says what it saw', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a' }, { id: 'b' }] }, 0);
  const row = await importReport(productId, { findings: [{ id: 'b' }] }, 10, { complete: false });
  expect(counts(row)).toEqual([0, 0, 0, 0, 1]);
  const [a, b] = await findingsOf(productId);
  expect([a?.sources[0]?.lastSeenAt, b?.sources[0]?.lastSeenAt]).toEqual([at(0), at(10)]);
  expect(await unsafeDb().source.findFirst({ where: { productId } })).toMatchObject({
    lastScanAt: at(10),
    lastCompleteAt: at(0),
  });
});

test('a report that says itself that it is a part closes nothing either, and says so', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a' }, { id: 'b' }] }, 0);
  const row = await importReport(productId, { partial: true, findings: [{ id: 'b' }] }, 10);
  expect(counts(row)).toEqual([0, 0, 0, 0, 1]);
  expect(row.warnings).toEqual([{ code: 'partial_report', count: 1, example: '' }]);
  expect((await findingsOf(productId)).map(({ status }) => status)).toEqual(['open', 'open']);
});

test('packages are told apart by target, code is not', async () => {
  const { productId } = await aProduct();
  const pkg = { id: 'p', kind: 'dependency' as const, location: { packageName: 'openssl', packageVersion: '1.0' } };
  await importReport(productId, { target: 'api:prod', findings: [pkg, { id: 'c' }] }, 0);
  expect(counts(await importReport(productId, { target: 'api:test', findings: [pkg, { id: 'c' }] }, 1))).toEqual([
    1, 1, 0, 0, 0,
  ]);
});

test('equal records of one report are one finding; the most severe counts, in whatever order they come', async () => {
  const { productId } = await aProduct();
  const low = { id: 'a', severity: 1 as const };
  const high = { id: 'a', severity: 3 as const };
  const row = await importReport(productId, { findings: [low, high, low] }, 0);
  expect(counts(row)).toEqual([1, 0, 0, 0, 0]);
  expect(row.warnings).toEqual([{ code: 'equal_records', count: 2, example: '' }]);
  expect(await findingsOf(productId)).toMatchObject([{ severity: 3, sources: [{ occurrences: 3 }] }]);
  expect(counts(await importReport(productId, { findings: [high, low, low] }, 1))).toEqual([0, 0, 0, 0, 1]);
});

test('an accepted risk ends when its finding is gone, and the finding is open again when it comes back', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a' }] }, 0);
  await unsafeDb().finding.updateMany({
    where: { productId },
    data: { status: 'risk_accepted', acceptanceId: productId },
  });
  expect(counts(await importReport(productId, { findings: [] }, 1))).toEqual([0, 0, 1, 0, 0]);
  const [gone] = await findingsOf(productId);
  expect(gone).toMatchObject({ status: 'fixed', sources: [{ present: false }] });
  expect(gone?.events.at(-1)).toMatchObject({ kind: 'fixed', changes: { status: ['risk_accepted', 'fixed'] } });
  expect(counts(await importReport(productId, { findings: [{ id: 'a' }] }, 2))).toEqual([0, 0, 0, 1, 0]);
  expect(await findingsOf(productId)).toMatchObject([{ status: 'open', regressed: true }]);
});

test.each(['false_positive', 'out_of_scope', 'duplicate'] as const)(
  'a decision stands when the evidence goes and comes back: %s',
  async (status) => {
    const { productId } = await aProduct();
    await importReport(productId, { findings: [{ id: 'a' }] }, 0);
    await unsafeDb().finding.updateMany({ where: { productId }, data: { status } });
    expect(counts(await importReport(productId, { findings: [] }, 1))).toEqual([0, 1, 0, 0, 0]);
    expect(await findingsOf(productId)).toMatchObject([{ status, sources: [{ present: false }] }]);
    expect(counts(await importReport(productId, { findings: [{ id: 'a' }] }, 2))).toEqual([0, 1, 0, 0, 0]);
    expect(await findingsOf(productId)).toMatchObject([{ status, regressed: false, sources: [{ present: true }] }]);
  },
);

test('a fix that a person claimed is believed until a later scan still sees it', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a' }] }, 0);
  await unsafeDb().finding.updateMany({ where: { productId }, data: { status: 'fixed', statusChangedAt: at(10) } });
  const before = await importReport(productId, { findings: [{ id: 'a' }] }, 20, { scan_at: at(5) });
  expect(counts(before)).toEqual([0, 0, 0, 0, 1]);
  const after = await importReport(productId, { findings: [{ id: 'a' }] }, 30);
  expect(counts(after)).toEqual([0, 0, 0, 1, 0]);
});

test('an older report that arrives late undoes nothing', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a', title: 'New' }, { id: 'b' }] }, 20);
  const before = await findingsOf(productId);
  const findings = [{ id: 'a', title: 'Old' }, { id: 'c' }];
  const late = await importReport(productId, { findings }, 30, { scan_at: at(10) });
  expect(counts(late)).toEqual([0, 0, 0, 0, 1]);
  expect(late.warnings).toEqual([{ code: 'older_report', count: 1, example: '' }]);
  expect(await findingsOf(productId)).toEqual(before);
  expect(await unsafeDb().source.findFirst({ where: { productId } })).toMatchObject({ lastScanAt: at(20) });
});

test('a complete report that is older than a partial one leaves alone what the partial one saw', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a' }] }, 0);
  await importReport(productId, { findings: [{ id: 'b', title: 'Newer' }] }, 30, { complete: false });
  const late = await importReport(productId, { findings: [{ id: 'c' }] }, 40, { scan_at: at(20) });
  expect(counts(late)).toEqual([1, 0, 1, 0, 0]);
  expect((await findingsOf(productId)).map((row) => [row.ruleId, row.status])).toEqual([
    ['rule-a', 'fixed'],
    ['rule-b', 'open'],
    ['rule-c', 'open'],
  ]);
});

test('text that the database refuses is mended and counted', async () => {
  const { productId } = await aProduct();
  const hostile = { id: 'a', title: 'NUL \0 here', description: 'half \ud800 pair', tags: ['tab\t"quote"\\', '\n{}'] };
  const row = await importReport(productId, { findings: [hostile] }, 0);
  expect(row.state).toBe('done');
  expect(row.warnings).toEqual([{ code: 'surrogate_replaced', count: 1, example: '' }]);
  const [found] = await findingsOf(productId);
  expect(found).toMatchObject({
    title: 'NUL \ufffd here',
    tags: hostile.tags,
    detail: { description: 'half \ufffd pair' },
  });
});

test('pages count what the import did', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a' }, { id: 'b' }] }, 0);
  await importReport(productId, { findings: [{ id: 'b', severity: 4 }] }, 10);
  const tally = await unsafeDb().findingTally.groupBy({
    by: ['status', 'severity'],
    where: { productId },
    _sum: { n: true },
  });
  const counted = tally.filter((row) => row._sum.n !== 0).map((row) => [row.status, row.severity, row._sum.n]);
  expect(counted).toEqual(
    expect.arrayContaining([
      ['open', 4, 1],
      ['fixed', 3, 1],
    ]),
  );
  expect(counted).toHaveLength(2);
});

test('an import leaves one audit row for its receipt and one for its effect', async () => {
  const { productId } = await aProduct();
  const row = await importReport(productId, { findings: [{ id: 'a' }] }, 0);
  const entries = await unsafeDb().auditEntry.findMany({ where: { targetId: row.id }, orderBy: { id: 'asc' } });
  expect(entries.map((entry) => entry.action)).toEqual(['import.received', 'import.applied']);
});

test('a severity that a report changes counts on the day when it changed', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a' }] }, 0);
  await importReport(productId, { findings: [{ id: 'a', severity: 4 }] }, 3 * 24 * 60);
  const flow = await unsafeDb().findingFlow.findMany({ where: { productId }, orderBy: { id: 'asc' } });
  expect(
    flow.map(({ on, change, severity }) => `${on.toISOString().slice(0, 10)} ${change} ${severity}`).sort(),
  ).toEqual(['2026-11-22 new 3', '2026-11-25 severity-in 4', '2026-11-25 severity-out 3']);
});

test('findings of one record share its place in the pack', async () => {
  const { productId } = await aProduct();
  const parts = Array.from({ length: 600 }, (_, n) => ({ id: `p${n}` }));
  const many: JsonParser = {
    ...PROBE,
    open: (skeleton) => ({
      ...PROBE.open(skeleton),
      *read(record) {
        for (const value of parts) yield* PROBE.open(skeleton).read({ ...record, value });
      },
    }),
  };
  const id = await send(ctx(system, at(0)), productId, probeReport({ findings: [{ id: 'one' }, { id: 'two' }] }));
  await runImport(ctx(system, at(0)), id, { parsers: [many] });
  const found = await findingsOf(productId);
  expect(found).toHaveLength(600);
  expect(new Set(found.map(({ sources }) => `${sources[0]?.packId} ${sources[0]?.packAt}`)).size).toBe(1);
  expect(await recordOf(found[599]?.sources[0])).toBe('{"id":"one"}');
});
