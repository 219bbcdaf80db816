import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { listenTo } from '@/lib/core/listen';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { asOwner, withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { unsafeEntriesAfter } from '@/lib/incidents/data/entries';
import { unsafePresent } from '@/lib/incidents/data/presence';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { forgetAbsent, unsafeComeIn, unsafeLeave, unsafeStay } from '@/lib/incidents/mutations/presence';
import type { StreamEvent } from '@/lib/incidents/room/events';
import { createHub, type Hub } from '@/lib/incidents/room/hub';
import { declared } from '@/lib/incidents/testing/incidents';

withDatabase();

const hubs: Hub[] = [];
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

function aHub(limits = { perPerson: 3, perProcess: 5 }): Hub {
  const hub = createHub({
    linesAfter: unsafeEntriesAfter,
    present: (id) => unsafePresent(id, new Date()),
    listen: listenTo,
    limits,
  });
  hubs.push(hub);
  return hub;
}

/** A reader that keeps what it is told. `room` lines may come until it is full. */
function reader(
  hub: Hub,
  incidentId: string,
  { after = 0, room = Number.POSITIVE_INFINITY, personId = randomUUID() } = {},
) {
  const events: StreamEvent[] = [];
  let free = room;
  const ends: string[] = [];
  const membership = hub.join(incidentId, after, {
    personId,
    take: (event) => {
      events.push(event);
      if (event.type === 'line') free -= 1;
      return free > 0;
    },
    end: (why) => ends.push(why),
  });
  return {
    ...membership,
    ends,
    lines: () => events.flatMap((event) => (event.type === 'line' ? [event.data.seq] : [])),
    changes: () => events.filter(({ type }) => type === 'changed').length,
    people: () => events.flatMap((event) => (event.type === 'present' ? [event.data.map(({ place }) => place)] : [])),
    make: (more: number) => {
      free = more;
      membership.resume();
    },
  };
}

const now = (): Ctx => ctx(system, new Date());

async function anIncident() {
  const { productId } = await aProduct();
  return declared(now(), productId);
}

const say = (incident: Parameters<typeof keepEntry>[2]) =>
  inTransaction({}, (tx) => keepEntry(tx, now(), incident, { kind: 'message', note: 'x' }));

const soon = (check: () => void) => vi.waitFor(check, { timeout: 8_000, interval: 20 });

/** Cuts the connection that listens, as a restart of the database does. */
async function cutListener(): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres').url });
  await client.connect();
  const { rows } = await asOwner(`SELECT current_database() AS name`);
  const { rowCount } = await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lagebild-listen' AND datname = $1`,
    [rows[0]?.name],
  );
  await client.end();
  expect(rowCount).toBeGreaterThan(0);
}

describe('lines', () => {
  it('reach those who look at that incident within a second, in order, each once', async () => {
    const [one, other] = [await anIncident(), await anIncident()];
    const hub = aHub();
    const [rita, ben, elsewhere] = [
      reader(hub, one.id, { after: 1 }),
      reader(hub, one.id),
      reader(hub, other.id, { after: 1 }),
    ];
    await soon(() => expect(ben.lines()).toEqual([1]));
    // The connection that listens is up once a line has come over it.
    await say(one);
    await soon(() => expect(rita.lines()).toEqual([2]));
    const startedAt = performance.now();
    await say(one);
    await soon(() => expect(rita.lines()).toEqual([2, 3]));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    await Promise.all([say(one), say(one), say(other)]);
    await soon(() => expect(elsewhere.lines()).toEqual([2]));
    await soon(() => expect(rita.lines()).toEqual([2, 3, 4, 5]));
    expect(ben.lines()).toEqual([1, 2, 3, 4, 5]);
  });

  it('that were written while the connection was lost are told when it is back', async () => {
    const incident = await anIncident();
    const rita = reader(aHub(), incident.id, { after: 1 });
    await say(incident);
    await soon(() => expect(rita.lines()).toEqual([2]));
    await cutListener();
    await Promise.all([say(incident), say(incident)]);
    await soon(() => expect(rita.lines()).toEqual([2, 3, 4]));
    await say(incident);
    await soon(() => expect(rita.lines()).toEqual([2, 3, 4, 5]));
  });

  it('wait for a slow reader without being kept for it, and hold nobody else up', async () => {
    const incident = await anIncident();
    const hub = aHub();
    const [slow, quick] = [reader(hub, incident.id, { after: 1, room: 2 }), reader(hub, incident.id, { after: 1 })];
    for (let n = 0; n < 5; n += 1) await say(incident);
    await soon(() => expect(quick.lines()).toEqual([2, 3, 4, 5, 6]));
    expect(slow.lines()).toEqual([2, 3]);
    slow.make(10);
    await soon(() => expect(slow.lines()).toEqual([2, 3, 4, 5, 6]));
  });

  it('end with the reader, and with the server', async () => {
    const incident = await anIncident();
    const hub = aHub();
    const [gone, stays] = [reader(hub, incident.id, { after: 1 }), reader(hub, incident.id, { after: 1 })];
    gone.leave();
    await say(incident);
    await soon(() => expect(stays.lines()).toEqual([2]));
    expect(gone.lines()).toEqual([]);
    await hub.close();
    expect(stays.ends).toEqual(['stopping']);
    expect(() => reader(hub, incident.id)).toThrow('unavailable');
  });
});

describe('a message about an incident', () => {
  const calls = async (incidentId: string) => {
    const about = { kind: 'slack', purpose: 'call', recipient: '#ops', createdAt: new Date() };
    const { id } = await unsafeDb().escalationDelivery.create({ data: { ...about, incidentId }, select: { id: true } });
    return (state: string) => unsafeDb().escalationDelivery.update({ where: { id }, data: { state } });
  };

  it('is told of at each try to whoever looks at that incident, though the log says nothing', async () => {
    const [one, other] = [await anIncident(), await anIncident()];
    const hub = aHub();
    const [rita, elsewhere] = [reader(hub, one.id, { after: 1 }), reader(hub, other.id, { after: 1 })];
    const become = await calls(one.id);
    await say(one);
    await soon(() => expect(rita.lines()).toEqual([2]));
    const before = [rita.changes(), elsewhere.changes()];
    await become('sending');
    await become('queued');
    await say(other);
    await soon(() => expect(elsewhere.lines()).toEqual([2]));
    await soon(() => expect(rita.changes()).toBe((before[0] ?? 0) + 2));
    expect(elsewhere.changes()).toBe(before[1]);
  });

  it('is told of once to a slow reader when it reads, and after the connection was lost', async () => {
    const incident = await anIncident();
    const hub = aHub();
    const [slow, quick] = [reader(hub, incident.id, { after: 1 }), reader(hub, incident.id, { after: 1 })];
    const become = await calls(incident.id);
    await say(incident);
    await soon(() => expect([slow.lines(), quick.lines()]).toEqual([[2], [2]]));
    slow.make(1);
    await say(incident);
    await soon(() => expect(slow.lines()).toEqual([2, 3]));
    const [before, of] = [slow.changes(), quick.changes()];
    for (const state of ['sending', 'queued', 'sending']) await become(state);
    await soon(() => expect(quick.changes()).toBe(of + 3));
    expect(slow.changes()).toBe(before);
    slow.make(10);
    expect(slow.changes()).toBe(before + 1);
    await cutListener();
    await become('sent');
    await soon(() => expect(slow.changes()).toBeGreaterThan(before + 1));
  });
});

it('so many readers a person and a process, no more', async () => {
  const incident = await anIncident();
  const hub = aHub();
  const personId = randomUUID();
  const three = [1, 2, 3].map(() => reader(hub, incident.id, { personId }));
  expect(() => reader(hub, incident.id, { personId })).toThrow('rate_limited');
  reader(hub, incident.id);
  reader(hub, incident.id);
  expect(() => reader(hub, incident.id)).toThrow('unavailable');
  three[0]?.leave();
  reader(hub, incident.id, { personId });
  expect(hub.size()).toBe(5);
});

describe('who looks', () => {
  it('is told when somebody comes, goes elsewhere, leaves or is not seen any more', async () => {
    const incident = await anIncident();
    const { productId } = incident;
    const personId = await aPerson('Responder', productId);
    const rita = reader(aHub(), incident.id, { after: 1 });
    await say(incident);
    await soon(() => expect(rita.lines()).toEqual([2]));
    const at = { incidentId: incident.id, personId, tab: randomUUID(), place: 'now' } as const;
    await unsafeComeIn(at, new Date());
    await soon(() => expect(rita.people().at(-1)).toEqual(['now']));
    await unsafeComeIn({ ...at, place: 'file' }, new Date());
    await soon(() => expect(rita.people().at(-1)).toEqual(['file']));
    const told = rita.people().length;
    // Renewed, it stays where it is and is no news.
    await unsafeStay(at, new Date());
    await unsafeLeave(at);
    await soon(() => expect(rita.people().slice(told)).toEqual([[]]));
    await unsafeComeIn(at, new Date(Date.now() - 44_000));
    await soon(() => expect(rita.people().at(-1)).toEqual(['now']));
    await forgetAbsent(ctx(system, new Date(Date.now() + 2_000)));
    await soon(() => expect(rita.people().at(-1)).toEqual([]));
  });

  it("a tab is its person's: nobody takes it over", async () => {
    const incident = await anIncident();
    const [rita, ben] = [
      await aPerson('Responder', incident.productId),
      await aPerson('Responder', incident.productId),
    ];
    const tab = randomUUID();
    await unsafeComeIn({ incidentId: incident.id, personId: rita, tab, place: 'now' }, new Date());
    await unsafeComeIn({ incidentId: incident.id, personId: ben, tab, place: 'file' }, new Date());
    await unsafeLeave({ incidentId: incident.id, personId: ben, tab });
    expect(await unsafePresent(incident.id, new Date())).toMatchObject([{ person: { id: rita }, place: 'now' }]);
  });
});
