import { beforeEach, describe, expect, it } from 'vitest';
import { HOURLY_MAX } from '@/lib/alerts/mutations/gather-many';
import { unsafeDb } from '@/lib/core/db';
import { ctx, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { lookAtEvents } from '@/lib/detection/mutations/look';
import type { Rule } from '@/lib/detection/types';
import { receiveEvents } from '@/lib/events/incoming';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
let productId: string;
beforeEach(async () => {
  ({ productId } = await aProduct());
});

let serial = 0;
function falco(
  rule: string,
  { second = 0, pod = 'web-1', user = 'root', priority = 'Warning', uuid = '' } = {},
): string {
  serial += 1;
  return JSON.stringify({
    uuid: uuid || `u${serial}`,
    rule,
    priority,
    output: `${rule} by ${user}`,
    time: `2026-11-22T11:00:${String(second).padStart(2, '0')}.000000000Z`,
    tags: ['T1059'],
    output_fields: { 'k8s.pod.name': pod, 'k8s.ns.name': 'shop', 'user.name': user },
  });
}

async function send(...records: string[]): Promise<void> {
  const actor = token(productId, ['event:ingest']);
  const request = new Request('http://localhost/api/v1/events/falco', { method: 'POST', body: records.join('\n') });
  await receiveEvents({ ...ctx(actor, NOW), actor }, request, 'falco');
}

async function look(by: readonly Rule[] = []): Promise<void> {
  while ((await lookAtEvents(by, NOW)) > 0);
}

const alerts = () =>
  unsafeDb().alert.findMany({
    where: { productId },
    include: { evidence: true, history: true },
    orderBy: { number: 'asc' },
  });

describe('what senders judge by themselves', () => {
  it('lifts the alert that its own was merged into', async () => {
    const called = async (title: string) => (await alerts()).find((alert) => alert.title === title);
    await send(falco('Write'), falco('Shell'));
    await look();
    const before = await called('Write');
    await unsafeDb().alert.updateMany({ where: { productId, title: 'Shell' }, data: { mergedIntoId: before?.id } });
    await send(falco('Shell', { second: 30, priority: 'Critical' }));
    await look();
    const target = await called('Write');
    const part = await called('Shell');
    expect(part).toMatchObject({ mergedIntoId: before?.id, events: 2 });
    expect(target).toMatchObject({ events: 1, severity: part?.severity, lastAt: part?.lastAt });
    expect(target?.severity).toBeGreaterThan(before?.severity ?? 9);
  });

  it('is grouped by rule and place', async () => {
    await send(
      falco('Shell'),
      falco('Shell', { second: 9, user: 'kate' }),
      falco('Shell', { pod: 'web-2' }),
      falco('Write'),
    );
    await look();
    expect((await alerts()).map(({ rule, entity, events }) => [rule, entity, events])).toEqual([
      ['falco:Shell', { namespace: 'shop', pod: 'web-1' }, 2],
      ['falco:Shell', { namespace: 'shop', pod: 'web-2' }, 1],
      ['falco:Write', { namespace: 'shop', pod: 'web-1' }, 1],
    ]);
  });

  it('joins the alert that is not closed, and begins a new one after that', async () => {
    await send(falco('Shell', { second: 5, priority: 'Notice' }));
    await look();
    await send(falco('Shell', { second: 1, priority: 'Critical' }), falco('Shell', { second: 30 }));
    await look();
    const [alert] = await alerts();
    expect(alert).toMatchObject({
      events: 3,
      severity: 4,
      firstAt: new Date('2026-11-22T11:00:01Z'),
      lastAt: new Date('2026-11-22T11:00:30Z'),
      history: [{ verb: 'raised' }],
    });
    expect(alert?.evidence).toHaveLength(3);
    await unsafeDb().alert.update({ where: { id: alert?.id ?? '' }, data: { state: 'closed', closedAt: NOW } });
    await send(falco('Shell', { second: 40 }));
    await look();
    expect((await alerts()).map(({ previousId }) => previousId)).toEqual([null, alert?.id]);
  });

  it('is no alert where it is only mentioned', async () => {
    await send(falco('Created', { priority: 'Informational' }));
    await look();
    expect(await alerts()).toEqual([]);
  });

  it('counts once, however often it is sent', async () => {
    await send(falco('Shell', { uuid: 'same' }));
    await look();
    await send(falco('Shell', { uuid: 'same' }), falco('Shell', { uuid: 'other', second: 3 }));
    await look();
    expect((await alerts()).map(({ events }) => events)).toEqual([2]);
  });
});

describe('workers', () => {
  it('that look at the same time raise each alert once', async () => {
    for (let delivery = 0; delivery < 30; delivery += 1)
      await send(...['a', 'b', 'c'].map((pod) => falco('Shell', { pod, second: delivery })));
    await Promise.all([look(), look(), look()]);
    expect((await alerts()).map(({ events }) => events)).toEqual([30, 30, 30]);
    expect(await unsafeDb().eventTodo.count()).toBe(0);
  });

  it('that fail try again a second later', async () => {
    await send(falco('Shell'));
    const dying = new Proxy([], {
      get: () => {
        throw new Error('killed');
      },
    });
    await look(dying);
    await look();
    expect(await alerts()).toEqual([]);
    while ((await lookAtEvents([], new Date(NOW.getTime() + 1000))) > 0);
    expect(await alerts()).toHaveLength(1);
  });
});

it('a rule whose entity differs each time raises so many alerts an hour, and gathers the rest in one', async () => {
  const pods = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, nth) => falco('Flood', { pod: `job-${from + nth}` }));
  await send(...pods(0, HOURLY_MAX - 1));
  await send(...pods(HOURLY_MAX - 1, HOURLY_MAX + 40), falco('Flood', { pod: 'job-3' }), falco('Shell'));
  await look();
  await send(...pods(HOURLY_MAX + 40, HOURLY_MAX + 60));
  await look();
  const floods = (await alerts()).filter(({ title }) => title === 'Flood');
  expect(floods).toHaveLength(HOURLY_MAX + 1);
  expect(floods.filter(({ entity }) => Object.keys(entity ?? {}).length === 0)).toMatchObject([{ events: 60 }]);
  expect(floods.find(({ events }) => events === 2)?.entity).toMatchObject({ pod: 'job-3' });
  expect((await alerts()).filter(({ title }) => title === 'Shell')).toHaveLength(1);
});

it('what is suppressed raises nothing and is counted, until it expires', async () => {
  const suppress = (entity: object, expiresAt: string) =>
    unsafeDb().alertSuppression.create({
      data: { productId, rule: 'falco:Shell', entity, reason: 'r', createdAt: NOW, createdBy: 'Kate', expiresAt },
    });
  const { id } = await suppress({ pod: 'WEB-1' }, '2026-11-22T13:00:00Z');
  await suppress({ pod: 'web-2' }, '2026-11-22T11:59:00Z');
  await send(falco('Shell'), falco('Shell', { second: 7 }), falco('Shell', { pod: 'web-2' }), falco('Write'));
  await look();
  expect((await alerts()).map(({ groupKey }) => groupKey.split('\n'))).toEqual([
    ['falco:Shell', 'namespace=shop', 'pod=web-2'],
    ['falco:Write', 'namespace=shop', 'pod=web-1'],
  ]);
  expect(await unsafeDb().alertSuppression.findUnique({ where: { id } })).toMatchObject({
    events: 2,
    lastAt: new Date('2026-11-22T11:00:07Z'),
  });
});
