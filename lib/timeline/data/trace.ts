import type { Scope } from '@/lib/access/policy';
import { DomainError } from '@/lib/core/errors';
import { withPatience } from '@/lib/events/data/patience';
import { readEvent } from '@/lib/events/data/record';
import { EVENT_COLUMNS, type StoredEvent, toRow } from '@/lib/events/data/rows';
import { unpackRecords } from '@/lib/events/packs';
import { parseTime, splitNanos } from '@/lib/events/time';
import type { EventRow } from '@/lib/events/view-types';
import { WORD_KEYS, wordOf } from '@/lib/events/words';
import { type About, incidentFor } from '@/lib/timeline/data/incident';
import type { Reader } from '@/lib/timeline/data/view';
import { parseRef } from '@/lib/timeline/ref';
import { EXEC_NAMES, execOf, isExec, seenOf } from '@/lib/timeline/trace/records';
import { traceExec } from '@/lib/timeline/trace/trace';
import type { Trace } from '@/lib/timeline/trace/types';
import { Prisma } from '@/prisma/generated/client';

const SECOND = 1_000_000_000n;
/** Around an exec others compete with it; after it its processes are followed for an hour. */
const AROUND = 15n * SECOND;
const BEFORE = 5n * SECOND;
const AFTER = 3600n * SECOND;
/** Records that are unpacked for one trace: the first. */
const MOST = 1_000;
const PACKS = 300;

type Stored = StoredEvent & { readonly place: number; readonly pack_id: string; readonly packed_at: Date };
type Packed = { readonly id: string; readonly records: Uint8Array };

type Asked = {
  readonly about: About;
  readonly exec: EventRow;
  readonly from: bigint;
  readonly to: bigint;
  readonly more: Prisma.Sql;
};

/** Events of the exec's pod with their records, the oldest first. */
async function recordsIn({ about, exec, from, to, more }: Asked) {
  const words = [wordOf(WORD_KEYS.pod, exec.pod), wordOf(WORD_KEYS.namespace, exec.namespace)];
  return withPatience(async (tx) => {
    const found = await tx.$queryRaw<Stored[]>`
      SELECT ${EVENT_COLUMNS}, e.place, e.pack_id::text AS pack_id, e.at AS packed_at FROM event e
      JOIN product p ON p.id = e.product_id JOIN event_sender s ON s.id = e.sender_id
      WHERE e.product_id = ${about.productId}::uuid AND e.words @> ${words}
        AND e.at >= ${splitNanos(from).at}::timestamptz AND e.at < ${splitNanos(to).at}::timestamptz AND ${more}
      ORDER BY e.at, e.nanos, e.id LIMIT ${MOST}`;
    const packs = [...new Set(found.map(({ pack_id }) => pack_id))].slice(0, PACKS);
    const weeks = found.map(({ packed_at }) => packed_at.getTime());
    if (packs.length === 0) return [];
    // A pack lies in the week of its first event, as do the events in it.
    const packed = await tx.$queryRaw<Packed[]>`
      SELECT id::text AS id, records FROM event_pack WHERE id = ANY(${packs}::uuid[])
        AND at >= date_trunc('week', ${new Date(Math.min(...weeks))}::timestamptz, 'UTC')
        AND at < date_trunc('week', ${new Date(Math.max(...weeks))}::timestamptz, 'UTC') + interval '7 days'`;
    const raws = new Map(
      await Promise.all(packed.map(async ({ id, records }) => [id, await unpackRecords(records)] as const)),
    );
    return found.map(({ place, pack_id, packed_at: _, ...event }) => ({
      event: toRow(event),
      raw: raws.get(pack_id)?.[place] ?? '',
    }));
  });
}

/**
 * What an exec in the incident's timeline led to.
 * @throws DomainError `not_found`: no such event, none that the reader may see, or no exec
 */
export async function readTrace(
  scope: Scope,
  number: number,
  ref: string,
  reader: Omit<Reader, 'write'>,
): Promise<Trace> {
  const about = await incidentFor(scope, number, reader);
  const parsed = parseRef(ref);
  if (parsed?.of !== 'event' || about.eventScope === null) throw new DomainError('not_found');
  const asked = await readEvent(about.eventScope, parsed.ref);
  const time = parseTime(asked.event.time);
  if (time === null || !isExec(asked.event) || asked.event.pod === '') throw new DomainError('not_found');
  const base = { about, exec: asked.event };
  const execs = await recordsIn({
    ...base,
    // Its beginning is an earlier record where the end of a session is asked for.
    from: time - AFTER,
    to: time + AROUND,
    more: Prisma.sql`e.name = ANY(${[...EXEC_NAMES]})`,
  });
  const requests = execs.filter(({ event }) => isExec(event)).map(execOf);
  const own = execOf(asked);
  const begun = requests.find(({ auditId }) => auditId !== '' && auditId === own.auditId) ?? own;
  const began = parseTime(begun.time) ?? time;
  const seen = await recordsIn({
    ...base,
    from: began - BEFORE,
    to: began + AFTER,
    more: Prisma.sql`s.shape = 'falco'`,
  });
  return traceExec(own, requests, seen.map(seenOf));
}
