import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { chainsWith } from '@/lib/escalation/data/chain';
import type { ArchiveSchedule, SaveSchedule } from '@/lib/escalation/schema';

const EVERYWHERE = { teamId: null, productId: null };

/** @throws DomainError invalid (`person`) where somebody is not there or disabled */
export async function requirePeople(tx: Tx, ids: readonly string[]): Promise<void> {
  const wanted = new Set(ids);
  const there = await tx.person.count({ where: { id: { in: [...wanted] }, disabledAt: null } });
  if (there !== wanted.size) throw new DomainError('invalid', { issue: 'person' });
}

/**
 * Saves a schedule: its zone and its rotations. Of two who saw the same one the second is told.
 * @returns its id
 * @throws DomainError forbidden (also for who does not reach the whole organisation), conflict, invalid (`name-taken`, `person`)
 */
export async function saveSchedule(ctx: Ctx, input: SaveSchedule): Promise<string> {
  requireCovered(ctx, requirePermission(ctx, 'oncall:write'), [EVERYWHERE]);
  const { id, version, name, timeZone, layers } = input;
  return inTransaction(ctx, async (tx) => {
    await requirePeople(
      tx,
      layers.flatMap(({ people }) => people),
    );
    const named = await tx.onCallSchedule.findUnique({ where: { name }, select: { id: true } });
    if (named && named.id !== id) throw new DomainError('invalid', { reason: 'name-taken' });
    const data = { name, timeZone, layers, updatedAt: ctx.now };
    const [made] =
      id === null
        ? await tx.onCallSchedule.createManyAndReturn({
            ...{ data: [{ ...data, createdAt: ctx.now }], skipDuplicates: true, select: { id: true } },
          })
        : await tx.onCallSchedule.updateManyAndReturn({
            where: { id, version, archivedAt: null },
            ...{ data: { ...data, version: { increment: 1 } }, select: { id: true } },
          });
    if (!made) throw new DomainError('conflict');
    const target = { kind: 'on-call-schedule', id: made.id };
    await appendAudit(tx, ctx, { action: 'on-call-schedule.saved', target, data: { name, timeZone, layers } });
    return made.id;
  });
}

/**
 * Takes a schedule out of use; it stays for the record. One that a chain in force names stays in use: it would call nobody.
 * @throws DomainError forbidden, not_found, conflict, invalid (`in_chain`, with the places)
 */
export async function archiveSchedule(ctx: Ctx, { id, version }: ArchiveSchedule): Promise<void> {
  requireCovered(ctx, requirePermission(ctx, 'oncall:write'), [EVERYWHERE]);
  await inTransaction(ctx, async (tx) => {
    const known = await tx.onCallSchedule.findUnique({ where: { id }, select: { name: true } });
    if (!known) throw new DomainError('not_found');
    const chains = (await chainsWith(id, ctx.now, tx)).map(({ place, priority }) => `${place} P${priority}`);
    if (chains.length > 0) throw new DomainError('invalid', { issue: 'in_chain', chains: chains.join(', ') });
    const { count } = await tx.onCallSchedule.updateMany({
      where: { id, version, archivedAt: null },
      data: { archivedAt: ctx.now, updatedAt: ctx.now, version: { increment: 1 } },
    });
    if (count === 0) throw new DomainError('conflict');
    const target = { kind: 'on-call-schedule', id };
    await appendAudit(tx, ctx, { action: 'on-call-schedule.archived', target, data: { name: known.name } });
  });
}
