import { expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { raise } from '@/lib/alerts/testing/alerts';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { listIncidentRules, previewRule } from '@/lib/incident-rules/data/list';
import { decideAlerts } from '@/lib/incident-rules/mutations/decide';
import { switchRule } from '@/lib/incident-rules/mutations/switch';
import { archiveRule, createRule, editRule } from '@/lib/incident-rules/mutations/write';
import { type RuleContent, ruleSchema } from '@/lib/incident-rules/schema';
import { at } from '@/lib/incidents/testing/incidents';

withDatabase();

const content = (productId: string | null, more: Partial<RuleContent> = {}): RuleContent => ({
  ...{ name: `Scans ${crypto.randomUUID()}`, patterns: ['rule:scan*'], minSeverity: 0, techniques: [], places: [] },
  ...{ productId, teamId: null, minAlerts: 1, withinMinutes: 60, kind: 'other', impact: 'low', urgency: 'low' },
  title: '{alert}: {entity}',
  ...more,
});
const admin = (minutes: number) => ctx(person('Admin', 'everywhere', { name: 'Ada' }), at(minutes));
const versionsOf = async (ruleId: string) =>
  (await unsafeDb().incidentRuleVersion.findMany({ where: { ruleId }, orderBy: { number: 'asc' } })).map(
    ({ number, verb, actorName }) => [number, verb, actorName],
  );

it('is made, switched on, edited and archived; each version stays, each change is in the audit trail', async () => {
  const { productId } = await aProduct();
  const rule = content(productId);
  const id = await createRule(admin(0), rule);
  await switchRule(admin(1), { id, version: 1, active: true });
  const edit = () => editRule(admin(2), { id, version: 2, rule: { ...rule, minAlerts: 3 } });
  const both = await Promise.allSettled([edit(), edit()]);
  expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'conflict' } }]);
  const archive = () => archiveRule(admin(3), { id, version: 3, reason: 'Too loud' });
  const gone = await Promise.allSettled([archive(), archive()]);
  expect(gone.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'not_found' } }]);
  expect(await versionsOf(id)).toEqual([
    [1, 'created', 'Ada'],
    [2, 'switched_on', 'Ada'],
    [3, 'edited', 'Ada'],
    [4, 'archived', 'Ada'],
  ]);
  const stored = await unsafeDb().incidentRule.findUniqueOrThrow({ where: { id } });
  expect(stored).toMatchObject({ active: false, archivedAt: at(3), validFrom: at(2), minAlerts: 3 });
  const audited = await unsafeDb().auditEntry.findMany({ where: { action: { startsWith: 'incident-rule.' } } });
  expect(audited.filter(({ text }) => text.includes(id))).toHaveLength(4);
  const rewritten = unsafeDb().incidentRuleVersion.updateMany({ where: { ruleId: id }, data: { verb: 'x' } });
  await expect(rewritten).rejects.toThrow(/append-only|permission/);
  // An archived rule's name is free again.
  await createRule(admin(4), rule);
  await expect(createRule(admin(4), rule)).rejects.toMatchObject({ details: { issue: 'name_taken' } });
});

it('is made by whoever has the right, for what they reach', async () => {
  const { productId } = await aProduct();
  const other = await aProduct();
  const rita = ctx(person('Responder', [productId]), at(0));
  const id = await createRule(rita, content(productId));
  await expect(createRule(rita, content(other.productId))).rejects.toMatchObject({ code: 'not_found' });
  await expect(createRule(rita, content(null))).rejects.toMatchObject({ code: 'forbidden' });
  const wide = { id, version: 1, rule: content(null) };
  await expect(editRule(rita, wide)).rejects.toMatchObject({ code: 'forbidden' });
  const ben = ctx(person('Responder', [other.productId]), at(0));
  const auditor = ctx(readOnly());
  for (const [who, code] of [
    [ben, 'not_found'],
    [auditor, 'forbidden'],
  ] as const) {
    await expect(editRule(who, { id, version: 1, rule: content(other.productId) })).rejects.toMatchObject({ code });
    await expect(switchRule(who, { id, version: 1, active: true })).rejects.toMatchObject({ code });
    await expect(archiveRule(who, { id, version: 1, reason: 'x' })).rejects.toMatchObject({ code });
  }
  const seenBy = async (who: typeof ben) =>
    (await listIncidentRules(requirePermission(who, 'incident:read'), at(1))).some((rule) => rule.id === id);
  expect([await seenBy(rita), await seenBy(ben), await seenBy(auditor)]).toEqual([true, false, true]);
});

it('is shown with its place and every version, to whom it concerns; counts are of what the reader reaches', async () => {
  const [own, other] = [await aProduct(), await aProduct()];
  const rule = content(own.productId);
  const id = await createRule(admin(0), rule);
  await editRule(admin(1), { id, version: 1, rule: { ...rule, name: 'Moved', productId: other.productId } });
  await archiveRule(admin(2), { id, version: 2, reason: 'Too loud' });
  const team = await createRule(admin(0), content(null, { teamId: own.teamId }));
  const wide = await createRule(admin(0), content(null));
  await switchRule(admin(0), { id: wide, version: 1, active: true });
  await unsafeDb().incidentRule.update({ where: { id: wide }, data: { validFrom: new Date(0) } });
  await raise({ productId: other.productId, rule: 'rule:scan-ports', entity: { host: 'db-1' } });
  await decideAlerts(ctx(system, at(1)));
  const seenBy = async (...products: string[]) => {
    const found = await listIncidentRules(
      requirePermission(ctx(person('Responder', products)), 'incident:read'),
      at(3),
    );
    return new Map(found.map((one) => [one.id, one]));
  };
  const [mine, theirs] = [await seenBy(own.productId), await seenBy(other.productId)];
  expect([mine.has(id), mine.has(team), theirs.has(id), theirs.has(team)]).toEqual([false, true, true, false]);
  expect(mine.get(team)?.place).toMatchObject({ kind: 'team', name: expect.any(String) });
  expect([mine.get(wide)?.declared, theirs.get(wide)?.declared, mine.get(wide)?.place]).toEqual([0, 1, null]);
  expect(theirs.get(id)?.versions).toMatchObject([
    { number: 3, verb: 'archived', by: 'Ada', note: 'Too loud', name: 'Moved' },
    { number: 2, verb: 'edited', facts: { place: { kind: 'product', name: expect.any(String) } } },
    // Where it was before is not for who does not reach it.
    { number: 1, verb: 'created', name: rule.name, facts: { place: { kind: 'product', name: null } } },
  ]);
  await archiveRule(admin(4), { id: wide, version: 2, reason: 'Over' });
});

it('declares once so many alerts came in the time, and takes them all in; the incident names its version', async () => {
  const { productId } = await aProduct();
  const rule = content(productId, { minAlerts: 3, withinMinutes: 10, places: ['host'] });
  const id = await createRule(admin(0), rule);
  await switchRule(admin(0), { id, version: 1, active: true });
  await unsafeDb().incidentRule.update({ where: { id }, data: { validFrom: new Date(0) } });
  const scan = (host: string) => raise({ productId, rule: 'rule:scan-ports', entity: { host } });
  await scan('web-1');
  await scan('web-2');
  await raise({ productId, rule: 'rule:scan-ports', entity: { actor: 'kate' } });
  await decideAlerts(ctx(system, at(1)));
  expect(await unsafeDb().incident.count({ where: { productId } })).toBe(0);
  await scan('web-3');
  await decideAlerts(ctx(system, at(2)));
  const [incident] = await unsafeDb().incident.findMany({
    where: { productId },
    include: { byRule: true, _count: { select: { alerts: true } } },
  });
  expect(incident).toMatchObject({ byRule: { ruleId: id, version: 2 }, _count: { alerts: 3 } });
});

it('says what it would have declared, of what its author may read', async () => {
  const { productId } = await aProduct();
  const other = await aProduct();
  const kate = { actor: 'kate' };
  await raise({ productId, rule: 'rule:scan-ports', entity: kate });
  await raise({ productId, rule: 'rule:scan-hosts', entity: kate });
  await raise({ productId, rule: 'rule:scan-hosts', entity: { actor: 'ben' } });
  await raise({ productId, rule: 'rule:other', entity: kate });
  await raise({ productId: other.productId, rule: 'rule:scan-ports', entity: kate });
  const preview = (who: ReturnType<typeof person>, rule: RuleContent) =>
    previewRule(requirePermission(ctx(who), 'alert:read'), rule, at(60));
  const own = person('Responder', [productId]);
  expect(await preview(own, content(productId))).toMatchObject({ looked: 4, fitting: 3, incidents: 2, more: false });
  expect(await preview(own, content(null))).toMatchObject({ fitting: 3 });
  expect(await preview(own, content(productId, { minAlerts: 3 }))).toMatchObject({ incidents: 1 });
  expect(await preview(own, content(other.productId))).toMatchObject({ fitting: 0, incidents: 0, newest: [] });
});

it('one that would take nearly everything, or has a wrong technique, is refused', () => {
  const wrong = (more: Partial<RuleContent>) =>
    ruleSchema.safeParse(content(null, more)).error?.issues.map(({ path }) => path[0]);
  expect(wrong({ patterns: [] })).toEqual(['patterns']);
  expect(wrong({ patterns: [], minSeverity: 3 })).toBeUndefined();
  expect(wrong({ techniques: ['brute force'] })).toEqual(['techniques']);
  expect(wrong({ minAlerts: 0, title: ' ' })).toEqual(['minAlerts', 'title']);
});
