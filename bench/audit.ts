import { randomUUID } from 'node:crypto';
import { sealHash } from '@/lib/audit/chain';
import { sealAll, sealAudit } from '@/lib/audit/seal';
import { verifyAudit } from '@/lib/audit/verify';
import { appendAudit, auditMac } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { disconnect, inTransaction, type Tx } from '@/lib/core/db';

const SECONDS = 8;
const LOCK = 42;

/** What the rest of a business transaction takes, with the audit row already written. */
const REST_MS = 5;

function ctx(): Ctx {
  return { actor: { kind: 'system', id: null, name: 'bench' }, now: new Date(), requestId: randomUUID() };
}

const change = { action: 'bench.appended', target: { kind: 'bench', id: 'bench' }, data: { n: 1 } } as const;

/** Ours: the row is signed in the transaction, the sealer chains it later. */
async function ours(tx: Tx): Promise<void> {
  await appendAudit(tx, ctx(), change);
}

/** The baseline: the writer itself chains its row, and holds a lock for it until it commits. */
async function chained(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
  await appendAudit(tx, ctx(), change);
  const [row] = await tx.$queryRaw<{ id: number }[]>`SELECT max(id) AS id FROM audit_entry`;
  sealHash(new Uint8Array(32), { seq: 1, entryId: row?.id ?? 0, mac: auditMac('bench') });
}

async function appendsPerSecond(writers: number, append: (tx: Tx) => Promise<void>): Promise<number> {
  const until = performance.now() + SECONDS * 1000;
  let count = 0;
  const writer = async () => {
    while (performance.now() < until) {
      await inTransaction({}, async (tx) => {
        await append(tx);
        await tx.$executeRaw`SELECT pg_sleep(${REST_MS / 1000})`;
      });
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return count / SECONDS;
}

async function main(): Promise<void> {
  const writers = Number(process.argv[2] ?? 12);
  const baseline = await appendsPerSecond(writers, chained);
  await sealAll(new Date());
  const sealer = setInterval(() => void sealAudit(new Date()), 1_000);
  const rate = await appendsPerSecond(writers, ours);
  clearInterval(sealer);
  await sealAll(new Date());
  const began = performance.now();
  const { checked, breach } = await verifyAudit();
  const seconds = (performance.now() - began) / 1000;
  if (breach) throw new Error(`the chain broke: ${JSON.stringify(breach)}`);
  console.log(`audit, ${writers} writers, chained under a lock   ${Math.round(baseline)} appends/s  (baseline)`);
  console.log(
    `audit, ${writers} writers, sealed afterwards      ${Math.round(rate)} appends/s  ${(rate / baseline).toFixed(1)} × baseline`,
  );
  console.log(`audit, verification                    ${checked} rows in ${seconds.toFixed(2)} s`);
}

await main().finally(disconnect);
