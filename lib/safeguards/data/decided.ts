import { type Tx, unsafeDb } from '@/lib/core/db';
import { ATTESTED, type Decided, type Exception, type Statement } from '@/lib/safeguards/terms';

/** What the organisation had decided of promises by a moment. It tells nothing of a product. */
export async function readDecided(
  at: Date,
  db: Pick<Tx, 'safeguardTerms'> = unsafeDb(),
): Promise<ReadonlyMap<string, Decided>> {
  const rows = await db.safeguardTerms.findMany({
    where: { createdAt: { lte: at } },
    include: { owner: { select: { name: true } } },
    orderBy: { number: 'asc' },
  });
  return new Map(
    rows.map(({ safeguard, number, ownerId, owner, atLeast, days }) => [
      safeguard,
      { number, ownerId, ownerName: owner?.name ?? null, atLeast, days },
    ]),
  );
}

/** Of each promise the newest statement that stood at a moment, whether or not its last day was over. */
export async function readStatements(at: Date): Promise<ReadonlyMap<string, Statement>> {
  const rows = await unsafeDb().safeguardAttestation.findMany({
    where: { createdAt: { lte: at }, OR: [{ withdrawnAt: null }, { withdrawnAt: { gt: at } }] },
    orderBy: { number: 'asc' },
  });
  return new Map(
    rows.map(({ safeguard, verdict, createdByName: by, createdAt, validUntil }) => [
      safeguard,
      { verdict: ATTESTED.find((one) => one === verdict) ?? 'missed', by, createdAt, validUntil },
    ]),
  );
}

/** Exceptions that were in force at a moment. For the worker and for reads that hold them against a scope. */
export async function readExceptions(at: Date): Promise<readonly Exception[]> {
  return unsafeDb().safeguardException.findMany({
    where: {
      approved: true,
      decidedAt: { lte: at },
      expiresAt: { gt: at },
      OR: [{ endedAt: null }, { endedAt: { gt: at } }],
    },
    select: { id: true, number: true, safeguard: true, teamId: true, productId: true },
    orderBy: { number: 'asc' },
  });
}
