import { describe, expect, it } from 'vitest';
import { raise, stored as storedAlert } from '@/lib/alerts/testing/alerts';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { decideAlerts } from '@/lib/incident-rules/mutations/decide';
import { switchRule } from '@/lib/incident-rules/mutations/switch';
import { detachAlert } from '@/lib/incidents/mutations/alerts';
import { closeIncident } from '@/lib/incidents/mutations/close';
import { at, entriesOf, NOON } from '@/lib/incidents/testing/incidents';

withDatabase();

const run = (minutes = 0) => decideAlerts(ctx(system, at(minutes)));

async function aRule(productId: string, more: { readonly minSeverity?: number; readonly active?: boolean } = {}) {
  return unsafeDb().incidentRule.create({
    data: {
      ...{ name: 'Guessed', active: true, patterns: ['rule:brute-*'], minSeverity: 4, techniques: [], productId },
      ...{ kind: 'compromised_identity', impact: 'high', urgency: 'high', title: '{alert}: {entity}' },
      ...{ validFrom: new Date(0), createdAt: NOON, changedAt: NOON, changedBy: 'Rita', ...more },
    },
  });
}

const incidentsOf = (productId: string) =>
  unsafeDb().incident.findMany({
    where: { productId },
    include: { alerts: { orderBy: { number: 'asc' }, select: { rule: true } }, byRule: true },
    orderBy: { number: 'asc' },
  });

const guessed = { rule: 'rule:brute-force-success', title: 'Password guessed', severity: 4 } as const;
const kate = { actor: 'kate', host: 'jump-1', sourceAddress: '203.0.113.7' } as const;

describe('a replayed attack', () => {
  it('ends in one incident, whatever came first', async () => {
    const { productId } = await aProduct();
    const rule = await aRule(productId);
    // Before the rule fits: the scan from the same address, and somebody else's work.
    await raise({ productId, rule: 'rule:scan', severity: 1, entity: { sourceAddress: '203.0.113.7' } });
    await raise({ productId, rule: 'rule:linux-sudo-root', entity: { actor: 'ben', host: 'db-1' } });
    await run();
    expect(await incidentsOf(productId)).toEqual([]);
    await raise({ productId, ...guessed, entity: kate, second: 10 });
    await raise({ productId, rule: 'rule:linux-sudo-root', entity: { actor: 'kate', host: 'jump-1' }, second: 20 });
    await run(1);
    await raise({
      productId,
      rule: 'rule:exec',
      entity: { actor: 'Kate', namespace: 'shop', pod: 'web-1' },
      second: 30,
    });
    await run(2);
    // Kate is not named any more: the pod is.
    await raise({ productId, rule: 'falco:Egress', entity: { namespace: 'shop', pod: 'web-1' }, second: 40 });
    await raise({ productId, rule: 'rule:brute-force-more', severity: 4, entity: { actor: 'kate' }, second: 50 });
    await run(3);
    const incidents = await incidentsOf(productId);
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({
      priority: 1,
      kind: 'compromised_identity',
      title: 'Password guessed: kate, 203.0.113.7, jump-1',
      byRule: { ruleId: rule.id },
    });
    expect(incidents[0]?.alerts.map((alert) => alert.rule)).toEqual([
      'rule:scan',
      'rule:brute-force-success',
      'rule:linux-sudo-root',
      'rule:exec',
      'falco:Egress',
      'rule:brute-force-more',
    ]);
    const entries = await entriesOf(incidents[0]?.id ?? '');
    expect(entries[0]).toMatchObject({ kind: 'declared', note: 'Guessed', actorName: 'worker' });
    expect(entries.filter(({ kind }) => kind === 'alert')).toHaveLength(6);
  });

  it('is decided once by several workers, and by the next one where the first died', async () => {
    const { productId } = await aProduct();
    await aRule(productId);
    await raise({ productId, ...guessed, entity: kate });
    await Promise.all([run(), run(), run()]);
    await run(1);
    expect(await incidentsOf(productId)).toHaveLength(1);
  });

  it('after its incident ended begins a new one', async () => {
    const { productId } = await aProduct();
    await aRule(productId, { minSeverity: 3 });
    await unsafeDb().incidentRule.updateMany({ where: { productId }, data: { impact: 'low', urgency: 'low' } });
    await raise({ productId, ...guessed, entity: kate });
    await run();
    const [first] = await incidentsOf(productId);
    if (!first) throw new Error('none was declared');
    const id = await aPerson('Responder', productId, 'Rita');
    const rita = ctx(person('Responder', [productId], { id, name: 'Rita' }), at(5));
    const close = {
      id: first.id,
      version: first.version,
      outcome: 'resolved',
      reason: 'Locked out',
      into: null,
    } as const;
    await closeIncident(rita, close, async () => undefined);
    await raise({ productId, ...guessed, entity: kate, second: 30 });
    await run(6);
    expect(await incidentsOf(productId)).toHaveLength(2);
  });
});

describe('a rule', () => {
  it('that is off, or for less, or for another product, declares nothing', async () => {
    const { productId } = await aProduct();
    const other = await aProduct();
    await aRule(productId, { active: false });
    await aRule(other.productId);
    await raise({ productId, ...guessed, entity: kate });
    await raise({ productId: other.productId, ...guessed, severity: 3, entity: kate });
    await run();
    expect(await incidentsOf(productId)).toEqual([]);
    expect(await incidentsOf(other.productId)).toEqual([]);
  });

  it('is asked again about an alert that grew worse, and not about what a person took out', async () => {
    const { productId } = await aProduct();
    await aRule(productId);
    const number = await raise({ productId, ...guessed, severity: 3, entity: kate });
    await run();
    await raise({ productId, ...guessed, entity: kate, second: 5 });
    await run(1);
    const [incident] = await incidentsOf(productId);
    expect(incident?.alerts).toHaveLength(1);
    const id = await aPerson('Responder', productId, 'Rita');
    const rita = ctx(person('Responder', [productId], { id, name: 'Rita' }), at(2));
    const alert = await storedAlert(number);
    await detachAlert(rita, { id: incident?.id ?? '', alertId: alert.id, reason: 'Our own test' });
    await run(3);
    expect((await storedAlert(number)).incidentId).toBeNull();
    expect(await incidentsOf(productId)).toHaveLength(1);
  });
});

it('a rule is switched on by whoever may, for alerts from then on; of two at once one is told', async () => {
  const { productId } = await aProduct();
  const { id, version } = await aRule(productId, { active: false });
  const change = { id, version, active: true };
  await expect(switchRule(ctx(readOnly()), change)).rejects.toMatchObject({ code: 'forbidden' });
  const admin = ctx(person('Admin', 'everywhere'), at(9));
  const both = await Promise.allSettled([switchRule(admin, change), switchRule(admin, change)]);
  expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'conflict' } }]);
  const rule = await unsafeDb().incidentRule.findUniqueOrThrow({ where: { id } });
  expect(rule).toMatchObject({ active: true, validFrom: at(9), changedBy: admin.actor.name });
});
