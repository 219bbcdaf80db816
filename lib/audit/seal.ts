import { GENESIS, sealHash } from '@/lib/audit/chain';
import { inTransaction, type Tx } from '@/lib/core/db';

/** One sealer at a time; the number only has to differ from other advisory locks. */
const LOCK = 7_340_113;
const BATCH = 2_000;
/**
 * Ids are given before commit, so a row may appear below ids that are sealed already. Each round looks this far
 * back; a sweep looks at everything.
 */
const LOOK_BACK = 20_000;

type Unsealed = { id: number; mac: Uint8Array };

/**
 * Chains committed rows that have no seal yet, in id order, and returns how many. Does nothing while another process
 * seals. Writers never wait for it: it reads what is committed and inserts only seals.
 */
export function sealAudit(now: Date, sweep = false): Promise<number> {
  return inTransaction({}, async (tx) => {
    const [lock] = await tx.$queryRaw<{ got: boolean }[]>`SELECT pg_try_advisory_xact_lock(${LOCK}) AS got`;
    if (!lock?.got) return 0;
    const head = await tx.auditSeal.findFirst({
      orderBy: { seq: 'desc' },
      select: { seq: true, entryId: true, hash: true },
    });
    const rows = await unsealed(tx, sweep ? 0 : (head?.entryId ?? 0) - LOOK_BACK);
    if (rows.length === 0) return 0;
    await tx.auditSeal.createMany({ data: chain(head, rows, now) });
    return rows.length;
  });
}

/** Everything that is there, batch after batch. */
export async function sealAll(now: Date): Promise<number> {
  let sealed = 0;
  for (let batch = BATCH; batch === BATCH; sealed += batch) batch = await sealAudit(now, true);
  return sealed;
}

function unsealed(tx: Tx, from: number): Promise<Unsealed[]> {
  return tx.$queryRaw<Unsealed[]>`
    SELECT e.id, e.mac FROM audit_entry e LEFT JOIN audit_seal s ON s.entry_id = e.id
    WHERE e.id > ${from} AND s.entry_id IS NULL ORDER BY e.id LIMIT ${BATCH}`;
}

function chain(head: { seq: number; hash: Uint8Array } | null, rows: readonly Unsealed[], sealedAt: Date) {
  let prev: Uint8Array = head?.hash ?? GENESIS;
  let seq = head?.seq ?? 0;
  return rows.map(({ id, mac }) => {
    seq += 1;
    const hash = new Uint8Array(sealHash(prev, { seq, entryId: id, mac }));
    prev = hash;
    return { seq, entryId: id, hash, sealedAt };
  });
}
