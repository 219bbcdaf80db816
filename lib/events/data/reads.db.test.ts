import { beforeAll, describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { ctx, person, readOnly, stranger, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { asOwner, withDatabase } from '@/lib/core/testing/database';
import { listEvents } from '@/lib/events/data/list';
import { eventOverview } from '@/lib/events/data/overview';
import { withPatience } from '@/lib/events/data/patience';
import { readEvent } from '@/lib/events/data/record';
import { receiveEvents } from '@/lib/events/incoming';
import { loadEventAddress } from '@/lib/events/search-params';
import type { EventRow } from '@/lib/events/view-types';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
const ALL = requirePermission(ctx(readOnly()), 'event:read');
let productId: string;

async function send(records: readonly object[], sender = 'one'): Promise<void> {
  const actor = token(productId, ['event:ingest']);
  const body = records.map((record) => JSON.stringify(record)).join('\n');
  const request = new Request(`http://localhost/?sender=${sender}`, { method: 'POST', body });
  await receiveEvents({ ...ctx(actor, NOW), actor }, request, 'generic');
}

const time = (nanos: number, minute = 0) =>
  `2026-11-22T${minute === 0 ? 10 : 11}:${String(minute).padStart(2, '0')}:00.000000${String(nanos).padStart(3, '0')}Z`;

beforeAll(async () => {
  ({ productId } = await aProduct());
  await send([
    { time: time(1), name: 'Shell', actor: 'Kate', process: 'bash -c id', namespace: 'shop', severity: 'high' },
    { time: time(3), name: 'Shell', actor: 'root', process: 'sh', namespace: 'kube-system', class: 'detection' },
    { time: time(2), name: 'Sign-in', actor: 'kate', outcome: 'failure', class: 'identity', techniques: ['T1110.003'] },
    { time: time(0, 30), name: 'Read', message: 'Took 100% of \\ it', file: '/etc/shadow', source_address: '10.0.0.1' },
  ]);
  await send([{ time: time(0, 40), name: 'Later' }], 'two');
});

async function found(search: string, scope = ALL): Promise<readonly string[]> {
  const address = loadEventAddress(new URLSearchParams(search));
  return (await listEvents(scope, { address, cursor: null }, NOW)).rows.map(({ name, actor }) =>
    `${name} ${actor}`.trim(),
  );
}

describe('a search', () => {
  it.each([
    ['', ['Later', 'Read', 'Shell root', 'Sign-in kate', 'Shell Kate']],
    ['q=user:KATE', ['Sign-in kate', 'Shell Kate']],
    ['q=-user:kate -rule:later', ['Read', 'Shell root']],
    ['q=rule:shell -ns:kube-system', ['Shell Kate']],
    ['q=process:"bash -c id"', ['Shell Kate']],
    ['q=process:bash*', ['Shell Kate']],
    ['q=file:/etc/*', ['Read']],
    ['q=severity:high', ['Shell Kate']],
    ['q=outcome:failure', ['Sign-in kate']],
    ['q=class:detection', ['Shell root']],
    ['q=technique:T1110', ['Sign-in kate']],
    ['q=technique:T11', []],
    ['q=sender:TWO', ['Later']],
    ['q=100%', ['Read']],
    ['q=10.0.0.1', ['Read']],
    ['q=\\', ['Read']],
    ['q=nonsense:1 user:root', ['Shell root']],
    ['last=1h', ['Later', 'Read']],
    ['from=2026-11-22T11:25:00Z&to=2026-11-22T11:35:00Z', ['Read']],
    ['product=nothing', []],
  ])('%s', async (search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  it('goes on behind the last event of a page, to the nanosecond', async () => {
    const address = loadEventAddress(new URLSearchParams());
    const rows: EventRow[] = [];
    let cursor: string | null = null;
    do {
      const page = await listEvents(ALL, { address, cursor }, NOW, 2);
      rows.push(...page.rows);
      cursor = page.next;
    } while (cursor);
    expect(rows.map(({ name }) => name)).toEqual(['Later', 'Read', 'Shell', 'Sign-in', 'Shell']);
    expect(rows.map((row) => row.time)).toEqual(
      rows
        .map((row) => row.time)
        .toSorted()
        .toReversed(),
    );
  });

  it('sees nothing of other teams', async () => {
    expect(await found('', requirePermission(ctx(stranger()), 'event:read'))).toEqual([]);
    expect(await found('', requirePermission(ctx(person('Engineer', [productId])), 'event:read'))).toHaveLength(5);
  });

  it('that takes too long is given up', async () => {
    const slow = withPatience((tx) => tx.$queryRaw`SELECT pg_sleep(30)::text`);
    await expect(slow).rejects.toMatchObject({ code: 'unavailable', details: { reason: 'too_much' } });
  });
});

describe('the picture over a search', () => {
  it('counts by stretch and severity, empty ones too', async () => {
    const address = loadEventAddress(new URLSearchParams('from=2026-11-22T09:55:00Z&to=2026-11-22T11:45:00Z'));
    const { buckets, total, seconds, facets, facetsOver } = await eventOverview(ALL, address, NOW);
    expect([seconds, buckets.length, total, facetsOver]).toEqual([300, 22, 5, 5]);
    expect(buckets.find(({ from }) => from === '2026-11-22T10:00:00.000Z')?.counts).toEqual([2, 0, 0, 1, 0]);
    expect(facets.find(({ key }) => key === 'user')?.values).toEqual([
      { value: 'kate', count: 2 },
      { value: 'root', count: 1 },
    ]);
  });

  it('of other teams is empty', async () => {
    const scope = requirePermission(ctx(stranger()), 'event:read');
    expect(await eventOverview(scope, loadEventAddress(new URLSearchParams()), NOW)).toMatchObject({
      total: 0,
      facets: [],
    });
  });
});

describe('the record of an event', () => {
  it('is as it came, for whoever may read it, as long as it is kept', async () => {
    const [row] = (
      await listEvents(ALL, { address: loadEventAddress(new URLSearchParams('q=rule:read')), cursor: null }, NOW)
    ).rows;
    const ref = row?.ref ?? '';
    expect((await readEvent(ALL, ref)).event).toEqual(row);
    expect(JSON.parse((await readEvent(ALL, ref)).raw)).toMatchObject({ name: 'Read', time: time(0, 30) });
    const scope = requirePermission(ctx(stranger()), 'event:read');
    await expect(readEvent(scope, ref)).rejects.toMatchObject({ code: 'not_found' });
    for (const wrong of ['', 'host.1.2', "host.1.2'", `${ref}.1`]) {
      await expect(readEvent(ALL, wrong)).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

it('weeks of a class are dropped as a whole, and only those that are over', async () => {
  await send([{ time: '2026-10-07T00:00:00Z', name: 'Old', class: 'audit' }]);
  await send([{ time: '2026-10-13T00:00:00Z', name: 'Younger', class: 'audit' }]);
  await asOwner(`SELECT drop_event_partitions('audit', '2026-10-14')`);
  expect(await found('last=30d&from=2026-10-01T00:00:00Z&to=2026-11-01T00:00:00Z')).toEqual(['Younger']);
});
