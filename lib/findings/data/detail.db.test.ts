import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { findingById, rawRecord } from '@/lib/findings/data/detail';
import { assignablePeople } from '@/lib/findings/data/people';
import { assign } from '@/lib/findings/mutations/assign';
import { triage } from '@/lib/findings/mutations/triage';
import { packRecords } from '@/lib/findings/record-pack';
import { aFinding, aPerson, EARLIER, NOW } from '@/lib/findings/testing/findings';

withDatabase();

const reading = (...products: string[]) => requirePermission(ctx(person('Analyst', products)), 'finding:read');

async function withEvidence(productId: string, findingId: number): Promise<string> {
  const source = await unsafeDb().source.create({ data: { productId, scanner: 'trivy', target: 'api:prod' } });
  const data = packRecords(['{}', '{"secret":"of the report"}']);
  const pack = await unsafeDb().recordPack.create({ data: { importId: randomUUID(), data: new Uint8Array(data) } });
  await unsafeDb().findingSource.create({
    data: {
      findingId,
      sourceId: source.id,
      identity: new Uint8Array(16),
      contentHash: new Uint8Array(16),
      severity: 3,
      occurrences: 2,
      firstImportId: randomUUID(),
      lastImportId: randomUUID(),
      firstSeenAt: EARLIER,
      lastSeenAt: EARLIER,
      packId: pack.id,
      packAt: 1,
    },
  });
  return source.id;
}

describe('a finding', () => {
  it('shows detail, evidence, history and comments', async () => {
    const { productId } = await aProduct();
    const { id, version } = await aFinding(productId);
    await unsafeDb().findingDetail.create({
      data: {
        findingId: id,
        description: '**bold**',
        references: ['https://example.org'],
        cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N', score: 9.8, source: 'nvd' }, { version: '9' }],
        location: { path: 'src/a.ts', line: 4, port: 'none' },
      },
    });
    await withEvidence(productId, id);
    const assigneeId = await aPerson('Analyst', productId, 'Grace');
    const analyst = ctx(person('Analyst', [productId], { name: 'Ada' }));
    await assign(analyst, { selection: { kind: 'some', findings: [{ id, version }] }, assigneeId });
    const view = await findingById(reading(productId), id, NOW);
    expect(view).toMatchObject({
      description: '**bold**',
      cvss: [{ version: '3.1', score: 9.8 }],
      where: { path: 'src/a.ts', line: 4 },
      assignee: { name: 'Grace' },
      lastSeenAt: EARLIER.toISOString(),
      evidence: [{ scanner: 'trivy', target: 'api:prod', present: true, occurrences: 2 }],
    });
    expect(view.history[0]).toMatchObject({
      actorName: 'Ada',
      kind: 'assignee',
      changes: [{ field: 'assigneeId', before: null, after: 'Grace' }],
    });
  });

  it('names the imports that a source saw it over, and the one that vouched for it last', async () => {
    const { productId } = await aProduct();
    const { id } = await aFinding(productId);
    const days = [1, 2, 3, 4].map((day) => new Date(Date.UTC(2026, 9, day)));
    const newest = days.at(-1);
    const source = await unsafeDb().source.create({
      data: { productId, scanner: 'trivy', target: 'api', lastCompleteAt: newest },
    });
    const imports = await unsafeDb().import.createManyAndReturn({
      data: days.map((scanAt) => ({
        productId,
        sourceId: source.id,
        state: 'done' as const,
        fileName: 'trivy.json',
        createdByName: 'Ada',
        scanAt,
      })),
    });
    const at = (day: number) => imports.find(({ scanAt }) => scanAt?.getTime() === days[day]?.getTime())?.id ?? '';
    const system = { findingId: id, at: EARLIER, actorKind: 'system', actorName: 'trivy api' };
    for (const [kind, day] of [
      ['fixed', 1],
      ['reopened', 2],
    ] as const) {
      await unsafeDb().findingEvent.create({ data: { ...system, kind, changes: {}, importId: at(day), version: day } });
    }
    await unsafeDb().findingSource.create({
      data: {
        findingId: id,
        sourceId: source.id,
        identity: new Uint8Array(16),
        contentHash: new Uint8Array(16),
        severity: 3,
        firstImportId: at(0),
        lastImportId: at(2),
        firstSeenAt: days[0] ?? EARLIER,
        lastSeenAt: days[2] ?? EARLIER,
        packId: 0,
        packAt: 0,
      },
    });
    const { evidence, history } = await findingById(reading(productId), id, NOW);
    expect(evidence).toMatchObject([{ lastSeenAt: newest?.toISOString(), lastImportId: at(3) }]);
    expect(evidence[0]?.sightings.map(({ importId, change }) => [importId, change])).toEqual([
      [at(0), 'first'],
      [at(1), 'gone'],
      [at(2), 'again'],
      [at(3), 'last'],
    ]);
    expect(history.map(({ importId }) => importId)).toEqual([at(2), at(1)]);

    await unsafeDb().findingSource.updateMany({
      where: { findingId: id },
      data: { present: false, lastSeenAt: newest },
    });
    await unsafeDb().findingEvent.create({
      data: { ...system, kind: 'fixed', changes: {}, importId: at(3), version: 3 },
    });
    const after = await findingById(reading(productId), id, NOW);
    expect(after.evidence).toMatchObject([{ present: false, lastImportId: at(2) }]);
    expect(after.evidence[0]?.sightings.at(-1)).toMatchObject({ importId: at(3), change: 'gone' });
  });

  it('outside of the scope is as if it did not exist', async () => {
    const { productId } = await aProduct();
    const other = await aProduct();
    const { id } = await aFinding(productId);
    const sourceId = await withEvidence(productId, id);
    const scope = reading(other.productId);
    await expect(findingById(scope, id, NOW)).rejects.toMatchObject({ code: 'not_found', details: {} });
    await expect(findingById(scope, 2_000_000_000, NOW)).rejects.toMatchObject({ code: 'not_found', details: {} });
    await expect(rawRecord(scope, id, sourceId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await rawRecord(requirePermission(ctx(readOnly()), 'finding:read'), id, sourceId)).toContain(
      'of the report',
    );
  });

  it('names the same vulnerability in other products of the scope, and no others', async () => {
    const [a, b, hidden] = [await aProduct(), await aProduct(), await aProduct()];
    const same = { vulnId: 'CVE-2026-7', packageName: 'openssl', kind: 'dependency' };
    const { id } = await aFinding(a.productId, same);
    const twin = await aFinding(b.productId, { ...same, ruleId: 'another' });
    await aFinding(b.productId, { ...same, packageName: 'libressl' });
    await aFinding(hidden.productId, { ...same, title: 'hidden' });
    const { elsewhere } = await findingById(reading(a.productId, b.productId), id, NOW);
    expect(elsewhere.rows.map((row) => row.id)).toEqual([twin.id]);
    expect(elsewhere.total).toEqual({ n: 1, exact: true });
  });

  it('knows its original and its duplicates', async () => {
    const { productId } = await aProduct();
    const [original, copy] = [await aFinding(productId), await aFinding(productId)];
    const analyst = ctx(person('Analyst', [productId]));
    await triage(analyst, {
      selection: { kind: 'some', findings: [copy] },
      to: 'duplicate',
      duplicateOf: original.id,
    });
    expect((await findingById(reading(productId), copy.id, NOW)).duplicateOf?.id).toBe(original.id);
    expect((await findingById(reading(productId), original.id, NOW)).duplicates.map(({ id }) => id)).toEqual([copy.id]);
  });
});

describe('assignable people', () => {
  it('may triage in every product asked for', async () => {
    const [a, b] = [await aProduct(), await aProduct()];
    const engineer = await aPerson('Engineer', a.productId);
    const analyst = await aPerson('Analyst', null);
    const auditor = await aPerson('Auditor', null);
    const scope = reading(a.productId, b.productId);
    const ids = async (...products: string[]) => (await assignablePeople(scope, products)).map(({ id }) => id);
    expect(await ids(a.productId)).toEqual(expect.arrayContaining([engineer, analyst]));
    expect(await ids(a.productId)).not.toContain(auditor);
    expect(await ids(a.productId, b.productId)).not.toContain(engineer);
    expect(await assignablePeople(reading(b.productId), [a.productId])).toEqual([]);
    expect(await ids()).toEqual([]);
  });
});
