import { expect, test } from 'vitest';
import { z } from 'zod';
import { requirePermission } from '@/lib/access/policy';
import { listAudit } from '@/lib/audit/data';
import type { PersonActor } from '@/lib/core/context';
import { inTransaction, pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, person } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { waitingForLocks } from '@/lib/core/testing/locks';
import { listFindings } from '@/lib/findings/data/list';
import { readSnapshot, seenIn } from '@/lib/findings/data/snapshot';
import { triage } from '@/lib/findings/mutations/triage';
import { undo } from '@/lib/findings/mutations/undo';
import { loadListQuery } from '@/lib/findings/search-params';
import { aFinding, EARLIER, NOW, someFindings } from '@/lib/findings/testing/findings';
import { Prisma } from '@/prisma/generated/client';

withDatabase();

const stateOf = (id: number) =>
  unsafeDb().finding.findUniqueOrThrow({ where: { id }, select: { status: true, version: true } });

/** What a person who opens the list of open findings has in hand. */
async function open(actor: PersonActor, query = '') {
  const { sort, cursor, ...filter } = loadListQuery(query);
  const scope = requirePermission(ctx(actor), 'finding:read');
  const { rows, asOf } = await listFindings(scope, { filter, order: sort, cursor }, { personId: actor.id, now: NOW });
  return { ids: rows.map(({ id }) => id), selection: { kind: 'matching', query, asOf } as const };
}

/** An import in a transaction of its own, which wrote a finding like the given one and has not committed. */
async function anImport(like: number) {
  const client = await pgPool().connect();
  await client.query('BEGIN');
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, rule_id, location, first_seen_at,
       status_changed_at, updated_at)
     SELECT product_id, fingerprint || '/late', kind, scanner, title, 4, rule_id, location, first_seen_at,
       status_changed_at, updated_at FROM finding WHERE id = $1 RETURNING id`,
    [like],
  );
  const commit = async () => {
    await client.query('COMMIT');
    client.release();
  };
  return { id: rows[0]?.id ?? 0, commit };
}

test('what an import wrote before the list was read and committed after it is left alone, and counted', async () => {
  const { productId } = await aProduct();
  const { id } = await aFinding(productId);
  const late = await anImport(id);
  const analyst = person('Analyst', [productId]);
  const { ids, selection } = await open(analyst);
  expect(ids).toEqual([id]);
  await late.commit();
  const outcome = await triage(ctx(analyst), { selection, to: 'false_positive', reason: 'not_present' });
  expect(outcome).toMatchObject({ changed: 1, conflicted: 1, conflicts: [{ id: late.id, status: 'open' }] });
  expect(await stateOf(late.id)).toEqual({ status: 'open', version: 1 });
  const again = await open(analyst);
  expect(again.ids).toEqual([late.id]);
  expect(await triage(ctx(analyst), { selection: again.selection, to: 'confirmed' })).toMatchObject({ changed: 1 });
});

test('an import that is still under way takes nothing from what the list showed', async () => {
  const { productId } = await aProduct();
  const { id } = await aFinding(productId);
  const late = await anImport(id);
  const since = await aFinding(productId);
  const analyst = person('Analyst', [productId]);
  const { selection } = await open(analyst);
  expect(await triage(ctx(analyst), { selection, to: 'confirmed' })).toMatchObject({ changed: 2, conflicted: 0 });
  expect(await stateOf(since.id)).toMatchObject({ status: 'confirmed' });
  await late.commit();
});

test.each(['before', 'while'] as const)(
  'a decision is not overridden by a list that did not show it: committed %s the verb runs',
  async (when) => {
    const { productId } = await aProduct();
    const [one, two] = await someFindings(productId, 2);
    if (!one || !two) throw new Error('two findings');
    const [first, second] = [person('Analyst', [productId], { name: 'Ann' }), person('Responder', [productId])];
    const run = (selection: Awaited<ReturnType<typeof open>>['selection']) =>
      triage(ctx(second), { selection, to: 'confirmed' });
    const { selection, begun } = await inTransaction({}, async (db) => {
      // Its clock says that it decided long before the list was read.
      const shown = { kind: 'some' as const, findings: [one] };
      await triage({ ...ctx(first, EARLIER), db }, { selection: shown, to: 'in_progress' });
      const list = await open(second);
      if (when === 'before') return { selection: list.selection, begun: null };
      const waiting = run(list.selection);
      await expect.poll(waitingForLocks).toBe(1);
      return { selection: list.selection, begun: { waiting } };
    });
    const outcome = await (begun?.waiting ?? run(selection));
    expect(outcome).toMatchObject({ changed: 1, conflicted: 1 });
    expect(outcome.conflicts).toMatchObject([{ id: one.id, status: 'in_progress', by: 'Ann' }]);
    expect(await stateOf(one.id)).toEqual({ status: 'in_progress', version: 2 });
    expect(await stateOf(two.id)).toMatchObject({ status: 'confirmed' });
  },
);

test('what was only weighed anew since the list was read is decided on; what changed as well is not', async () => {
  const { productId } = await aProduct();
  const [fresh, old, both] = await someFindings(productId, 3);
  if (!fresh || !old || !both) throw new Error('three findings');
  const analyst = person('Analyst', [productId]);
  const text = (findingId: number) => ({ findingId, description: '', references: [] });
  await unsafeDb().findingDetail.createMany({ data: [fresh, old, both].map(({ id }) => text(id)) });
  await triage(ctx(analyst, EARLIER), { selection: { kind: 'some', findings: [old] }, to: 'confirmed' });
  const { selection } = await open(analyst);
  const ids = [fresh.id, old.id, both.id];
  await unsafeDb().finding.updateMany({ where: { id: { in: ids } }, data: { priority: 500 } });
  await triage(ctx(person('Responder', [productId])), {
    selection: { kind: 'some', findings: [both] },
    to: 'in_progress',
  });
  const outcome = await triage(ctx(analyst), { selection, to: 'out_of_scope', reason: 'test_code' });
  expect(outcome).toMatchObject({ changed: 2, conflicted: 1, conflicts: [{ id: both.id, status: 'in_progress' }] });
});

test('who lost on every row is told so', async () => {
  const { productId } = await aProduct();
  const one = await aFinding(productId);
  const analyst = person('Analyst', [productId]);
  const { selection } = await open(analyst);
  await triage(ctx(person('Responder', [productId]), EARLIER), {
    selection: { kind: 'some', findings: [one] },
    to: 'in_progress',
  });
  await expect(triage(ctx(analyst), { selection, to: 'confirmed' })).rejects.toMatchObject({
    code: 'conflict',
    details: { id: one.id, status: 'in_progress' },
  });
});

async function seen(snapshot: string, xmin: bigint): Promise<unknown> {
  const found = await unsafeDb().$queryRaw(
    Prisma.sql`SELECT ${seenIn(snapshot)} AS seen FROM (SELECT ${String(xmin)}::text AS xmin) f`,
  );
  return z.tuple([z.object({ seen: z.boolean() })]).parse(found)[0].seen;
}

test('a snapshot has seen what its past wrote, in this epoch or one before, and nothing of its future', async () => {
  const snapshot = await readSnapshot();
  const end = BigInt(snapshot.split(':')[1] ?? '');
  const running = `${end - 9n}:${end}:${end - 7n}`;
  expect(await seen(running, end - 10n)).toBe(true);
  expect(await seen(running, end - 8n)).toBe(true);
  expect(await seen(running, end - 7n)).toBe(false);
  expect(await seen(running, end - 1n)).toBe(true);
  expect(await seen(running, end)).toBe(false);
  expect(await seen(running, end + 1_000n)).toBe(false);
  expect(await seen(running, 2n ** 32n - 5n)).toBe(true);
  expect(await seen(`${end}:${end + 1_000_000n}:`, end - 10n)).toBe(false);
});

test('the audit rows of a bulk verb and of its undo reach an auditor of the product that all of it lies in', async () => {
  const [mine, other] = [await aProduct(), await aProduct()];
  await someFindings(mine.productId, 2);
  await aFinding(other.productId, { severity: 1 });
  const analyst = person('Analyst', [mine.productId, other.productId]);
  const { selection } = await open(analyst, '?severity=high');
  const { batchId } = await triage(ctx(analyst), { selection, to: 'confirmed' });
  await undo(ctx(analyst), { batchId: batchId ?? '' });
  const both = await triage(ctx(analyst), { selection: (await open(analyst)).selection, to: 'confirmed' });
  expect(both).toMatchObject({ changed: 3 });
  const trail = async (products: string[]) => {
    const scope = requirePermission(ctx(person('Auditor', products)), 'audit:read');
    const { rows } = await listAudit(scope, { person: '', action: '', target: '' }, null);
    return rows.map(({ action }) => action).toSorted();
  };
  expect(await trail([mine.productId])).toEqual(['finding.triaged', 'finding.undone']);
  expect(await trail([other.productId])).toEqual([]);
});
