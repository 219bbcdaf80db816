import { expect, it } from 'vitest';
import { fold, inventory, listed } from '@/lib/assets/testing/inventory';
import { savePlan } from '@/lib/backups/mutations/plan';
import { evaluateDue } from '@/lib/backups/mutations/report';
import { createService, removeService } from '@/lib/backups/mutations/service';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import { deliver } from '@/lib/backups/testing/delivery';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();

const now = new Date('2026-11-22T12:00:00Z');
const SNAPSHOT = JSON.stringify([
  {
    ...{ time: '2026-11-22T11:30:00Z', hostname: 'db01', paths: ['/srv'], tree: 'a', username: 'root' },
    ...{ id: 'f'.repeat(64), short_id: 'ffffffff' },
  },
]);
const PLAN = {
  ...{ id: null, version: 0, asset: '', repository: '', part: '', location: '', region: '' },
  ...{ everyMinutes: 60, spanMinutes: null, startMinute: null, timeZone: 'UTC', windowMinutes: null, logMinutes: null },
};

it('keeps what a backup service protects, and forgets it when the service is removed', async () => {
  const { productId } = await aProduct();
  const by = ctx(person('Engineer', [productId]), now);
  await deliver(productId, SNAPSHOT, { now });
  const source = await unsafeDb().backupSource.findFirstOrThrow({ where: { productId } });
  const id = await createService(by, { productId, name: 'Shop', note: '', objectives: DEFAULT_OBJECTIVES });
  await savePlan(by, { ...PLAN, serviceId: id, sourceId: source.id });
  await evaluateDue(ctx(system, now));
  await fold();
  expect(await listed(productId)).toEqual(['host db01']);
  expect((await inventory(productId))[0]?.backup).not.toBe('unknown');
  expect(await fold()).toBe(0);

  const { version } = await unsafeDb().backupService.findUniqueOrThrow({ where: { id } });
  await removeService(by, { id, version });
  expect(await fold()).toBe(1);
  expect(await inventory(productId)).toEqual([]);
  expect(await unsafeDb().assetMark.count({ where: { via: 'backup', viaId: id } })).toBe(0);
  expect(await fold()).toBe(0);
});
