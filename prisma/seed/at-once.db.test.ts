import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import { loadSample } from '@/prisma/seed/load';
import { readOrganisation } from '@/prisma/seed/organisation';

// The smallest pool that the settings allow: whoever loads alone, or waits for that, takes nothing from it.
process.env.DATABASE_POOL = '6';
withDatabase();

test('instances that start at once load it once', async () => {
  const whole = await readOrganisation('samples');
  const organisation = { ...whole, reports: whole.reports.slice(0, 1) };
  const files = organisation.reports[0]?.files.length ?? 0;
  const load = () => loadSample(ctx(system), organisation, { folder: 'samples', demoTenant: null });
  const counts = await Promise.all([load(), load(), load()]);
  expect(counts.sort()).toEqual([0, 0, files]);
  expect(await unsafeDb().import.count()).toBe(files);
});
