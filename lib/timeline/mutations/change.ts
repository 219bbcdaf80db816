import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { type HeldIncident, holdIncident } from '@/lib/incidents/mutations/find';
import { aboutFor, momentIn } from '@/lib/timeline/mutations/say';
import { type Said, writeNote } from '@/lib/timeline/mutations/write';
import type { CorrectNote, RemoveNote } from '@/lib/timeline/schema';
import { NOTE_KINDS, type NoteKind } from '@/lib/timeline/types';

type Standing = Said & { readonly id: string; readonly ref: string; readonly kind: NoteKind; readonly by: string };
type Stored = Omit<Standing, 'kind'> & { readonly kind: string };

/** What somebody said, as long as nothing has replaced it. @throws DomainError not_found */
async function standing(tx: Tx, incident: HeldIncident, id: string): Promise<Standing> {
  const [note] = await tx.$queryRaw<Stored[]>`
    SELECT n.id::text AS id, n.ref, n.kind, n.nanos, n.title, n.text, n.known, n.actor, n.host, n.created_by_name AS by,
      to_char(n.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
    FROM timeline_note n WHERE n.id = ${id}::uuid AND n.incident_id = ${incident.id}::uuid
      AND NOT EXISTS (SELECT FROM timeline_note later WHERE later.replaces_id = n.id)`;
  const kind = NOTE_KINDS.find((one) => one === note?.kind);
  if (!note || !kind) throw new DomainError('not_found');
  return { ...note, kind };
}

/**
 * Says something else instead; what was said before stays and is shown.
 * @throws DomainError forbidden, not_found (also where somebody was faster), invalid (`issue`: time, future, other_kind)
 */
export async function correctNote(ctx: Ctx, { number, id, reason, ...change }: CorrectNote): Promise<void> {
  const about = await aboutFor(ctx, number);
  await inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, requirePermission(ctx, 'incident:write'), about.id);
    const { id: replaced, by, ...old } = await standing(tx, row, id);
    const isItem = change.kind === 'item';
    if (isItem !== (old.kind === 'item') || old.kind === 'pin')
      throw new DomainError('invalid', { issue: 'other_kind' });
    const { kind: _, time, ...said } = isItem ? change : { ...change, time: null };
    const moment = time === null ? {} : momentIn(time, ctx.now);
    const replaces = { id: replaced, kind: old.kind, by };
    await writeNote(tx, ctx, row, { ...old, ...said, ...moment, replaces, reason });
  });
}

/** Takes back what somebody said or added; its row stays. @throws DomainError forbidden, not_found */
export async function removeNote(ctx: Ctx, { number, id, reason }: RemoveNote): Promise<void> {
  const about = await aboutFor(ctx, number);
  await inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, requirePermission(ctx, 'incident:write'), about.id);
    const { ref, kind, at, nanos, title, by } = await standing(tx, row, id);
    const replaces = { id, kind, by };
    await writeNote(tx, ctx, row, { ref, kind: 'removed', at, nanos, title, text: '', replaces, reason });
  });
}
