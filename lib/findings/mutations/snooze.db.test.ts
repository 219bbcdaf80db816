import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { collectWork, withPlans } from '@/lib/core/testing/plans';
import { countFindings } from '@/lib/findings/data/facets';
import { listFindings } from '@/lib/findings/data/list';
import { snooze, wake } from '@/lib/findings/mutations/snooze';
import { triage } from '@/lib/findings/mutations/triage';
import { undo } from '@/lib/findings/mutations/undo';
import { wakeDue } from '@/lib/findings/mutations/wake-due';
import type { SnoozeInput } from '@/lib/findings/schema';
import { loadFilter } from '@/lib/findings/search-params';
import { aFinding, aPerson, NOW, someFindings } from '@/lib/findings/testing/findings';
import { listNotices } from '@/lib/notices/data';
import type { Prisma } from '@/prisma/generated/client';

withDatabase();
withPlans();

const DATE = '2026-11-25T07:00:00.000Z';
const NOTHING = { knownExploited: false, epss: null, severity: false, exposed: false } as const;
const ANYTHING = { knownExploited: true, epss: 0.5, severity: true, exposed: true } as const;
const later = (ms: number) => new Date(Date.parse(DATE) + ms);

const some = (...findings: { id: number; version: number }[]) => ({ kind: 'some', findings }) as const;
const stateOf = (id: number) =>
  unsafeDb().finding.findUniqueOrThrow({
    where: { id },
    select: { status: true, version: true, snoozedUntil: true, wakeOn: true, wokenAt: true },
  });
const eventsOf = (findingId: number) =>
  unsafeDb().findingEvent.findMany({
    where: { findingId },
    select: { kind: true, reason: true, actorKind: true },
    orderBy: { id: 'asc' },
  });

async function anAnalyst(productId: string): Promise<PersonActor> {
  return person('Analyst', [productId], { id: await aPerson('Analyst', productId) });
}

/** A product with an analyst and a finding that sleeps. */
async function asleep(wakeOn: SnoozeInput['wakeOn'], more: Partial<Prisma.FindingUncheckedCreateInput> = {}) {
  const { productId } = await aProduct();
  const analyst = await anAnalyst(productId);
  const finding = await aFinding(productId, more);
  const outcome = await snooze(ctx(analyst), { selection: some(finding), until: DATE, wakeOn });
  return { productId, analyst, id: finding.id, batchId: outcome.batchId ?? '' };
}

async function listed(actor: PersonActor, query: string): Promise<number[]> {
  const scope = requirePermission(ctx(actor), 'finding:read');
  const viewer = { personId: actor.id, now: NOW };
  const page = await listFindings(scope, { filter: loadFilter(query), order: 'severity.desc', cursor: null }, viewer);
  expect(await countFindings(scope, loadFilter(query), viewer)).toEqual({ n: page.rows.length, exact: true });
  return page.rows.map(({ id }) => id);
}

describe('snooze', () => {
  it('takes an open finding out of what is awake; it stays open', async () => {
    const { analyst, id } = await asleep(NOTHING);
    expect(await stateOf(id)).toMatchObject({ status: 'open', version: 2, snoozedUntil: new Date(DATE), wakeOn: null });
    expect(await listed(analyst, '?snoozed=no')).toEqual([]);
    expect(await listed(analyst, '?snoozed=yes')).toEqual([id]);
    expect(await listed(analyst, '')).toEqual([id]);
    expect(await eventsOf(id)).toEqual([{ kind: 'snooze', reason: null, actorKind: 'person' }]);
  });

  it('keeps only conditions that are not true yet', async () => {
    const { id } = await asleep(ANYTHING, { knownExploited: true, epss: 0.7, severity: 3 });
    expect((await stateOf(id)).wakeOn).toEqual({ severity: 3, exposed: true });
    const worst = await asleep({ ...NOTHING, severity: true }, { severity: 4 });
    expect((await stateOf(worst.id)).wakeOn).toBeNull();
  });

  it('lasts a year at most, also until it escalates', async () => {
    const { productId } = await aProduct();
    const analyst = await anAnalyst(productId);
    const finding = await aFinding(productId);
    const order = { selection: some(finding), wakeOn: ANYTHING };
    await expect(snooze(ctx(analyst), { ...order, until: '2028-01-01T00:00:00Z' })).rejects.toMatchObject({
      details: { issue: 'snooze_too_long' },
    });
    await expect(snooze(ctx(analyst), { ...order, until: '2026-11-22T11:59:59Z' })).rejects.toMatchObject({
      details: { issue: 'snooze_past' },
    });
    await snooze(ctx(analyst), { ...order, until: null });
    expect((await stateOf(finding.id)).snoozedUntil).toEqual(new Date('2027-11-22T12:00:00Z'));
  });

  it('leaves closed findings as they are', async () => {
    const { productId } = await aProduct();
    const analyst = await anAnalyst(productId);
    const finding = await aFinding(productId, { status: 'fixed' });
    const outcome = await snooze(ctx(analyst), { selection: some(finding), until: DATE, wakeOn: NOTHING });
    expect(outcome).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it('is refused to whoever may only read, and finds nothing of other teams', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const order = { selection: some(finding), until: DATE, wakeOn: NOTHING };
    await expect(snooze(ctx(readOnly()), order)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(snooze(ctx(stranger()), order)).rejects.toMatchObject({ code: 'not_found' });
    await expect(wake(ctx(stranger()), order)).rejects.toMatchObject({ code: 'not_found' });
    expect(await stateOf(finding.id)).toMatchObject({ version: 1, snoozedUntil: null });
  });

  it('overrides nobody who was faster', async () => {
    const { productId } = await aProduct();
    const [ada, ben] = [await anAnalyst(productId), await anAnalyst(productId)];
    const finding = await aFinding(productId);
    await triage(ctx(ada), { selection: some(finding), to: 'confirmed' });
    await expect(snooze(ctx(ben), { selection: some(finding), until: DATE, wakeOn: NOTHING })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('is undone, and undoing a decision on a sleeping finding puts it to sleep again', async () => {
    const { analyst, id, batchId } = await asleep(ANYTHING);
    const { version, wakeOn } = await stateOf(id);
    const { batchId: decided } = await triage(ctx(analyst), {
      selection: some({ id, version }),
      to: 'false_positive',
      reason: 'mitigated',
    });
    expect(await stateOf(id)).toMatchObject({ status: 'false_positive', snoozedUntil: null, wakeOn: null });
    await undo(ctx(analyst), { batchId: decided ?? '' });
    expect(await stateOf(id)).toMatchObject({ status: 'open', snoozedUntil: new Date(DATE), wakeOn });
    await undo(ctx(analyst), { batchId });
    expect(await stateOf(id)).toMatchObject({ snoozedUntil: null, wakeOn: null });
  });

  it('ends by hand, without a mark', async () => {
    const { analyst, id } = await asleep(NOTHING);
    await wake(ctx(analyst), { selection: some({ id, version: 2 }) });
    expect(await stateOf(id)).toMatchObject({ snoozedUntil: null, wokenAt: null });
    expect(await listed(analyst, '?snoozed=no')).toEqual([id]);
  });
});

describe('wakeDue', () => {
  it('wakes at the date and not a millisecond before; says when the next one comes', async () => {
    const { analyst, id } = await asleep(NOTHING);
    expect(await wakeDue(ctx(system, later(-1)))).toEqual(new Date(DATE));
    expect((await stateOf(id)).snoozedUntil).not.toBeNull();
    await wakeDue(ctx(system, later(0)));
    expect(await stateOf(id)).toMatchObject({ status: 'open', snoozedUntil: null, wokenAt: later(0), version: 3 });
    expect(await eventsOf(id)).toContainEqual({ kind: 'woken', reason: 'date', actorKind: 'system' });
    expect(await listed(analyst, '?snoozed=woken')).toEqual([id]);
  });

  it('tells whoever had put it to sleep, in one notice of all that woke together', async () => {
    const { productId } = await aProduct();
    const analyst = await anAnalyst(productId);
    const findings = await someFindings(productId, 3);
    await snooze(ctx(analyst), { selection: some(...findings), until: DATE, wakeOn: NOTHING });
    await wakeDue(ctx(system, later(0)));
    expect((await listNotices(analyst, null)).rows).toMatchObject([
      { kind: 'woken', params: { count: 3, title: '' }, href: '/inbox?queue=woken' },
    ]);
  });

  it.each([
    ['known_exploited', { knownExploited: true }],
    ['epss', { epss: 0.51 }],
    ['severity', { severity: 4 }],
  ] as const)('wakes when it escalates: %s', async (reason, change) => {
    const { id } = await asleep(ANYTHING, { severity: 3, epss: 0.1 });
    await wakeDue(ctx(system));
    expect((await stateOf(id)).snoozedUntil).not.toBeNull();
    await unsafeDb().finding.update({ where: { id }, data: change });
    await wakeDue(ctx(system));
    expect(await stateOf(id)).toMatchObject({ snoozedUntil: null, wokenAt: NOW });
    expect(await eventsOf(id)).toContainEqual({ kind: 'woken', reason, actorKind: 'system' });
  });

  it('wakes when its product is exposed to the internet', async () => {
    const { id, productId } = await asleep(ANYTHING);
    const other = await asleep(NOTHING);
    await unsafeDb().product.updateMany({
      where: { id: { in: [productId, other.productId] } },
      data: { exposure: 'internet' },
    });
    await wakeDue(ctx(system));
    expect(await eventsOf(id)).toContainEqual({ kind: 'woken', reason: 'exposed', actorKind: 'system' });
    expect((await stateOf(other.id)).snoozedUntil).not.toBeNull();
  });

  it('stays asleep where it was not asked to wake for that', async () => {
    const { id } = await asleep(NOTHING, { severity: 1 });
    await unsafeDb().finding.update({ where: { id }, data: { severity: 4, epss: 1, knownExploited: true } });
    await wakeDue(ctx(system));
    expect((await stateOf(id)).snoozedUntil).not.toBeNull();
  });

  it('lets closed findings sleep no longer, without waking them', async () => {
    const { id } = await asleep(NOTHING);
    await unsafeDb().finding.update({ where: { id }, data: { status: 'fixed' } });
    await wakeDue(ctx(system));
    expect(await stateOf(id)).toMatchObject({ status: 'fixed', snoozedUntil: null, wokenAt: null });
    expect(await eventsOf(id)).toHaveLength(1);
  });

  it('the mark goes with the next decision, and comes back with its undo', async () => {
    const { analyst, id } = await asleep(NOTHING);
    await wakeDue(ctx(system, later(0)));
    const { batchId } = await triage(ctx(analyst, later(1)), { selection: some({ id, version: 3 }), to: 'confirmed' });
    expect((await stateOf(id)).wokenAt).toBeNull();
    await undo(ctx(analyst, later(2)), { batchId: batchId ?? '' });
    expect((await stateOf(id)).wokenAt).toEqual(later(0));
  });

  it('wakes each once, however many workers try', async () => {
    const { id } = await asleep(NOTHING);
    await Promise.all([1, 2, 3].map(() => wakeDue(ctx(system, later(0)))));
    expect((await eventsOf(id)).filter(({ kind }) => kind === 'woken')).toHaveLength(1);
  });

  it('looks at those alone that wake, however many sleep', async () => {
    const { productId } = await aProduct();
    const sleepers = Array.from({ length: 1_500 }, (_, n) => ({
      productId,
      fingerprint: `code.1:${n}`,
      kind: 'code',
      scanner: 'semgrep',
      title: 'Sleeper',
      severity: 2,
      ruleId: 'r',
      location: 'l',
      firstSeenAt: NOW,
      statusChangedAt: NOW,
      updatedAt: NOW,
      snoozedUntil: later(1e9),
      wakeOn: { severity: 2, epss: 0.5, knownExploited: true },
    }));
    await unsafeDb().finding.createMany({ data: sleepers });
    const { id } = await unsafeDb().finding.findFirstOrThrow({ where: { productId }, select: { id: true } });
    await unsafeDb().finding.update({ where: { id }, data: { severity: 3 } });
    await unsafeDb().$executeRaw`ANALYZE finding`;
    const work = collectWork();
    await wakeDue(ctx(system));
    expect((await stateOf(id)).wokenAt).not.toBeNull();
    expect(Math.max(...work.map(({ rows }) => rows))).toBeLessThan(50);
  });
});
