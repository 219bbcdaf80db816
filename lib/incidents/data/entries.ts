import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { mentionedIds } from '@/lib/findings/mentions';
import { mentionedIn } from '@/lib/incidents/data/mentioned';
import { type FeedRange, kindsOf } from '@/lib/incidents/room/feed';
import type { EntryLine, EntryPage } from '@/lib/incidents/room/types';

/** Lines in one answer. */
export const ENTRIES_MAX = 100;

const columns = {
  seq: true,
  at: true,
  happenedAt: true,
  kind: true,
  actorId: true,
  actorName: true,
  note: true,
  data: true,
} as const satisfies Prisma.IncidentEntrySelect;
type Stored = Prisma.IncidentEntryGetPayload<{ select: typeof columns }>;

const dataSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).catch({});

async function toLines(rows: readonly Stored[]): Promise<readonly EntryLine[]> {
  const people = await mentionedIn(rows.map(({ note }) => note));
  return rows.map(({ seq, at, happenedAt, kind, actorId, actorName, note, data }) => ({
    seq,
    at: at.toISOString(),
    happenedAt: happenedAt.toISOString(),
    kind,
    actor: { id: actorId, name: actorName },
    note,
    mentions: mentionedIds(note).flatMap((id) => people.get(id) ?? []),
    data: dataSchema.parse(data),
  }));
}

function shown(range: FeedRange): Prisma.IncidentEntryWhereInput {
  const kinds = kindsOf(range.only);
  return {
    ...(range.only === 'machine' ? { actorId: null } : {}),
    ...(kinds ? { kind: { in: [...kinds] } } : {}),
    seq: { gt: range.after, lt: range.before },
  };
}

export type LiveIncident = { readonly id: string; readonly productId: string; readonly lastSeq: number };

/** What a stream begins with. @throws DomainError `not_found` */
export async function liveIncident(scope: Scope, number: number): Promise<LiveIncident> {
  const incident = await unsafeDb().incident.findFirst({
    where: { number, productId: productFilter(scope) },
    select: { id: true, productId: true, lastSeq: true },
  });
  if (!incident) throw new DomainError('not_found');
  return incident;
}

/**
 * Lines of an incident's log, at most ENTRIES_MAX: the newest, those before a number, or those that follow one.
 * @throws DomainError `not_found` where the incident does not exist or lies outside the scope: the two look alike
 */
export async function entriesOf(scope: Scope, number: number, range: FeedRange): Promise<EntryPage> {
  const incident = await liveIncident(scope, number);
  const forward = range.after !== undefined;
  const rows = await unsafeDb().incidentEntry.findMany({
    where: { incidentId: incident.id, ...shown(range) },
    select: columns,
    orderBy: { seq: forward ? 'asc' : 'desc' },
    take: ENTRIES_MAX + 1,
  });
  const page = rows.slice(0, ENTRIES_MAX);
  return {
    lines: await toLines(forward ? page : page.toReversed()),
    lastSeq: incident.lastSeq,
    more: rows.length > ENTRIES_MAX,
  };
}

/** The lines that follow a number. No scope: the stream proves who reads them before and while it does (lib/incidents/room). */
export async function unsafeEntriesAfter(incidentId: string, seq: number): Promise<Omit<EntryPage, 'lastSeq'>> {
  const rows = await unsafeDb().incidentEntry.findMany({
    where: { incidentId, seq: { gt: seq } },
    select: columns,
    orderBy: { seq: 'asc' },
    take: ENTRIES_MAX + 1,
  });
  return { lines: await toLines(rows.slice(0, ENTRIES_MAX)), more: rows.length > ENTRIES_MAX };
}
