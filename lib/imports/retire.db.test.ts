import { expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { listSources } from '@/lib/assets/data';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { retireSource } from '@/lib/imports/mutations/retire-source';
import { undoImport } from '@/lib/imports/mutations/undo-import';
import { runImport } from '@/lib/imports/run';
import { at, findingsOf, importReport, type ProbeReport } from '@/lib/imports/testing';
import { TLS_SCANNER } from '@/lib/imports/tls-source';

withDatabase();

const of = (target: string, ...ids: string[]): ProbeReport => ({ target, findings: ids.map((id) => ({ id })) });
const SAID = { branch: 'feature/pay', image: 'registry.example/shop:1.2', environment: 'test', service: 'api' };

async function aGoneBranch() {
  const { productId } = await aProduct();
  await importReport(productId, of('app', 'a', 'b'), 0);
  await importReport(productId, of('app', 'b', 'c'), 1, SAID);
  const branch = await unsafeDb().source.findFirstOrThrow({ where: { productId, branch: 'feature/pay' } });
  const analyst = person('Analyst', [productId]);
  const input = { id: branch.id, note: 'Branch was deleted', lastImportAt: branch.lastImportAt?.toISOString() ?? null };
  return { productId, analyst, input };
}

async function statuses(productId: string): Promise<Record<string, string>> {
  return Object.fromEntries((await findingsOf(productId)).map(({ ruleId, status }) => [ruleId, status]));
}

const stateOf = async (id: string, minute: number) => {
  const scope = requirePermission(ctx(readOnly()), 'finding:read');
  const rows = await listSources(scope, { team: [], product: [], state: null }, at(minute));
  return rows.find((row) => row.id === id);
};

test('a source that is gone closes what no other one reports, keeps the reason, and can be undone', async () => {
  const { productId, analyst, input } = await aGoneBranch();
  const id = await retireSource(ctx(analyst, at(2)), input);
  expect(await statuses(productId)).toEqual({ 'rule-a': 'open', 'rule-b': 'open', 'rule-c': 'open' });
  await runImport(ctx(system, at(3)), id);
  expect(await statuses(productId)).toEqual({ 'rule-a': 'open', 'rule-b': 'open', 'rule-c': 'fixed' });
  expect(await unsafeDb().source.count({ where: { productId } })).toBe(2);
  expect(await stateOf(input.id, 4)).toMatchObject({
    state: 'retired',
    retiredBy: analyst.name,
    retiredNote: input.note,
  });
  const trail = await unsafeDb().auditEntry.findFirst({ where: { targetId: input.id, action: 'source.retired' } });
  expect(trail?.text).toContain('Branch was deleted');
  await undoImport(ctx(person('Engineer', [productId]), at(4)), id);
  expect(await statuses(productId)).toEqual({ 'rule-a': 'open', 'rule-b': 'open', 'rule-c': 'open' });
  expect((await stateOf(input.id, 5))?.state).toBe('fresh');
});

test('a report of it brings it back, with what it reports', async () => {
  const { productId, analyst, input } = await aGoneBranch();
  await runImport(ctx(system, at(3)), await retireSource(ctx(analyst, at(2)), input));
  await importReport(productId, of('app', 'c'), 4, SAID);
  expect(await statuses(productId)).toEqual({ 'rule-a': 'open', 'rule-b': 'open', 'rule-c': 'open' });
  expect((await stateOf(input.id, 5))?.state).toBe('fresh');
});

test('who may retire it may undo that, and no report that another one sent', async () => {
  const { productId, analyst, input } = await aGoneBranch();
  const id = await retireSource(ctx(analyst, at(2)), input);
  await runImport(ctx(system, at(3)), id);
  await expect(undoImport(ctx(readOnly(), at(4)), id)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(undoImport(ctx(stranger('Analyst'), at(4)), id)).rejects.toMatchObject({ code: 'forbidden' });
  await undoImport(ctx(analyst, at(4)), id);
  expect((await statuses(productId))['rule-c']).toBe('open');
  const sent = await importReport(productId, of('app', 'b'), 5, SAID);
  await expect(undoImport(ctx(analyst, at(6)), sent.id)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a source of our own TLS scans, and one whose clock is ahead, are retired themselves', async () => {
  const { productId } = await aProduct();
  const analyst = person('Analyst', [productId]);
  const own = { productId, scanner: TLS_SCANNER, target: 'shop.example:443' };
  const ahead = { productId, scanner: 'probe', target: 'app', lastCompleteAt: at(6) };
  for (const data of [own, ahead]) {
    const { id } = await unsafeDb().source.create({ data });
    const lastImportAt = null;
    await runImport(
      ctx(system, at(3)),
      await retireSource(ctx(analyst, at(2)), { id, note: 'Switched off', lastImportAt }),
    );
    expect((await stateOf(id, 4))?.state).toBe('retired');
  }
  expect(await unsafeDb().source.count({ where: { productId } })).toBe(2);
});

test('it is retired by who may triage there, as they saw it, and once', async () => {
  const { productId, analyst, input } = await aGoneBranch();
  await expect(retireSource(ctx(readOnly()), input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(retireSource(ctx(stranger('Analyst')), input)).rejects.toMatchObject({ code: 'not_found' });
  await importReport(productId, of('app', 'b', 'c'), 5, SAID);
  await expect(retireSource(ctx(analyst, at(6)), input)).rejects.toMatchObject({ code: 'conflict' });
  const seen = { ...input, lastImportAt: at(5).toISOString() };
  await runImport(ctx(system, at(8)), await retireSource(ctx(analyst, at(7)), seen));
  await expect(retireSource(ctx(analyst, at(9)), seen)).rejects.toMatchObject({ code: 'conflict' });
  expect(await unsafeDb().import.count({ where: { productId } })).toBe(4);
});

test.each([
  ['what testers reported is closed by their retest alone', 'pentest', 'PT-1', 'engagement'],
  ['drift is closed by its list alone', 'drift', 'ports', 'judged'],
  ['a missed recovery objective is closed by its service alone', 'backups', 'Shop', 'judged'],
])('%s', async (_, scanner, target, issue) => {
  const { productId } = await aProduct();
  const { id } = await unsafeDb().source.create({ data: { productId, scanner, target } });
  const input = { id, note: 'Over', lastImportAt: null };
  await expect(retireSource(ctx(person('Analyst', [productId])), input)).rejects.toMatchObject({ details: { issue } });
});
