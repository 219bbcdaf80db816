import { expect, test } from 'vitest';
import { appendAudit } from '@/lib/core/audit';
import { inTransaction, pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { asOwner, withDatabase } from '@/lib/core/testing/database';

withDatabase();

async function anEntry(): Promise<void> {
  const context = ctx(system);
  await inTransaction(context, (tx) =>
    appendAudit(tx, context, { action: 'test.done', target: { kind: 'test', id: '1' } }),
  );
}

test.each([
  'UPDATE audit_entry SET action = $$other$$',
  'DELETE FROM audit_entry',
  'TRUNCATE audit_entry CASCADE',
  'DELETE FROM audit_seal',
])('the owner of the tables is refused: %s', async (sql) => {
  await anEntry();
  await expect(asOwner(sql)).rejects.toMatchObject({ code: '42501' });
});

test('the role of web and worker may not even try', async () => {
  await expect(pgPool().query('DELETE FROM audit_entry')).rejects.toThrow('permission denied');
  await expect(pgPool().query('UPDATE audit_seal SET hash = hash')).rejects.toThrow('permission denied');
  await expect(pgPool().query('ALTER TABLE audit_entry DISABLE TRIGGER ALL')).rejects.toThrow('must be owner');
});

test('an audit row goes with the transaction that it tells of', async () => {
  const before = await unsafeDb().auditEntry.count();
  const context = ctx(system);
  const change = inTransaction(context, async (tx) => {
    await appendAudit(tx, context, { action: 'test.undone', target: { kind: 'test', id: '2' } });
    throw new Error('rolled back');
  });
  await expect(change).rejects.toThrow('rolled back');
  expect(await unsafeDb().auditEntry.count()).toBe(before);
});
