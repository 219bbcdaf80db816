import { beforeEach, describe, expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { listAudit, streamAudit } from '@/lib/audit/data';
import { readCursor } from '@/lib/audit/schema';
import { sealAll, sealAudit } from '@/lib/audit/seal';
import { verifyAudit } from '@/lib/audit/verify';
import { appendAudit } from '@/lib/core/audit';
import { inTransaction, pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, system } from '@/lib/core/testing/actors';
import { asOwner, withDatabase } from '@/lib/core/testing/database';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');

/** What a superuser can do: the triggers off, the change made, the triggers on again. */
async function asSuperuser(sql: string): Promise<void> {
  const switchAll = (state: 'DISABLE' | 'ENABLE') =>
    `ALTER TABLE audit_entry ${state} TRIGGER ALL; ALTER TABLE audit_seal ${state} TRIGGER ALL;`;
  await asOwner(`${switchAll('DISABLE')} ${sql}; ${switchAll('ENABLE')}`);
}

async function write(action: string, productId?: string): Promise<void> {
  await inTransaction({}, (tx) =>
    appendAudit(tx, ctx(system, NOW), { action, target: { kind: 'test', id: action }, productId, data: { n: 1 } }),
  );
}

async function ids(): Promise<number[]> {
  const rows = await unsafeDb().auditEntry.findMany({ orderBy: { id: 'asc' }, select: { id: true } });
  return rows.map(({ id }) => id);
}

async function nth(index: number): Promise<number> {
  const id = (await ids())[index];
  if (id === undefined) throw new Error('too few rows');
  return id;
}

beforeEach(async () => {
  await asSuperuser('DELETE FROM audit_seal; DELETE FROM audit_entry');
  for (const action of ['a.one', 'b.two', 'c.three', 'd.four', 'e.five']) await write(action);
});

describe('the chain', () => {
  test('seals what is committed, once, and verifies', async () => {
    expect(await sealAudit(NOW)).toBe(5);
    expect(await sealAudit(NOW)).toBe(0);
    await write('f.six');
    expect(await verifyAudit()).toMatchObject({ checked: 5, unsealed: 1, breach: null, head: { seq: 5 } });
    expect(await sealAudit(NOW)).toBe(1);
    expect(await verifyAudit()).toMatchObject({ checked: 6, unsealed: 0, breach: null, head: { seq: 6 } });
  });

  test('an open transaction neither waits nor blocks, and is chained when it commits', async () => {
    const late = await pgPool().connect();
    await late.query('BEGIN');
    await late.query("SELECT nextval(pg_get_serial_sequence('audit_entry', 'id'))");
    await inTransaction({}, async (tx) => {
      await appendAudit(tx, ctx(system, NOW), { action: 'open', target: { kind: 'test', id: 'open' } });
      await write('other.writer');
      expect(await sealAudit(NOW)).toBe(6);
    });
    await late.query('ROLLBACK');
    late.release();
    expect(await sealAudit(NOW)).toBe(1);
    expect((await verifyAudit()).breach).toBeNull();
  });

  test('two sealers at once make one chain', async () => {
    await Promise.all([sealAudit(NOW), sealAudit(NOW), sealAudit(NOW)]);
    await sealAll(NOW);
    expect(await verifyAudit()).toMatchObject({ checked: 5, breach: null });
  });

  test('the database refuses change and removal', async () => {
    await expect(unsafeDb().auditEntry.updateMany({ data: { action: 'x' } })).rejects.toThrow(/permission denied/);
    await expect(unsafeDb().auditEntry.deleteMany({})).rejects.toThrow(/permission denied/);
    await expect(unsafeDb().auditSeal.deleteMany({})).rejects.toThrow(/permission denied/);
    await expect(unsafeDb().$executeRaw`TRUNCATE audit_entry, audit_seal`).rejects.toThrow(/permission denied/);
  });
});

describe('an edit as superuser is found at its row', () => {
  beforeEach(async () => {
    await sealAudit(NOW);
  });

  test('changed text', async () => {
    const id = await nth(2);
    await asSuperuser(`UPDATE audit_entry SET text = replace(text, '"n":1', '"n":2') WHERE id = ${id}`);
    expect(await verifyAudit()).toMatchObject({ checked: 2, breach: { kind: 'text', entryId: id, seq: 3 } });
  });

  test.each([
    ['action', "'z.nothing'"],
    ['actor_name', "'somebody else'"],
    ['actor_id', "'11111111-1111-4111-8111-111111111111'"],
    ['at', "'2026-11-21T12:00:00Z'"],
    ['target_id', "'other'"],
    ['product_id', "'11111111-1111-4111-8111-111111111111'"],
  ])('changed column %s', async (column, value) => {
    const id = await nth(1);
    await asSuperuser(`UPDATE audit_entry SET ${column} = ${value} WHERE id = ${id}`);
    expect(await verifyAudit()).toMatchObject({ checked: 1, breach: { kind: 'column', entryId: id, column } });
  });

  test('a row removed', async () => {
    const id = await nth(3);
    await asSuperuser(`DELETE FROM audit_entry WHERE id = ${id}`);
    expect(await verifyAudit()).toMatchObject({ checked: 3, breach: { kind: 'entry-missing', entryId: id, seq: 4 } });
  });

  test('a row removed with its seal', async () => {
    const id = await nth(1);
    await asSuperuser(`DELETE FROM audit_seal WHERE entry_id = ${id}; DELETE FROM audit_entry WHERE id = ${id}`);
    expect(await verifyAudit()).toMatchObject({ checked: 1, breach: { kind: 'seal-missing', seq: 2 } });
  });

  test('two rows swapped in the chain', async () => {
    const [first, second] = [await nth(0), await nth(1)];
    await asSuperuser(
      `UPDATE audit_seal SET entry_id = -1 WHERE seq = 1; UPDATE audit_seal SET entry_id = ${first} WHERE seq = 2;
       UPDATE audit_seal SET entry_id = ${second} WHERE seq = 1`,
    );
    expect(await verifyAudit()).toMatchObject({ checked: 0, breach: { kind: 'seal', seq: 1, entryId: second } });
  });

  test('a seal smuggled in before the first', async () => {
    await write('late');
    const id = await nth(5);
    await asSuperuser(`INSERT INTO audit_seal VALUES (0, ${id}, '\\x00', now())`);
    expect((await verifyAudit()).breach).toMatchObject({ kind: 'seal-missing', seq: 1 });
  });

  test('a row that we never signed, waiting or sealed', async () => {
    await unsafeDb().$executeRaw`
      INSERT INTO audit_entry (at, actor_kind, actor_name, action, target_kind, target_id, text, mac)
      SELECT at, actor_kind, actor_name, 'forged', target_kind, target_id, text || ' ', mac FROM audit_entry LIMIT 1`;
    const id = await nth(5);
    expect(await verifyAudit()).toMatchObject({ checked: 5, breach: { kind: 'text', seq: null, entryId: id } });
    await sealAudit(NOW);
    expect(await verifyAudit()).toMatchObject({ checked: 5, breach: { kind: 'text', seq: 6, entryId: id } });
  });
});

describe('reading', () => {
  test('pages by keyset, filters, and exports everything once', async () => {
    for (let n = 0; n < 60; n += 1) await write(`many.${n}`);
    const scope = requirePermission({ actor: readOnly() }, 'audit:read');
    const first = await listAudit(scope, {}, null);
    const second = await listAudit(scope, {}, readCursor(first.next));
    const seen = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(seen).toEqual((await ids()).reverse());
    expect(second.next).toBeNull();
    expect((await listAudit(scope, { action: 'a.one' }, null)).rows).toHaveLength(1);
    expect((await listAudit(scope, { person: 'WORK', from: '2026-11-22', to: '2026-11-22' }, null)).rows).toHaveLength(
      50,
    );
    expect((await listAudit(scope, { from: '2026-11-23' }, null)).rows).toHaveLength(0);
    let exported = 0;
    for await (const batch of streamAudit(scope, {})) exported += batch.length;
    expect(exported).toBe(65);
  });

  test('a person of another team sees nothing of this product, one without the permission nothing at all', async () => {
    const product = '22222222-2222-4222-8222-222222222222';
    await write('mine', product);
    const narrow = requirePermission({ actor: person('Auditor', [product]) }, 'audit:read');
    const foreign = requirePermission(
      { actor: person('Auditor', ['33333333-3333-4333-8333-333333333333']) },
      'audit:read',
    );
    expect((await listAudit(narrow, {}, null)).rows.map(({ action }) => action)).toEqual(['mine']);
    expect((await listAudit(foreign, {}, null)).rows).toEqual([]);
    expect(() => requirePermission({ actor: person('Analyst', 'everywhere') }, 'audit:read')).toThrow('forbidden');
  });
});
