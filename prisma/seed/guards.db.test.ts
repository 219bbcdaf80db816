import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { loadSample } from '@/prisma/seed/load';
import { readOrganisation } from '@/prisma/seed/organisation';

withDatabase();

test('a database that has a team already is left alone', async () => {
  await aProduct();
  const organisation = await readOrganisation('samples');
  expect(await loadSample(ctx(system), organisation, { folder: 'samples', demoTenant: null })).toBe(0);
  expect(await unsafeDb().import.count()).toBe(0);
  expect(await unsafeDb().team.count()).toBe(1);
});
