import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { withEntries } from '@/lib/lists/diff';
import { holds, keyOf } from '@/lib/lists/entry';
import { requireListWrite, type Written, writeList } from '@/lib/lists/mutations/write';
import type { EndEntry, ReplaceList, SaveEntry, UnseenDays } from '@/lib/lists/schema';
import { readEntries, readTable } from '@/lib/lists/table';
import type { TableProblem } from '@/lib/lists/table-problem';
import type { Change, Entry } from '@/lib/lists/types';

export type Taken =
  | ({ readonly kind: 'taken' } & Written)
  | { readonly kind: 'refused'; readonly problems: readonly TableProblem[]; readonly count: number };

const without = (entries: readonly Entry[], key: Parameters<typeof keyOf>[0]) =>
  entries.filter((entry) => keyOf(entry) !== keyOf(key));

/**
 * Adds an entry, or puts it in the place of `before`.
 * @returns what it changed, or what is wrong with it
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: exists`)
 */
export async function saveEntry(ctx: Ctx, { kind, productId, version, before, entry: raw }: SaveEntry): Promise<Taken> {
  requireListWrite(ctx, productId);
  const read = readEntries(kind, [{ raw, line: 1 }]);
  if ('problems' in read) return { kind: 'refused', ...read };
  const [entry] = read.entries;
  if (!entry) throw new DomainError('invalid', { field: 'entry' });
  const next = (entries: readonly Entry[]) => {
    if (before && !entries.some((one) => keyOf(one) === keyOf(before))) throw new DomainError('conflict');
    const rest = before ? without(entries, before) : entries;
    if (rest.some((one) => keyOf(one) === keyOf(entry))) throw new DomainError('invalid', { issue: 'exists' });
    return [...rest, entry];
  };
  return { kind: 'taken', ...(await writeList(ctx, { kind, productId, way: 'form', version, next })) };
}

/**
 * Ends an approval, or retires a host, at once: its last day was yesterday. It stays in the list.
 * @throws DomainError forbidden, not_found, conflict (somebody was faster, or it has ended)
 */
export async function endEntry(ctx: Ctx, { kind, productId, version, key }: EndEntry): Promise<readonly Change[]> {
  requireListWrite(ctx, productId);
  const until = addDays(ctx.now, -1).toISOString().slice(0, 10);
  const next = (entries: readonly Entry[]) => {
    const entry = entries.find((one) => keyOf(one) === keyOf(key));
    if (!entry) throw new DomainError('not_found');
    if (!holds(entry, ctx.now)) throw new DomainError('conflict');
    return withEntries(entries, [{ ...entry, until }]);
  };
  return (await writeList(ctx, { kind, productId, way: 'form', version, next })).changes;
}

/** Puts a file in the place of a list: whole, or not at all. @throws DomainError forbidden, not_found, conflict */
export async function replaceList(ctx: Ctx, { kind, productId, version, text }: ReplaceList): Promise<Taken> {
  requireListWrite(ctx, productId);
  const read = readTable(kind, Buffer.from(text));
  if ('problems' in read) return { kind: 'refused', ...read };
  const { entries } = read;
  return { kind: 'taken', ...(await writeList(ctx, { kind, productId, way: 'csv', version, next: () => entries })) };
}

/**
 * Says after how many days a known host that no scan sees is drift.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function setUnseenDays(ctx: Ctx, { productId, version, days }: UnseenDays): Promise<void> {
  requireListWrite(ctx, productId);
  await inTransaction(ctx, async (tx) => {
    const where = { kind: 'hosts', productId };
    const row = await tx.assetList.findFirst({ where, select: { id: true, unseenDays: true } });
    if (!row) throw new DomainError('not_found');
    const { count } = await tx.assetList.updateMany({
      where: { id: row.id, version },
      data: { unseenDays: days, version: { increment: 1 } },
    });
    if (count !== 1) throw new DomainError('conflict');
    await tx.driftState.updateMany({ where, data: { dueAt: ctx.now } });
    await appendAudit(tx, ctx, {
      action: 'asset-list.unseen-days-changed',
      target: { kind: 'asset-list', id: row.id },
      productId,
      data: { before: row.unseenDays, after: days },
    });
  });
}
