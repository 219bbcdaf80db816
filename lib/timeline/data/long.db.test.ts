import { beforeAll, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { pgPool } from '@/lib/core/db';
import { ctx, person, readOnly } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { at, declared, NOON } from '@/lib/incidents/testing/incidents';
import { incidentFor } from '@/lib/timeline/data/incident';
import { listTimeline, timelinePages } from '@/lib/timeline/data/page';
import { readTimeline } from '@/lib/timeline/data/view';
import { addItem } from '@/lib/timeline/mutations/say';
import { inOrder } from '@/lib/timeline/order';
import { send } from '@/lib/timeline/testing/send';
import type { TimelineItem } from '@/lib/timeline/types';

withDatabase();

const LINES = 12_000;
const NOW = at(300);
let number: number;
let alice: PersonActor;

beforeAll(async () => {
  const { productId } = await aProduct();
  alice = person('Responder', [productId], { id: await aPerson('Responder', productId, 'Alice'), name: 'Alice' });
  const incident = await declared(ctx(alice, at(5)), productId);
  ({ number } = incident);
  // Several of one moment; every hundredth mentions Alice.
  await pgPool().query(
    `INSERT INTO incident_entry (incident_id, seq, at, happened_at, kind, actor_name, note, data)
     SELECT $1, 100 + n, $2::timestamptz + n / 3 * interval '1 second', $2::timestamptz + n / 3 * interval '1 second', 'message', 'Alice',
       CASE WHEN n % 100 = 0 THEN 'to @[' || $3 || ']' ELSE 'line ' || n END, '{}' FROM generate_series(1, $4::int) n`,
    [incident.id, at(6), alice.id, LINES],
  );
  await send(
    { productId, now: at(200) },
    Array.from({ length: 300 }, (_, n) => ({
      time: new Date(at(6).getTime() + n * 10_000).toISOString(),
      name: `event ${n}`,
    })),
  );
  for (const time of ['2026-11-22T12:06:10.000000001Z', '2026-11-22T12:06:10.000000002Z'])
    await addItem(ctx(alice, NOW), { number, time, title: 'seen', text: '', known: 'by eye', actor: '', host: '' });
});

const scope = requirePermission(ctx(readOnly()), 'incident:read');
const reader = { events: requirePermission(ctx(readOnly()), 'event:read'), now: NOW };
const asked = (q: string) => ({ q, lanes: 'source', from: NOON, to: NOW }) as const;

async function rowsOf(pages: AsyncIterable<readonly TimelineItem[]>): Promise<readonly TimelineItem[]> {
  const rows: TimelineItem[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

it('goes through all of 12,000 lines and events, page after page, in one order and each once', async () => {
  const about = await incidentFor(scope, number, reader);
  const rows = await rowsOf(timelinePages(about, { ...asked(''), after: null }, 977));
  expect(rows.filter(({ kind }) => kind === 'message')).toHaveLength(LINES);
  expect(rows.filter(({ kind }) => kind === 'event')).toHaveLength(300);
  expect(rows.filter(({ kind }) => kind === 'added')).toHaveLength(2);
  expect(new Set(rows.map(({ ref }) => ref)).size).toBe(rows.length);
  expect(rows).toEqual(rows.toSorted(inOrder));
  const { total, isCut } = await readTimeline(scope, number, asked(''), { ...reader, write: null });
  expect([total, isCut]).toEqual([rows.length, false]);
});

it('gives the same rows by cursors, also where a moment is cut and where a search leaves few', async () => {
  for (const [q, most] of [
    ['', 5],
    ['"to @Alice"', 3],
    ['kind:event', 3],
  ] as const) {
    const about = await incidentFor(scope, number, reader);
    const rows = await rowsOf(timelinePages(about, { ...asked(q), after: null }, 1000));
    let cursor: string | null = null;
    for (let page = 0; page < most; page += 1) {
      const read: Awaited<ReturnType<typeof listTimeline>> = await listTimeline(
        scope,
        number,
        { ...asked(q), cursor },
        reader,
      );
      expect(read.rows.map(({ ref }) => ref)).toEqual(rows.slice(page * 100, page * 100 + 100).map(({ ref }) => ref));
      cursor = read.next;
      if (cursor === null) break;
    }
  }
});

it('names whom a line mentions', async () => {
  const { rows } = await listTimeline(scope, number, { ...asked('"to @Alice"'), cursor: null }, reader);
  expect(rows[0]?.text).toBe('to @Alice');
  expect(rows).toHaveLength(100);
});
