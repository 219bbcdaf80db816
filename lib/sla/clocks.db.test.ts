import { beforeEach, describe, expect, test } from 'vitest';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, person } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { triage } from '@/lib/findings/mutations/triage';
import { aFinding } from '@/lib/findings/testing/findings';
import { aPolicy, aRequest, work } from '@/lib/sla/testing';

withDatabase();

const SEEN = new Date('2026-11-01T10:00:00Z');
const on = (day: number, month = 11) => new Date(Date.UTC(2026, month - 1, day, 12));
/** The end of a day of winter in Berlin. */
const endOf = (day: number, month = 11) => new Date(Date.UTC(2026, month - 1, day, 22, 59, 59, 999));

let productId: string;
let id: number;
beforeEach(async () => {
  ({ productId } = await aProduct());
  await aPolicy({ productId, days: [10], claimedDays: 3 });
  ({ id } = await aFinding(productId, { severity: 4, firstSeenAt: SEEN, statusChangedAt: SEEN }));
  await work(on(1));
});

const read = () =>
  unsafeDb().finding.findUniqueOrThrow({
    where: { id },
    select: { dueAt: true, slaPausedAt: true, slaStartedAt: true, version: true, status: true },
  });
const due = async () => (await read()).dueAt;
const history = async () =>
  (await unsafeDb().findingEvent.findMany({ where: { findingId: id, kind: 'due' }, orderBy: { id: 'asc' } })).map(
    ({ changes, reason }) => [reason, changes],
  );

type Fields = Parameters<ReturnType<typeof unsafeDb>['finding']['updateMany']>[0]['data'];
async function set(at: Date, data: Fields): Promise<void> {
  await unsafeDb().finding.updateMany({ where: { id }, data: { ...data, statusChangedAt: at } });
}
async function decide(at: Date, to: 'confirmed' | 'in_progress' | 'fixed' | 'open'): Promise<void> {
  const { version } = await read();
  const analyst = person('Analyst', 'everywhere');
  await triage(ctx(analyst, at), { to, note: '', selection: { kind: 'some', findings: [{ id, version }] } });
}
async function aSource(present: boolean): Promise<void> {
  const { id: sourceId } = await unsafeDb().source.create({ data: { productId, scanner: 'probe', target: 'app' } });
  await pgPool().query(
    `INSERT INTO finding_source (finding_id, source_id, present, identity, content_hash, severity, first_import_id,
       last_import_id, first_seen_at, last_seen_at, pack_id, pack_at)
     VALUES ($1, $2, $3, $4, $4, 3, gen_random_uuid(), gen_random_uuid(), now(), now(), 0, 0)`,
    [id, sourceId, present, Buffer.alloc(16)],
  );
}

describe('while acceptance is asked for', () => {
  test('the clock stands still, and goes on by the days that passed', async () => {
    expect(await due()).toEqual(endOf(11));
    const request = await aRequest(productId, on(5), [id]);
    await work(on(5));
    expect(await read()).toMatchObject({ dueAt: endOf(11), slaPausedAt: on(5), version: 1 });
    await work(on(8));
    expect(await read()).toMatchObject({ dueAt: endOf(11), slaPausedAt: on(5) });
    await unsafeDb().acceptance.update({ where: { id: request }, data: { state: 'withdrawn' } });
    await work(on(9));
    expect(await read()).toMatchObject({ dueAt: endOf(15), slaPausedAt: null, version: 1 });
    expect(await history()).toEqual([
      ['finding', { dueAt: [null, expect.stringMatching(/^2026-11-11T/)] }],
      ['finding', { dueAt: [expect.stringMatching(/^2026-11-11T/), expect.stringMatching(/^2026-11-15T/)] }],
    ]);
  });

  test('of a whole product: findings that come later wait from first sight on, exploited ones do not', async () => {
    await aRequest(productId, on(2), null);
    const later = await aFinding(productId, { severity: 4, firstSeenAt: on(4) });
    const exploited = await aFinding(productId, { severity: 4, firstSeenAt: on(4), knownExploited: true });
    await work(on(6));
    const found = await unsafeDb().finding.findMany({ where: { productId }, orderBy: { id: 'asc' } });
    expect(found.map((one) => [one.id, one.slaPausedAt])).toEqual([
      [id, on(2)],
      [later.id, on(4)],
      [exploited.id, null],
    ]);
  });

  test('a policy that does not count it lets the clock run', async () => {
    await aPolicy({ productId, days: [10], number: 2, pauseAwaiting: false });
    await aRequest(productId, on(5), [id]);
    await work(on(5));
    expect(await read()).toMatchObject({ dueAt: endOf(11), slaPausedAt: null });
  });

  test('a request whose time is over stops nothing any more', async () => {
    const request = await aRequest(productId, on(5), [id]);
    await work(on(5));
    await unsafeDb().acceptance.update({ where: { id: request }, data: { expiresAt: on(7) } });
    await work(on(7));
    expect(await read()).toMatchObject({ dueAt: endOf(13), slaPausedAt: null });
  });
});

test('while it is accepted the clock stands still; the request before it is not counted twice', async () => {
  const request = await aRequest(productId, on(3), [id]);
  await work(on(3));
  await unsafeDb().acceptance.update({
    where: { id: request },
    data: {
      state: 'approved',
      decidedAt: on(5),
      deciderId: (await unsafeDb().person.create({ data: { tenantId: request, objectId: request, name: 'Approver' } }))
        .id,
    },
  });
  await set(on(5), { status: 'risk_accepted', acceptanceId: request });
  await work(on(6));
  await set(on(9), { status: 'open', acceptanceId: null });
  await work(on(9));
  expect(await read()).toMatchObject({ dueAt: endOf(17), slaPausedAt: null });
});

describe('a claimed fix', () => {
  beforeEach(async () => {
    await aSource(true);
    await decide(on(4), 'confirmed');
    await decide(on(4), 'fixed');
  });

  test('stops the clock until a scan disproves it', async () => {
    await work(on(5));
    await set(on(6), { status: 'open', reason: null, regressed: true, slaStartedAt: on(6) });
    await work(on(6));
    expect(await read()).toMatchObject({ dueAt: endOf(13), slaStartedAt: null });
  });

  test('stops it for a bounded time: then it goes on, whatever the status says', async () => {
    await work(on(7));
    expect(await due()).toEqual(endOf(11));
    await work(on(8));
    expect(await due()).toEqual(endOf(14));
    await set(on(20), { status: 'open', reason: null, regressed: true });
    await work(on(20));
    expect(await read()).toMatchObject({ dueAt: endOf(14), slaStartedAt: null });
  });

  test('that a scan has verified and that comes back later is due anew', async () => {
    await pgPool().query('UPDATE finding_source SET present = false WHERE finding_id = $1', [id]);
    await work(on(5));
    await set(on(20), { status: 'open', reason: null, regressed: true, slaStartedAt: on(19) });
    await work(on(20));
    expect(await read()).toMatchObject({ dueAt: endOf(29), slaStartedAt: on(19) });
  });

  test('that its person takes back costs the days that it lasted', async () => {
    await decide(on(6), 'open');
    await work(on(6));
    expect(await read()).toMatchObject({ dueAt: endOf(13), slaStartedAt: null });
  });
});

test('a finding that a scan closed and another sees again is due anew, from now unless the import says when', async () => {
  await set(on(5), { status: 'fixed', reason: null });
  await work(on(5));
  await set(on(20), { status: 'open', regressed: true });
  await work(on(20));
  expect(await read()).toMatchObject({ dueAt: endOf(30), slaStartedAt: on(20) });
});

test('a wrong dismissal does not stop the clock', async () => {
  await set(on(3), { status: 'false_positive', reason: 'not_present' });
  await set(on(9), { status: 'open', reason: null });
  await work(on(9));
  expect(await due()).toEqual(endOf(11));
});

test('under a policy that starts at confirmation, nothing is due before; going back to open stops it', async () => {
  await aPolicy({ productId, days: [10], number: 2, starts: 'confirmed' });
  await decide(on(5), 'confirmed');
  await work(on(5));
  expect(await due()).toEqual(endOf(15));
  await decide(on(6), 'in_progress');
  await work(on(6));
  expect(await due()).toEqual(endOf(15));
  await decide(on(7), 'confirmed');
  await decide(on(7), 'open');
  await work(on(7));
  expect(await due()).toBeNull();
  await decide(on(8), 'confirmed');
  await work(on(8));
  expect(await due()).toEqual(endOf(18));
});

test('working days: only those of a pause count', async () => {
  await aPolicy({ productId, days: [10], number: 2, business: true });
  const request = await aRequest(productId, on(6), [id]);
  await work(on(6));
  await unsafeDb().acceptance.update({ where: { id: request }, data: { state: 'withdrawn' } });
  await work(on(10));
  // Ten working days from Sunday the 1st end on Friday the 13th; from Friday the 6th to Tuesday the 10th two passed.
  expect(await due()).toEqual(endOf(17));
});

test('what weighs a finding moves its due date; what does not leaves it', async () => {
  const shortenings = [
    { condition: 'epss', threshold: 0.5, factor: 0.5, maxDays: null },
    { condition: 'known_exploited', threshold: null, factor: null, maxDays: 2 },
  ] as const;
  await aPolicy({ productId, days: [10, 20], number: 2, shortenings });
  await set(SEEN, { severity: 3 });
  await work(on(2));
  expect(await due()).toEqual(endOf(21));
  await set(SEEN, { epss: 0.6 });
  await work(on(2));
  expect(await due()).toEqual(endOf(11));
  await set(SEEN, { epss: 0.9 });
  expect((await pgPool().query('SELECT FROM sla_touched WHERE finding_id = $1', [id])).rowCount).toBe(0);
  await set(SEEN, { knownExploited: true });
  await work(on(2));
  expect(await due()).toEqual(endOf(3));
});

test('a product that moves to a team of another policy, or weighs more, is computed anew', async () => {
  const { productId: moving } = await aProduct();
  const { teamId } = await aProduct();
  const shortenings = [{ condition: 'tier', threshold: 1, factor: null, maxDays: 1 }] as const;
  await aPolicy({ teamId, days: [4], shortenings });
  ({ id } = await aFinding(moving, { severity: 4, firstSeenAt: SEEN }));
  await work(on(1));
  await unsafeDb().product.update({ where: { id: moving }, data: { teamId } });
  await work(on(2));
  expect(await due()).toEqual(endOf(5));
  await unsafeDb().product.update({ where: { id: moving }, data: { tier: 1 } });
  await work(on(2));
  expect(await due()).toEqual(endOf(2));
  expect((await history()).map(([reason]) => reason)).toEqual(['finding', 'product', 'product']);
});

test('a version takes effect on its day: the old due date is in the history', async () => {
  const version = await aPolicy({ productId, days: [5], number: 2, validFrom: '2026-11-03' });
  await unsafeDb().slaPolicy.update({ where: { id: version }, data: { appliedAt: null } });
  await work(on(2));
  expect(await due()).toEqual(endOf(11));
  await work(on(3));
  expect(await due()).toEqual(endOf(6));
  expect((await history()).at(-1)).toEqual([
    'policy',
    { dueAt: [expect.stringMatching(/^2026-11-11T/), expect.stringMatching(/^2026-11-06T/)] },
  ]);
});

test('closed findings keep the due date that they had', async () => {
  await set(on(3), { status: 'fixed', reason: null });
  await aPolicy({ productId, days: [1], number: 2 });
  await pgPool().query(`INSERT INTO sla_sweep (product_id, cause, asked_at) VALUES ($1, 'policy', now())`, [productId]);
  await pgPool().query('INSERT INTO sla_touched (finding_id) VALUES ($1)', [id]);
  await work(on(4));
  expect(await due()).toEqual(endOf(11));
});
