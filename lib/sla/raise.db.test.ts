import { beforeEach, describe, expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aFinding, aPerson, someFindings } from '@/lib/findings/testing/findings';
import { raiseAll, raiseNew } from '@/lib/sla/jobs';
import { aPolicy, aRequest, work } from '@/lib/sla/testing';

withDatabase();

const SEEN = new Date('2026-11-01T10:00:00Z');
const on = (day: number) => new Date(Date.UTC(2026, 10, day, 12));

let productId: string;
let teamId: string;
beforeEach(async () => {
  ({ productId, teamId } = await aProduct());
  // Critical: due at the end of the 11th; high: of the 2nd.
  await aPolicy({ productId, days: [10, 1], warnDays: 3 });
});

const raise = (at: Date) => raiseAll(ctx(system, at));
const critical = (more: Parameters<typeof aFinding>[1] = {}) =>
  aFinding(productId, { severity: 4, firstSeenAt: SEEN, ...more });

async function said(id: number): Promise<unknown[]> {
  const events = await unsafeDb().findingEvent.findMany({
    where: { findingId: id, kind: { startsWith: 'sla_' } },
    orderBy: { id: 'asc' },
  });
  return events.map(({ kind, at }) => [kind, at]);
}

async function told(personId: string): Promise<unknown[]> {
  const notices = await unsafeDb().notice.findMany({ where: { personId }, orderBy: { id: 'asc' } });
  return notices.map(({ kind, params, href }) => [kind, params, href]);
}

/** An engineer of the team: grants of tests are made for products. */
async function anEngineer(role = 'Engineer', where: { teamId: string } | null = { teamId }): Promise<string> {
  const id = await aPerson(role, productId);
  await unsafeDb().scopeGrant.deleteMany({ where: { personId: id } });
  if (where) await unsafeDb().scopeGrant.create({ data: { personId: id, ...where } });
  return id;
}

test('each due date is warned of once and its breach told once, however often and by however many it is looked for', async () => {
  const { id } = await critical();
  await work(on(2));
  await raise(on(8));
  expect(await said(id)).toEqual([]);
  await Promise.all([raise(on(9)), raise(on(9)), raise(on(9))]);
  await raise(on(10));
  await Promise.all([raise(on(12)), raise(on(12))]);
  await raise(on(13));
  expect(await said(id)).toEqual([
    ['sla_warning', on(9)],
    ['sla_breach', on(12)],
  ]);
});

test('what became due lately is told at once, what was overdue before with the next round over everything', async () => {
  const { id } = await critical();
  await work(on(2));
  await raiseNew(ctx(system, on(14)));
  expect(await said(id)).toEqual([]);
  await raiseAll(ctx(system, on(14)));
  const other = await critical();
  await work(on(12));
  await raiseNew(ctx(system, on(13)));
  expect([await said(id), await said(other.id)]).toEqual([[['sla_breach', on(14)]], [['sla_breach', on(13)]]]);
});

test('a due date that moves is another one', async () => {
  const { id } = await critical();
  await work(on(2));
  await raise(on(12));
  await aPolicy({ productId, days: [20], number: 2, warnDays: 3 });
  await unsafeDb().slaSweep.create({ data: { productId, cause: 'policy', askedAt: on(13) } });
  await work(on(13));
  await raise(on(19));
  await raise(on(22));
  expect(await said(id)).toEqual([
    ['sla_breach', on(12)],
    ['sla_warning', on(19)],
    ['sla_breach', on(22)],
  ]);
});

test('nobody is warned in the first half of a short time, nor where the policy says never', async () => {
  const { id } = await aFinding(productId, { severity: 3, firstSeenAt: SEEN });
  await work(SEEN);
  await raise(new Date('2026-11-01T12:00:00Z'));
  expect(await said(id)).toEqual([]);
  await raise(new Date('2026-11-02T12:00:00Z'));
  expect(await said(id)).toHaveLength(1);
  await aPolicy({ productId, days: [10], number: 2, warnDays: 0 });
  const other = await critical();
  await work(on(2));
  await raise(on(11));
  expect(await said(other.id)).toEqual([]);
});

test('while its clock stands still and when it is closed, nothing is said', async () => {
  const waiting = await critical();
  const closed = await critical();
  await work(on(2));
  await aRequest(productId, on(5), [waiting.id]);
  await work(on(5));
  await unsafeDb().finding.update({ where: { id: closed.id }, data: { status: 'fixed' } });
  await raise(on(15));
  expect([await said(waiting.id), await said(closed.id)]).toEqual([[], []]);
});

test('a claimed fix that nothing has verified in time breaches like an open finding', async () => {
  const { id } = await critical();
  await work(on(2));
  const claim = { status: 'fixed', reason: 'claimed', statusChangedAt: on(4) } as const;
  await unsafeDb().finding.update({ where: { id }, data: claim });
  await work(on(8));
  await raise(on(15));
  expect(await said(id)).toEqual([]);
  await work(on(15));
  await raise(on(17));
  expect(await said(id)).toEqual([['sla_breach', on(17)]]);
});

describe('notices', () => {
  test('one finding is told to its assignee by its title, several of nobody to the engineers of the team by number', async () => {
    const assigneeId = await aPerson('Analyst', null);
    const engineer = await anEngineer();
    const analyst = await anEngineer('Analyst');
    const elsewhere = await anEngineer('Engineer', { teamId: (await aProduct()).teamId });
    const { id } = await critical({ assigneeId, title: 'SQL injection' });
    await someFindings(productId, 3, { severity: 4, firstSeenAt: SEEN });
    await work(on(2));
    await raise(on(9));
    const { name } = await unsafeDb().product.findUniqueOrThrow({ where: { id: productId } });
    expect(await told(assigneeId)).toEqual([
      ['sla_warning', { count: 1, title: 'SQL injection', product: name }, `/findings/${id}`],
    ]);
    expect(await told(engineer)).toEqual([
      [
        'sla_warning',
        { count: 3, title: expect.any(String), product: name },
        `/findings?product=${productId}&assignee=none&sla=due_soon`,
      ],
    ]);
    expect([await told(analyst), await told(elsewhere)]).toEqual([[], []]);
  });

  test('who is disabled is told nothing', async () => {
    const engineer = await anEngineer();
    await unsafeDb().person.update({ where: { id: engineer }, data: { disabledAt: on(1) } });
    await critical();
    await work(on(2));
    await raise(on(12));
    expect(await told(engineer)).toEqual([]);
  });
});

test('whoever watches the product hears of what becomes overdue in it, once, and not of what others were warned of', async () => {
  const [watcher, engineer] = [await aPerson('Auditor', null), await anEngineer()];
  const data = [watcher, engineer].map((personId) => ({ productId, personId, createdAt: SEEN }));
  await unsafeDb().productWatch.createMany({ data });
  await critical();
  await critical({ assigneeId: await aPerson('Engineer', productId) });
  await work(on(2));
  await raise(on(9));
  expect(await told(watcher)).toEqual([]);
  await raise(on(12));
  await raise(on(12));
  expect(await told(watcher)).toEqual([
    ['sla_breach', expect.objectContaining({ count: 2 }), expect.stringContaining('sla=overdue')],
  ]);
  expect((await told(engineer)).map((notice) => (Array.isArray(notice) ? notice[0] : null))).toEqual([
    'sla_warning',
    'sla_breach',
  ]);
});
