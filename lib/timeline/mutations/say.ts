import { requirePermission, scopeOf } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { nanosOf, parseTime, splitNanos } from '@/lib/events/time';
import { type HeldIncident, holdIncident, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { type About, incidentFor } from '@/lib/timeline/data/incident';
import { itemOf } from '@/lib/timeline/data/item';
import type { AddItem, RemoveNote, SayItem } from '@/lib/timeline/schema';
import type { NoteKind } from '@/lib/timeline/types';

const VERB = { pin: 'pinned', key_moment: 'key_moment', comment: 'commented', item: 'added' } as const satisfies Record<
  NoteKind,
  string
>;

type Written = {
  readonly ref: string;
  readonly kind: NoteKind;
  readonly at: string;
  readonly nanos: number;
  readonly title: string;
  readonly text: string;
  readonly known?: string;
  readonly actor?: string;
  readonly host?: string;
};

async function write(tx: Tx, ctx: Ctx, row: HeldIncident, { at, nanos, ...note }: Written): Promise<string> {
  const { id: createdById, name: createdByName } = requirePerson(ctx);
  const created = { createdAt: ctx.now, createdById, createdByName };
  const { id } = await tx.timelineNote.create({
    data: { ...note, incidentId: row.id, at: new Date(at), nanos, ...created },
    select: { id: true },
  });
  // An added item is about itself; and a `Date` holds no microseconds.
  const ref = note.kind === 'item' ? `n.${id}` : note.ref;
  await tx.$executeRaw`UPDATE timeline_note SET at = ${at}::timestamptz, ref = ${ref} WHERE id = ${id}::uuid`;
  const data = { verb: VERB[note.kind], item: ref, title: note.title, time: at };
  await keepEntry(tx, ctx, row, { kind: 'pin', note: note.known || note.text, data });
  return ref;
}

/** The log of whoever wrote it down says no title: its kind stands for it. */
const titleOf = (item: { readonly title: string; readonly kind: string }) => item.title || item.kind;

async function aboutFor(ctx: Ctx, number: number): Promise<About> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  return incidentFor(scope, number, { events: scopeOf(ctx, 'event:read'), now: ctx.now });
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
    const known = await tx.timelineNote.findFirst({ where: { incidentId: row.id, ref, kind, removedAt: null } });
    if (known && kind !== 'comment') return;
    const text = said.kind === 'pin' ? '' : said.text;
    await write(tx, ctx, row, { ref, kind, ...splitNanos(time), title: titleOf(item), text });
  });
}

/**
 * Adds what no machine reported, with how it is known.
 * @returns its ref
 * @throws DomainError forbidden, not_found, invalid (`issue`: time, future)
 */
export async function addItem(ctx: Ctx, { number, time, ...rest }: AddItem): Promise<string> {
  const about = await aboutFor(ctx, number);
  const at = parseTime(time);
  if (at === null || at < 0n) throw new DomainError('invalid', { issue: 'time' });
  if (at > nanosOf(ctx.now)) throw new DomainError('invalid', { issue: 'future' });
  return inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, requirePermission(ctx, 'incident:write'), about.id);
    return write(tx, ctx, row, { ref: '', kind: 'item', ...splitNanos(at), ...rest });
  });
}

/** Takes back what somebody said or added; the log keeps that it was there. @throws DomainError forbidden, not_found */
export async function removeNote(ctx: Ctx, { number, id, reason }: RemoveNote): Promise<void> {
  const about = await aboutFor(ctx, number);
  await inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, requirePermission(ctx, 'incident:write'), about.id);
    const note = await tx.timelineNote.findFirst({ where: { id, incidentId: row.id, removedAt: null } });
    if (!note) throw new DomainError('not_found');
    await tx.timelineNote.update({ where: { id }, data: { removedAt: ctx.now } });
    const data = { verb: 'removed', what: note.kind, item: note.ref, title: note.title, by: note.createdByName };
    await keepEntry(tx, ctx, row, { kind: 'pin', note: reason, data });
  });
}
