import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { requirePermission, type Scope, scopeOf } from '@/lib/access/policy';
import { raise, stored } from '@/lib/alerts/testing/alerts';
import type { PersonActor } from '@/lib/core/context';
import { pgPool } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { declareIncident } from '@/lib/incidents/mutations/declare';
import { at, declaration, NOON } from '@/lib/incidents/testing/incidents';
import { listTimeline } from '@/lib/timeline/data/page';
import { readTimeline } from '@/lib/timeline/data/view';
import { matches } from '@/lib/timeline/match';
import { parseTimeline } from '@/lib/timeline/search';
import { send } from '@/lib/timeline/testing/send';
import { LANE_BYS, type LaneBy, type TimelineItem } from '@/lib/timeline/types';

withDatabase();

let productId: string;
let number: number;
const NOW = at(30);
const time = (nanos: number, second = 0) =>
  `2026-11-22T11:00:${String(second).padStart(2, '0')}.000000${String(nanos).padStart(3, '0')}Z`;

beforeAll(async () => {
  ({ productId } = await aProduct());
  await send({ productId, now: NOON }, [
    {
      time: time(7),
      name: 'Shell',
      actor: 'Kate',
      process: 'bash -c id',
      namespace: 'shop',
      pod: 'web-1',
      severity: 'high',
    },
    {
      time: time(3),
      name: 'Shell',
      actor: 'root',
      process: 'sh',
      namespace: 'kube-system',
      host: 'node-1',
      class: 'detection',
    },
    { time: time(5), name: 'Sign-in', actor: 'kate', outcome: 'failure', class: 'identity', techniques: ['T1110.003'] },
    {
      time: time(0, 30),
      name: 'Read',
      message: 'Took 100% of it',
      file: '/etc/shadow',
      container: 'c1',
      severity: 'critical',
    },
  ]);
  // A clock that was never set: both count as received at noon.
  await send({ productId, now: NOON, sender: 'two' }, [
    { time: '1601-01-01T00:00:00Z', name: 'Windows' },
    { time: '0', name: 'Zero', actor: 'kate' },
  ]);
  const { rows } = await pgPool().query<{ id: string }>(`SELECT id::text FROM event WHERE name = 'Read'`);
  const [read] = rows;
  if (!read) throw new Error('the event is missing');
  const alert = await stored(await raise({ productId, second: 30, event: { id: read.id, class: 'host' } }));
  const alice = person('Responder', [productId], { id: await aPerson('Responder', productId, 'Alice'), name: 'Alice' });
  number = await declareIncident(ctx(alice, at(5)), declaration(productId, { alerts: [alert.id] }));
});

const ALL = requirePermission(ctx(readOnly()), 'incident:read');
const events = (actor: PersonActor): Scope | null => scopeOf(ctx(actor), 'event:read');
const reader = { events: events(readOnly()), write: null, now: NOW };
const asked = (q = '', lanes: LaneBy = 'source') => ({ q, lanes, from: null, to: null });
const view = (q = '', lanes: LaneBy = 'source') => readTimeline(ALL, number, asked(q, lanes), reader);
const named = ({ title, kind }: TimelineItem) => title || kind;

describe('a timeline', () => {
  it('has everything in one order, to the nanosecond; broken clocks do not stretch it', async () => {
    const { items, from, to, total } = await view();
    const names = items?.map(named) ?? [];
    expect(names.slice(0, 5)).toEqual(['Shell', 'Sign-in', 'Shell', 'Read', 'Shell']);
    // Of one moment and two senders.
    expect(names.slice(5, 7).toSorted()).toEqual(['Windows', 'Zero']);
    expect(names.slice(7)).toEqual(['declared']);
    expect(items?.slice(0, 3).map((item) => item.time)).toEqual([time(3), time(5), time(7)]);
    expect(total).toBe(items?.length);
    // An hour before the first evidence, an hour after now.
    expect([from, to]).toEqual(['2026-11-22T10:00:30.000Z', at(90).toISOString()]);
  });

  it.each([
    ['user:KATE', ['Sign-in', 'Shell', 'Zero']],
    ['-user:kate kind:event', ['Shell', 'Read', 'Windows']],
    ['rule:shell -ns:kube-system', ['Shell', 'Shell']],
    ['kind:alert', ['Shell']],
    ['kind:declared', ['declared']],
    ['-kind:event', ['Shell', 'declared']],
    ['user:alice', ['declared']],
    ['is:linked', ['Read', 'Shell']],
    ['is:linked kind:event', ['Read']],
    ['-is:linked severity:high', ['Shell']],
    ['technique:T1110', ['Sign-in']],
    ['"100%"', ['Read']],
    ['ns:shop', ['Shell', 'Shell']],
    ['kind:nonsense rule:read', ['Read']],
    ['kind:message', []],
  ])('is narrowed by %s in picture, table and counts alike', async (q, names) => {
    const { items, total, cells, problems } = await view(q);
    expect(items?.map(named)).toEqual(names);
    expect(total).toBe(names.length);
    expect(cells.flatMap(({ counts }) => counts).reduce((sum, n) => sum + n, 0)).toBe(names.length);
    expect((await listTimeline(ALL, number, { ...asked(q), cursor: null }, reader)).rows).toEqual(items);
    expect(problems).toEqual(q.includes('nonsense') ? [{ code: 'value', typed: 'kind:nonsense', at: 1 }] : []);
  });

  it('asks the same of what is in memory and of what is in the database', async () => {
    const all = (await view()).items?.filter(({ kind }) => kind === 'event') ?? [];
    const term = fc.constantFrom(
      ...[
        'user:kate',
        'user:k*',
        'process:*id',
        'process:"bash -c id"',
        'host:node-1',
        'file:/etc/*',
        'rule:s*l',
        'pod:web-1',
      ],
      ...[
        'severity:high',
        'outcome:failure',
        'outcome:unknown',
        'class:host',
        'technique:T1110',
        'kind:event',
        'is:linked',
      ],
      ...['kate', '100%', 'user:root', 'src:10.0.0.1', 'is:pinned'],
    );
    const search = fc.array(fc.tuple(fc.constantFrom('', '-'), term), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(search, async (terms) => {
        const q = `kind:event ${terms.map(([minus, one]) => `${minus}${one}`).join(' ')}`;
        const expected = all.filter((item) => matches(item, parseTimeline(q).terms));
        expect((await view(q)).items?.map(({ ref }) => ref)).toEqual(expected.map(({ ref }) => ref));
      }),
      { numRuns: 60 },
    );
  });

  it.each(LANE_BYS)('counts by %s what its items lie in', async (by) => {
    const { items, lanes, cells, bucketMicros, bucketsFrom } = await view('', by);
    const first = Date.parse(bucketsFrom) * 1000;
    const bucket = (item: TimelineItem) => Math.floor((Date.parse(item.time) * 1000 - first) / bucketMicros);
    const counted = new Map<string, number>();
    for (const item of items ?? [])
      counted.set(`${item.lane} ${bucket(item)}`, (counted.get(`${item.lane} ${bucket(item)}`) ?? 0) + 1);
    const told = cells.map(
      ({ lane, bucket: at, counts }) => [`${lane} ${at}`, counts.reduce((sum, n) => sum + n, 0)] as const,
    );
    expect(new Map(told)).toEqual(counted);
    expect(lanes.reduce((sum, { count }) => sum + count, 0)).toBe(items?.length);
  });

  it('has lanes of hosts and identities, and says what has none', async () => {
    const keys = async (by: LaneBy) => (await view('', by)).lanes.map(({ key }) => key).toSorted();
    expect(await keys('host')).toEqual(['@none', 'c1', 'node-1', 'shop/web-1']);
    expect(await keys('identity')).toEqual(['@none', 'Alice', 'Kate', 'kate', 'root']);
    expect(await keys('source')).toEqual(['@alerts', '@log', 'generic · one', 'generic · two']);
    expect(await keys('phase')).toEqual(['@none', 'detection']);
  });

  it('counts in its facets what the filter leaves', async () => {
    const { facets } = await view('user:kate');
    expect(facets.find(({ key }) => key === 'kind')?.values).toEqual([{ value: 'event', count: 3 }]);
    expect(
      facets
        .find(({ key }) => key === 'rule')
        ?.values.map(({ value }) => value)
        .toSorted(),
    ).toEqual(['shell', 'sign-in', 'zero']);
    const kinds = (await view()).facets[0]?.values;
    expect(kinds).toEqual([
      { value: 'event', count: 6 },
      { value: 'alert', count: 1 },
      { value: 'declared', count: 1 },
    ]);
  });

  it('is zoomed to microseconds', async () => {
    const [from, to] = [new Date('2026-11-22T11:00:00.000Z'), new Date('2026-11-22T11:00:00.010Z')];
    const near = await readTimeline(ALL, number, { ...asked(), from, to }, reader);
    expect(near.items?.map(named)).toEqual(['Shell', 'Sign-in', 'Shell']);
    expect(near.bucketMicros).toBe(50);
  });
});

it('pages hold each item once, whatever lies at one moment', async () => {
  const { productId: other } = await aProduct();
  const many = Array.from({ length: 240 }, (_, index) => ({
    time: time(index % 3, 1),
    name: `Event ${index}`,
    id: `${index}`,
  }));
  await send({ productId: other, now: NOON }, many);
  const alice = person('Responder', [other]);
  const busy = await declareIncident(ctx(alice, at(5)), declaration(other, { occurredAt: new Date(time(0)) }));
  const refs: string[] = [];
  for (let cursor: string | null = null, pages = 0; pages < 5; pages += 1) {
    const page = await listTimeline(ALL, busy, { ...asked(), cursor }, reader);
    refs.push(...page.rows.map(({ ref }) => ref));
    cursor = page.next;
    if (cursor === null) break;
  }
  const { items } = await readTimeline(ALL, busy, asked(), reader);
  expect(refs).toEqual(items?.map(({ ref }) => ref));
  expect(new Set(refs).size).toBe(241);
  const broken = await listTimeline(ALL, busy, { ...asked(), cursor: "x'_y" }, reader);
  expect(broken.rows[0]?.ref).toBe(refs[0]);
});

describe('whoever asks', () => {
  it('of another team finds nothing', async () => {
    const scope = requirePermission(ctx(stranger()), 'incident:read');
    await expect(readTimeline(scope, number, asked(), reader)).rejects.toMatchObject({ code: 'not_found' });
    await expect(listTimeline(scope, number, { ...asked(), cursor: null }, reader)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('may read no events there sees the rest', async () => {
    const nothing = { ...reader, events: events(stranger()) };
    const { items, incident } = await readTimeline(ALL, number, asked(), nothing);
    expect(items?.map(named)).toEqual(['Shell', 'declared']);
    expect(incident).toMatchObject({ mayReadEvents: false, mayWrite: false });
  });
});
