import { unsafeDb } from '@/lib/core/db';
import type { Looked } from '@/lib/tls/changes';
import { factsSchema, type ScanFacts } from '@/lib/tls/facts';
import { isLetter } from '@/lib/tls/rules';
import { drownAcross } from '@/lib/tls/weaknesses/drown-across';

/** Intermediates that chains can be completed with: the newest, and no more than browsers ship. */
const INTERMEDIATES = 3000;

/** Authorities' certificates that servers sent before and that are still valid, as DER. */
export async function knownIntermediates(now: Date): Promise<Buffer[]> {
  const rows = await unsafeDb().tlsCertificate.findMany({
    where: { isCa: true, notAfter: { gt: now } },
    orderBy: { lastSeenAt: 'desc' },
    take: INTERMEDIATES,
    select: { der: true },
  });
  return rows.map(({ der }) => Buffer.from(der));
}

/** The own trust stores of the product's team, as DER. */
export async function storesOf(productId: string): Promise<{ name: string; certificates: Buffer[] }[]> {
  const rows = await unsafeDb().tlsTrustStore.findMany({
    where: { team: { products: { some: { id: productId } } } },
    orderBy: { name: 'asc' },
    select: { name: true, certificates: true },
  });
  return rows.map(({ name, certificates }) => ({ name, certificates: certificates.map((der) => Buffer.from(der)) }));
}

/** The newest graded scan of an endpoint, to compare the next one with. */
export async function lastLooked(endpointId: string): Promise<Looked | null> {
  const scan = await unsafeDb().tlsScan.findFirst({
    where: { endpointId, state: 'done' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { facts: true, letter: true, criteria: true },
  });
  const facts = factsSchema.safeParse(scan?.facts);
  if (!scan || !facts.success) return null;
  return {
    facts: facts.data,
    grade: { letter: isLetter(scan.letter) ? scan.letter : null, criteria: scan.criteria ?? '' },
  };
}

/** Public keys of the server's RSA certificates: what SSL 2 on any host with the same key gives away (DROWN). */
export function rsaKeys({ chains }: Pick<ScanFacts, 'chains'>): string[] {
  const leaves = chains.flatMap(({ sent: [leaf] }) => leaf ?? []);
  return [...new Set(leaves.filter(({ key }) => key.kind === 'rsa').map(({ keyHash }) => keyHash))];
}

/** Whether another endpoint, of whichever team, answers SSL 2 with one of these keys. */
export async function ssl2Elsewhere(endpointId: string, keys: readonly string[]): Promise<boolean> {
  if (keys.length === 0) return false;
  const others = await unsafeDb().tlsEndpoint.findMany({
    where: { ssl2: true, keyHashes: { hasSome: [...keys] }, id: { not: endpointId } },
    select: { id: true, keyHashes: true },
    take: 10,
  });
  const holders = others.map(({ id, keyHashes }) => ({ endpoint: id, ssl2: true, rsaKeyHashes: keyHashes }));
  return drownAcross([...holders, { endpoint: endpointId, ssl2: false, rsaKeyHashes: keys }]).has(endpointId);
}
