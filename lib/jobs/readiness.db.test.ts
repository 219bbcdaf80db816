import { expect, test } from 'vitest';
import { asOwner, withDatabase } from '@/lib/core/testing/database';
import { recordHeartbeat } from '@/lib/jobs/mutations';
import { readiness } from '@/lib/jobs/readiness';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

test('without a worker it is not ready', async () => {
  expect(await readiness(NOW)).toEqual({ database: true, migrations: true, worker: false });
});

test('a worker counts for thirty seconds after its last sign of life', async () => {
  await recordHeartbeat('one', NOW, { version: 'test' });
  expect((await readiness(later(29))).worker).toBe(true);
  expect((await readiness(later(31))).worker).toBe(false);
});

test('a migration that is not applied is seen', async () => {
  await asOwner(
    'DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)',
  );
  expect((await readiness(NOW)).migrations).toBe(false);
});
