import { describe, expect, it } from 'vitest';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { alertByNumber } from '@/lib/alerts/data/detail';
import { alertChoices, countAlerts, listAlerts } from '@/lib/alerts/data/list';
import { mergeAlert } from '@/lib/alerts/mutations/merge';
import { triageAlert } from '@/lib/alerts/mutations/triage';
import { loadAlertAddress } from '@/lib/alerts/search-params';
import { NOON, raise, stored } from '@/lib/alerts/testing/alerts';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { asOwner, withDatabase } from '@/lib/core/testing/database';
import { lookAtEvents } from '@/lib/detection/mutations/look';
import { somebody } from '@/lib/engagements/testing/engagements';
import { readEvent } from '@/lib/events/data/record';
import { receiveEvents } from '@/lib/events/incoming';
import { refOf } from '@/lib/events/ref';

withDatabase();

const reads = (actor: PersonActor) => requirePermission({ actor }, 'alert:read');

async function listed(actor: PersonActor, address = '', limit?: number, cursor: string | null = null) {
  const { sort, ...filter } = await loadAlertAddress(new URLSearchParams(address));
  const page = await listAlerts(reads(actor), { filter, order: sort, cursor }, limit);
  return { numbers: page.rows.map(({ number }) => number), next: page.next };
}

function detail(actor: PersonActor, number: number) {
  const triage = scopeOf({ actor }, 'alert:triage');
  const suppress = scopeOf({ actor }, 'alert:suppress');
  return alertByNumber(reads(actor), number, {
    ...{ now: NOON, triage, suppress, events: scopeOf({ actor }, 'event:read') },
    incidents: scopeOf({ actor }, 'incident:read'),
    declare: scopeOf({ actor }, 'incident:write'),
  });
}

async function act(by: PersonActor, number: number, verb: 'acknowledge' | 'close') {
  const { id, version } = await stored(number);
  const verdict = verb === 'close' ? 'true_positive' : null;
  await triageAlert(ctx(by, NOON), { id, version, verb, note: '', verdict });
}

describe('the list', () => {
  it('has the worst first, then the newest, page by page, though several came in one millisecond', async () => {
    const { productId } = await aProduct();
    const ada = await somebody('Analyst', [productId]);
    const low = await raise({ productId, rule: 'a', severity: 1, second: 50 });
    const old = await raise({ productId, rule: 'b', severity: 3, second: 1 });
    const same = [
      await raise({ productId, rule: 'c', severity: 3, second: 9 }),
      await raise({ productId, rule: 'd', severity: 3, second: 9 }),
    ].toReversed();
    const all = [...same, old, low];
    const paged: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await listed(ada, '', 1, cursor);
      paged.push(...page.numbers);
      cursor = page.next;
    } while (cursor !== null);
    expect(paged).toEqual(all);
    const byTime = await listed(ada, 'sort=last.desc', 2);
    expect(byTime.numbers).toEqual([low, same[0]]);
    expect((await listed(ada, 'sort=last.desc', 2, byTime.next)).numbers).toEqual([same[1], old]);
    expect((await listed(ada, '', 9, 'nonsense')).numbers).toEqual(all);
  });

  it('is narrowed by what the address says, and counts every state', async () => {
    const { productId } = await aProduct();
    const ada = await somebody('Analyst', [productId]);
    const shell = await raise({ productId, title: 'Shell 100%', severity: 4 });
    const mining = await raise({
      productId,
      rule: 'rule:mining',
      title: 'Mining',
      entity: { host: 'node-7' },
      techniques: ['T1496'],
    });
    const done = await raise({ productId, rule: 'rule:done' });
    await act(ada, mining, 'acknowledge');
    await act(ada, done, 'close');
    const narrowed = async (address: string) => (await listed(ada, address)).numbers;
    expect(await narrowed('')).toEqual([shell, mining]);
    expect(await narrowed('state=closed')).toEqual([done]);
    expect(await narrowed('state=acknowledged')).toEqual([mining]);
    expect(await narrowed('severity=critical')).toEqual([shell]);
    expect(await narrowed('rule=rule:mining')).toEqual([mining]);
    expect(await narrowed('technique=T1496')).toEqual([mining]);
    expect(await narrowed('q=NODE-7')).toEqual([mining]);
    expect(await narrowed('q=host')).toEqual([]);
    expect(await narrowed('q=100%25')).toEqual([shell]);
    expect(await narrowed(`q=a-${mining}`)).toEqual([mining]);
    const slug = (await unsafeDb().product.findUniqueOrThrow({ where: { id: productId } })).slug;
    expect(await narrowed(`product=${slug}`)).toEqual([shell, mining]);
    expect(await narrowed(`team=${slug}`)).toEqual([shell, mining]);
    expect(await narrowed('team=other')).toEqual([]);
    const { sort: _, ...filter } = await loadAlertAddress(new URLSearchParams());
    expect(await countAlerts(reads(ada), filter)).toEqual({ open: 1, acknowledged: 1, closed: 1 });
    const choices = await alertChoices(reads(ada));
    expect(choices.techniques).toEqual(['T1059', 'T1496']);
    expect(choices.rules).toContainEqual({ rule: 'rule:mining', title: 'Mining' });
  });

  it('is empty for another team, and whole for who may only read', async () => {
    const { productId } = await aProduct();
    const number = await raise({ productId });
    const { sort: _, ...filter } = await loadAlertAddress(new URLSearchParams());
    expect((await listed(stranger())).numbers).toEqual([]);
    expect((await listed(stranger(), `q=${number}`)).numbers).toEqual([]);
    expect(await countAlerts(reads(stranger()), filter)).toEqual({ open: 0, acknowledged: 0, closed: 0 });
    expect(await alertChoices(reads(stranger()))).toEqual({ products: [], rules: [], techniques: [] });
    expect((await listed(readOnly())).numbers).toContain(number);
    await expect(detail(stranger(), number)).rejects.toMatchObject({ code: 'not_found' });
    expect(Object.entries((await detail(readOnly(), number)).rights).filter(([, may]) => may)).toEqual([
      ['readRecord', true],
    ]);
    const { rights } = await detail(person('Engineer', [productId]), number);
    expect(rights).toMatchObject({ acknowledge: true, close: true, suppress: false, release: false, reopen: false });
  });
});

describe('an alert', () => {
  it('names what it is part of, what was before it and what else concerns the same', async () => {
    const { productId } = await aProduct();
    const ada = await somebody('Analyst', [productId]);
    const before = await raise({ productId });
    await act(ada, before, 'close');
    const number = await raise({ productId, second: 8 });
    const other = await raise({ productId, rule: 'falco:Write' });
    await raise({ productId, rule: 'falco:Write', entity: { pod: 'web-2' } });
    const [one, into] = [await stored(other), await stored(number)];
    await mergeAlert(ctx(ada, NOON), { id: one.id, version: one.version, into: into.id, note: '' });
    const found = await detail(ada, number);
    expect(found.previous).toMatchObject({ number: before, state: 'closed', verdict: 'true_positive' });
    expect(found.mergedOnes.map((line) => line.number)).toEqual([other]);
    expect([found.merged, found.mergedEvents]).toEqual([1, 1]);
    expect(found.related.map((line) => line.number).toSorted()).toEqual([before, other].toSorted());
    expect((await detail(ada, other)).mergedInto).toMatchObject({ number });
    expect((await listed(ada)).numbers).not.toContain(other);
    expect(found.history.map(({ verb }) => verb)).toEqual(['merged', 'raised']);
  });

  it('shows its events and a record as it came, for as long as they are kept', async () => {
    const { productId } = await aProduct();
    const record = `{"rule":"Raw","priority":"Critical","output":"o","time":"2026-11-16T11:00:00.123456789Z",
      "output_fields":{"evt.time":1763895600123456789,"k8s.pod.name":"web-9","user.name":"root"}}`;
    const actor = token(productId, ['event:ingest']);
    const request = new Request('http://localhost/api/v1/events/falco', { method: 'POST', body: record });
    await receiveEvents({ ...ctx(actor, NOON), actor }, request, 'falco');
    while ((await lookAtEvents([], NOON)) > 0);
    const { number } = await unsafeDb().alert.findFirstOrThrow({ where: { productId } });
    const ada = person('Analyst', [productId]);
    const { evidence, named } = await detail(ada, number);
    const [event] = evidence;
    if (!event) throw new Error('the alert names its event');
    expect(named).toBe(1);
    expect(event).toMatchObject({
      at: '2026-11-16T11:00:00.123456Z',
      kept: { name: 'Raw', severity: 4, places: { actor: 'root', pod: 'web-9' } },
    });
    const raw = async (by: PersonActor) =>
      (await readEvent(requirePermission(ctx(by), 'event:read'), refOf(event))).raw;
    expect(await raw(ada)).toBe(record);
    await expect(raw(stranger())).rejects.toMatchObject({ code: 'not_found' });
    const { rows } = await asOwner(`SELECT tableoid::regclass::text AS part FROM event WHERE name = 'Raw'`);
    await asOwner(`DROP TABLE ${rows[0].part}`);
    expect((await detail(ada, number)).evidence).toMatchObject([{ id: event.id, kept: null }]);
    await expect(raw(ada)).rejects.toMatchObject({ code: 'not_found' });
  });
});
