import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';

/** For tests: what verbs, imports and acceptances change of a finding, each value as the history writes it. */
export type State = { readonly version: number; [field: string]: unknown };
export type World = ReadonlyMap<number, State>;

const stateSchema = z.object({ version: z.number() }).catchall(z.unknown());
const rowsSchema = z.array(z.object({ id: z.number(), state: stateSchema }));

/** The findings of a product as they are now. */
export async function look(productId: string): Promise<World> {
  const rows = await unsafeDb().$queryRaw`
    SELECT id, jsonb_build_object('version', version, 'status', status, 'reason', reason, 'regressed', regressed,
      'duplicateOfId', duplicate_of_id, 'assigneeId', assignee_id, 'tags', tags, 'snoozedUntil', snoozed_until,
      'wakeOn', wake_on, 'wokenAt', woken_at, 'acceptanceId', acceptance_id) AS state
    FROM finding WHERE product_id = ${productId}::uuid ORDER BY id`;
  return new Map(rowsSchema.parse(rows).map(({ id, state }) => [id, state]));
}

const eventSchema = z.object({
  kind: z.string(),
  version: z.number(),
  actorKind: z.string(),
  actorId: z.string().nullable(),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
});
export type Event = z.infer<typeof eventSchema>;

/** What the history says of a finding after a version of it, in order. */
export async function eventsOf(findingId: number, version: number): Promise<Event[]> {
  const rows = await unsafeDb().findingEvent.findMany({
    where: { findingId, version: { gt: version } },
    orderBy: { id: 'asc' },
  });
  return z.array(eventSchema).parse(rows);
}
