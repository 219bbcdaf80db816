import { type Tx, unsafeDb } from '@/lib/core/db';
import type { HeldList } from '@/lib/lists/rules';
import type { Entry, Kind, Place } from '@/lib/lists/types';

type Row = Omit<Entry, 'until'> & { readonly until: Date | null };

export const ENTRY = { subject: true, detail: true, protocol: true, reason: true, owner: true, until: true } as const;

/** A row as rules take it. */
export function entryOf<R extends Row>({ until, ...row }: R): Omit<R, 'until'> & Entry {
  return { ...row, until: until?.toISOString().slice(0, 10) ?? null };
}

/** Lists of a kind that hold for a product: the organisation's and its own. The caller has authorised. */
export async function heldLists(kind: Kind, productId: string, db: Tx = unsafeDb()): Promise<readonly HeldList[]> {
  const rows = await db.assetList.findMany({
    where: { kind, OR: [{ productId }, { productId: null }] },
    select: { productId: true, unseenDays: true, entries: { select: { ...ENTRY, since: true } } },
  });
  return rows.map(({ productId: own, unseenDays, entries }) => ({
    ...{ own: own !== null, unseenDays },
    entries: entries.map(entryOf),
  }));
}

/** A list with its entries as they are kept, by subject; null: there is none. The caller has authorised. */
export async function storedList({ kind, productId }: Place, db: Tx = unsafeDb()) {
  const row = await db.assetList.findFirst({
    where: { kind, productId },
    include: { entries: { orderBy: [{ subject: 'asc' }, { detail: 'asc' }, { protocol: 'asc' }] } },
  });
  return row && { ...row, entries: row.entries.map(entryOf) };
}
