import { requirePermission, scopeOf } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { nanosOf, parseTime, splitNanos } from '@/lib/events/time';
import { holdIncident, requirePerson } from '@/lib/incidents/mutations/find';
import { type About, incidentFor } from '@/lib/timeline/data/incident';
import { itemOf } from '@/lib/timeline/data/item';
import { writeNote } from '@/lib/timeline/mutations/write';
import type { AddItem, SayItem } from '@/lib/timeline/schema';

/** The log of whoever wrote it down says no title: its kind stands for it. */
const titleOf = (item: { readonly title: string; readonly kind: string }) => item.title || item.kind;

/** The incident for whoever may write in it. @throws DomainError forbidden, not_found */
export async function aboutFor(ctx: Ctx, number: number): Promise<About> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  return incidentFor(scope, number, { events: scopeOf(ctx, 'event:read'), now: ctx.now });
}

/** A moment that has been. @throws DomainError invalid (`issue`: time, future) */
export function momentIn(time: string, now: Date): { readonly at: string; readonly nanos: number } {
  const at = parseTime(time);
  if (at === null || at < 0n) throw new DomainError('invalid', { issue: 'time' });
  if (at > nanosOf(now)) throw new DomainError('invalid', { issue: 'future' });
  return splitNanos(at);
}

/**
 * Pins an item, makes it a key moment or comments on it; also after the incident's end: that is when it is reviewed.
 * What is pinned or a key moment already stays as it is.
 * @throws DomainError forbidden, not_found
 */
export async function sayOfItem(ctx: Ctx, said: SayItem): Promise<void> {
  const about = await aboutFor(ctx, said.number);
  const item = await itemOf(about, said.ref, 'source');
  const { ref, kind } = said;
  const time = parseTime(item.time);
  if (time === null) throw new DomainError('not_found');
  await inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, requirePermission(ctx, 'incident:write'), about.id);
    const where = { incidentId: row.id, ref, kind, replacedBy: { is: null } };
    if (kind !== 'comment' && (await tx.timelineNote.findFirst({ where, select: { id: true } }))) return;
    const text = said.kind === 'pin' ? '' : said.text;
    await writeNote(tx, ctx, row, { ref, kind, ...splitNanos(time), title: titleOf(item), text });
  });
}

/**
 * Adds what no machine reported, with how it is known.
 * @returns its ref
 * @throws DomainError forbidden, not_found, invalid (`issue`: time, future)
 */
export async function addItem(ctx: Ctx, { number, time, ...rest }: AddItem): Promise<string> {
  const about = await aboutFor(ctx, number);
  const moment = momentIn(time, ctx.now);
  return inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, requirePermission(ctx, 'incident:write'), about.id);
    return writeNote(tx, ctx, row, { ref: '', kind: 'item', ...moment, ...rest });
  });
}
