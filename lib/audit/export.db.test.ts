import { expect, test } from 'vitest';
import { NOW } from '@/lib/access/testing/sign-in';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { beginExport } from '@/lib/audit/mutations';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();

test('an export needs fresh proof each time and leaves a row with its filter', async () => {
  const auditor = await satisfiedFor(readOnly(), 'audit:export', 'audit');
  await beginExport(ctx(auditor, NOW), { action: 'session', person: undefined });
  const row = await unsafeDb().auditEntry.findFirstOrThrow({ where: { action: 'audit.exported' } });
  expect(JSON.parse(row.text)).toMatchObject({ actor: { id: auditor.id }, data: { filter: { action: 'session' } } });
  await expect(beginExport(ctx(auditor, NOW), {})).rejects.toThrow('step_up_required');
  expect(await unsafeDb().auditEntry.count({ where: { action: 'audit.exported' } })).toBe(1);
});

test('of two exports with one proof one passes', async () => {
  const auditor = await satisfiedFor(readOnly(), 'audit:export', 'audit');
  const both = await Promise.allSettled([beginExport(ctx(auditor, NOW), {}), beginExport(ctx(auditor, NOW), {})]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('is for auditors alone', async () => {
  await expect(async () => beginExport(ctx(person('Admin', 'everywhere')), {})).rejects.toThrow('forbidden');
  await expect(async () => beginExport(ctx(person('Analyst', 'everywhere')), {})).rejects.toThrow('forbidden');
});
