import { ChainWalk, entryBreach, type StoredEntry, type StoredSeal } from '@/lib/audit/rules';
import type { Breach, Verification } from '@/lib/audit/types';
import { unsafeDb } from '@/lib/core/db';

const BATCH = 5_000;

/** Seals in order with their rows; a row that is gone leaves its seal behind (the foreign key can be switched off). */
async function sealsAfter(seq: number): Promise<StoredSeal[]> {
  const seals = await unsafeDb().auditSeal.findMany({
    where: { seq: { gt: seq } },
    orderBy: { seq: 'asc' },
    take: BATCH,
  });
  const rows = await unsafeDb().auditEntry.findMany({ where: { id: { in: seals.map(({ entryId }) => entryId) } } });
  const byId = new Map<number, StoredEntry>(rows.map((row) => [row.id, row]));
  return seals.map((seal) => ({ ...seal, entry: byId.get(seal.entryId) ?? null }));
}

type Backlog = { readonly count: number; readonly breach: Breach | null };

/** Rows that wait for their seal are signed too. */
async function verifyBacklog(): Promise<Backlog> {
  const where = { seal: { is: null } };
  const rows = await unsafeDb().auditEntry.findMany({ where, orderBy: { id: 'asc' }, take: BATCH });
  const count = rows.length < BATCH ? rows.length : await unsafeDb().auditEntry.count({ where });
  for (const row of rows) {
    const breach = entryBreach(row, null);
    if (breach) return { count, breach };
  }
  return { count, breach: null };
}

/** Streams the whole trail in constant memory and names the first row that is not as it was written. */
export async function verifyAudit(): Promise<Verification> {
  const walk = new ChainWalk();
  let checked = 0;
  // Below every number that the sealer gives: a seal that was smuggled in before the first shows as out of order.
  let after = -2_147_483_648;
  for (;;) {
    const seals = await sealsAfter(after);
    for (const seal of seals) {
      const breach = walk.step(seal);
      if (breach) return { checked, unsealed: 0, head: walk.head, breach };
      checked += 1;
      after = seal.seq;
    }
    if (seals.length < BATCH) break;
  }
  const backlog = await verifyBacklog();
  return { checked, unsealed: backlog.count, head: walk.head, breach: backlog.breach };
}
