import { createHash } from 'node:crypto';
import { appendAudit, canonical } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import type { EntryData, EntryKind } from '@/lib/incidents/types';

type About = { readonly id: string; readonly number: number; readonly productId: string };

export type Happened = {
  readonly kind: EntryKind;
  readonly note?: string;
  readonly data?: EntryData;
  /** When it happened, where that is not now. */
  readonly happenedAt?: Date;
};

/**
 * Writes the next line of an incident's log, and its SHA-256 into the audit trail. The number comes from the incident's row,
 * which stays locked until the transaction ends: numbers have no gap, and whoever read line n has seen all before it.
 * @returns the line's number
 */
export async function keepEntry(
  tx: Tx,
  ctx: Ctx,
  { id, number, productId }: About,
  happened: Happened,
): Promise<number> {
  const { kind, note = '', data = {}, happenedAt = ctx.now } = happened;
  const { actor } = ctx;
  const { lastSeq: seq } = await tx.incident.update({
    where: { id },
    data: { lastSeq: { increment: 1 }, updatedAt: ctx.now },
    select: { lastSeq: true },
  });
  const actorId = actor.kind === 'person' ? actor.id : null;
  await tx.incidentEntry.create({
    data: { incidentId: id, seq, at: ctx.now, happenedAt, kind, actorId, actorName: actor.name, note, data },
  });
  await appendAudit(tx, ctx, {
    action: `incident.${kind}`,
    target: { kind: 'incident', id },
    productId,
    data: { number, entry: seq, sha256: entryHash({ seq, at: ctx.now, happenedAt, kind, note, data }), ...data },
  });
  return seq;
}

type Hashed = Required<Happened> & { readonly seq: number; readonly at: Date };

/** What the audit trail keeps of a line: SHA-256 of its canonical JSON, in hex. */
export function entryHash({ seq, at, happenedAt, kind, note, data }: Hashed): string {
  const text = canonical({ seq, at: at.toISOString(), happenedAt: happenedAt.toISOString(), kind, note, data });
  return createHash('sha256').update(text).digest('hex');
}
