import { beforeAll, describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { readIncidentFigures } from '@/lib/incidents/data/figures/figures';
import { declared } from '@/lib/incidents/testing/incidents';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
const at = (time: string) => new Date(`2026-${time}Z`);
const filter = { team: [], product: [], at: '2026-11-22', weeks: 4 } as const;
let productId: string;
let otherId: string;
let ritaId: string;

type Told = Parameters<typeof declared>[2] & {
  readonly on: string;
  /** Minutes: from its occurrence to detection, arrival to acknowledgement, detection to containment and recovery. */
  readonly took?: readonly [number | null, number | null, number | null, number | null];
  readonly outcome?: string;
  readonly breached?: boolean;
  readonly product?: string;
};

const after = (base: Date, minutes: number | null) =>
  minutes === null ? null : new Date(base.getTime() + minutes * 60_000);

async function tell({
  on,
  took = [null, null, null, null],
  outcome,
  breached = false,
  product = productId,
  ...more
}: Told) {
  const when = at(on);
  const rita = person('Responder', 'everywhere', { id: ritaId, name: 'Rita' });
  const { id } = await declared(ctx(rita, when), product, more);
  const [detect, take, contain, recover] = took;
  const closedAt = outcome ? after(when, 600) : null;
  await unsafeDb().incident.update({
    where: { id },
    data: {
      occurredAt: detect === null ? null : after(when, -detect),
      acknowledgedAt: after(when, take),
      containedAt: after(when, contain),
      recoveredAt: after(when, recover),
      ...(outcome ? { outcome, closedAt } : {}),
    },
  });
  if (take !== null)
    await unsafeDb().incidentClock.updateMany({
      where: { incidentId: id, kind: 'reaction' },
      data: {
        stoppedAt: after(when, take),
        stopReason: 'acknowledged',
        breachedAt: breached ? after(when, take) : null,
      },
    });
  return id;
}

beforeAll(async () => {
  ({ productId } = await aProduct());
  ({ productId: otherId } = await aProduct());
  ritaId = await aPerson('Responder', productId, 'Rita');
  await unsafeDb().person.update({ where: { id: ritaId }, data: { timeZone: 'Europe/Berlin' } });
  // Within the four weeks up to 22 November: 26 October is the first day.
  await tell({ on: '10-26T00:00:00', took: [10, 5, 60, 120] });
  await tell({ on: '11-02T10:00:00', took: [20, 20, 120, 240], breached: true });
  await tell({ on: '11-03T10:00:00', took: [30, 10, null, null], impact: 'low', urgency: 'low', kind: 'ransomware' });
  await tell({ on: '11-04T10:00:00', took: [null, null, null, null], product: otherId });
  // Left out, each with times that would spoil the figures.
  const bad = [9000, 9000, 9000, 9000] as const;
  await tell({ on: '11-05T10:00:00', took: bad, outcome: 'merged' });
  await tell({ on: '11-05T10:00:00', took: bad, outcome: 'false_positive' });
  await tell({ on: '11-05T10:00:00', took: bad, exercise: true, outcome: 'false_positive' });
  // The period before.
  await tell({ on: '10-25T23:59:59', took: [40, 40, 40, 40] });
});

const scope = requirePermission(ctx(readOnly()), 'incident:read');
const read = (more = {}) => readIncidentFigures(scope, { ...filter, ...more }, NOW);

describe('times', () => {
  it('are medians and 90th percentiles of those whose two moments are known', async () => {
    const { times, counted } = await read();
    expect(counted).toEqual({ counted: 4, merged: 1, falsePositive: 1, exercise: 1 });
    // 10, 20, 30 minutes: the 90th percentile lies at 0.8 of the way from the second to the third.
    expect(times.all.mttd).toEqual({ n: 3, median: 1200, p90: 1680 });
    expect(times.all.mtta).toEqual({ n: 3, median: 600, p90: 1080 });
    expect(times.all.mttc).toEqual({ n: 2, median: 5400, p90: 6840 });
    expect(times.all.mttr).toEqual({ n: 2, median: 10_800, p90: 13_680 });
    expect(times.before.mttd).toEqual({ n: 1, median: 2400, p90: 2400 });
    const none = { n: 0, median: null, p90: null };
    expect(times.byPriority.map(({ priority, mttd }) => [priority, mttd.n])).toEqual([
      [1, 2],
      [2, 0],
      [3, 0],
      [4, 1],
    ]);
    expect(times.byPriority[1]?.mttr).toEqual(none);
  });
});

it('reactions are counted by month and class', async () => {
  expect((await read()).reactions).toEqual([
    { month: '2026-10', priority: 1, met: 1, missed: 0 },
    { month: '2026-11', priority: 1, met: 0, missed: 1 },
    { month: '2026-11', priority: 4, met: 1, missed: 0 },
  ]);
});

it('causes are what comes again', async () => {
  expect((await read()).causes).toEqual([
    { kind: 'compromised_container', n: 3, repeated: 1, before: 1 },
    { kind: 'ransomware', n: 1, repeated: 0, before: 0 },
  ]);
});

it('causes that reviews name are counted once an incident, letter case aside', async () => {
  const counting = { exercise: false, outcome: null, productId };
  const incidents = await unsafeDb().incident.findMany({
    where: { ...counting, declaredAt: { gte: at('10-26T00:00:00') } },
    orderBy: { declaredAt: 'asc' },
  });
  const contents = [
    { whys: ['No limit', 'Nobody owns it'], root: 1, factors: ['No MFA'] },
    { whys: ['nobody owns it'], root: 0, factors: ['no mfa ', 'Nobody owns it'] },
    { whys: ['Why'], root: null, factors: ['', 'Old image'] },
  ];
  const data = contents.map((content, index) => ({
    incidentId: incidents[index]?.id ?? '',
    content,
    createdAt: NOW,
    updatedAt: NOW,
  }));
  await unsafeDb().incidentReview.createMany({ data });
  const { named } = await read();
  expect(named.map(({ cause, root, n }) => [cause.toLowerCase().trim(), root, n])).toEqual([
    ['nobody owns it', 2, 2],
    ['no mfa', 0, 2],
    ['old image', 0, 1],
  ]);
});

describe('load', () => {
  const part = (incidentId: string, personId: string, since: string, until: string | null) =>
    unsafeDb().incidentRole.create({
      data: { incidentId, personId, role: 'expert', since: at(since), until: until === null ? null : at(until) },
    });

  it('counts hours once, and what of them was night or weekend where the person lives', async () => {
    const [one, two] = await unsafeDb().incident.findMany({
      where: { outcome: null, exercise: false, declaredAt: { gte: at('10-26T00:00:00') } },
      orderBy: { declaredAt: 'asc' },
    });
    if (!one || !two) throw new Error('incidents are missing');
    // Monday, 20 to 23 in Berlin: two hours of the day, one of the night; another part within it.
    await part(one.id, ritaId, '11-02T19:00:00', '11-02T22:00:00');
    await part(two.id, ritaId, '11-02T20:00:00', '11-02T21:00:00');
    // Saturday from 10 to 12.
    await part(two.id, ritaId, '11-07T09:00:00', '11-07T11:00:00');
    // Of the hours before the period, none.
    await part(one.id, ritaId, '10-25T20:00:00', '10-26T00:00:00');
    const { load } = await read();
    expect(load).toEqual([
      { personId: ritaId, name: 'Rita', incidents: 2, hours: 5, off: 3, timeZone: 'Europe/Berlin' },
    ]);
  });

  it('goes on until now, over a change of time, and is told to nobody of another team', async () => {
    const benId = await aPerson('Responder', otherId, 'Ben');
    await unsafeDb().person.update({ where: { id: benId }, data: { timeZone: 'America/New_York' } });
    const [incident] = await unsafeDb().incident.findMany({ where: { productId: otherId } });
    // New York's clocks go back on 1 November 2026, a Sunday: that day has 25 hours.
    await part(incident?.id ?? '', benId, '11-01T04:00:00', '11-02T05:00:00');
    const { load } = await read();
    expect(load.find(({ name }) => name === 'Ben')).toMatchObject({ hours: 25, off: 25 });
    await part(incident?.id ?? '', benId, '11-22T11:00:00', null);
    expect((await read()).load.find(({ name }) => name === 'Ben')?.hours).toBe(26);
    const foreign = requirePermission(ctx(stranger()), 'incident:read');
    const nothing = await readIncidentFigures(foreign, filter, NOW);
    expect(nothing).toMatchObject({
      reactions: [],
      causes: [],
      named: [],
      load: [],
      overdue: { total: 0, named: [] },
      counted: { counted: 0 },
    });
    expect(nothing.times.all.mttd.n).toBe(0);
  });
});

it('actions are overdue on their owners’ calendars', async () => {
  const [incident] = await unsafeDb().incident.findMany({ where: { productId }, orderBy: { number: 'asc' } });
  const action = (number: number, dueOn: string, state = 'open', ended: Date | null = null) => ({
    incidentId: incident?.id ?? '',
    number,
    title: `Action ${number}`,
    ownerId: ritaId,
    dueOn: new Date(dueOn),
    state,
    createdAt: new Date('2026-11-10T08:00:00Z'),
    endedAt: ended,
  });
  await unsafeDb().incidentAction.createMany({
    data: [
      action(1, '2026-11-20'),
      action(2, '2026-11-22'),
      action(3, '2026-11-01', 'done', new Date('2026-11-16T08:00:00Z')),
      action(4, '2026-11-21', 'doing'),
    ],
  });
  const { overdue } = await read();
  expect(overdue.total).toBe(2);
  expect(overdue.named.map(({ number, days, owner }) => [number, days, owner])).toEqual([
    [1, 2, 'Rita'],
    [4, 1, 'Rita'],
  ]);
  // Half an hour before midnight in UTC it is the 23rd in Berlin.
  const late = await readIncidentFigures(scope, filter, new Date('2026-11-22T23:30:00Z'));
  expect(late.overdue.named.map(({ number }) => number)).toEqual([1, 4, 2]);
  // What was done since was overdue then; what nobody had promised yet was not.
  const then = await readIncidentFigures(scope, filter, new Date('2026-11-15T12:00:00Z'));
  expect(then.overdue.named.map(({ number, days }) => [number, days])).toEqual([[3, 14]]);
  const before = await readIncidentFigures(scope, filter, new Date('2026-11-09T12:00:00Z'));
  expect(before.overdue).toEqual({ total: 0, named: [] });
});

it('are narrowed to a team or product', async () => {
  const product = await unsafeDb().product.findUniqueOrThrow({ where: { id: otherId }, select: { slug: true } });
  const { counted, causes } = await read({ product: [product.slug] });
  expect(counted.counted).toBe(1);
  expect(causes).toMatchObject([{ kind: 'compromised_container', n: 1, repeated: 0 }]);
});
