import { createHash, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { readCertificate } from '@/lib/tls/certificates/certificate';
import { poolOf } from '@/lib/tls/certificates/paths';
import type { Pool, TrustStore } from '@/lib/tls/certificates/types';

/** The name of Mozilla's store among the validations. */
export const MOZILLA = 'mozilla';

let mozilla: TrustStore | undefined;

/**
 * Mozilla's roots as this Node brings them: the same on every platform, without what the machine or its environment adds.
 * They hold no partial distrust (dates, limits of names).
 */
export function mozillaStore(): TrustStore {
  mozilla ??= { name: MOZILLA, certificates: rootCertificates.map((pem) => new X509Certificate(pem).raw) };
  return mozilla;
}

/** Goes with each scan: an upgrade of Node may change which chains are trusted. */
export function rootsIdentity(): { node: string; hash: string } {
  const list = createHash('sha256');
  for (const certificate of mozillaStore().certificates) list.update(certificate);
  return { node: process.versions.node, hash: list.digest('hex') };
}

const pools = new WeakMap<TrustStore['certificates'], Pool>();

/** The certificates of a store, read once as long as the list lives; those that cannot be read are left out. */
export function anchorsOf({ certificates }: TrustStore): Pool {
  const known = pools.get(certificates);
  if (known) return known;
  const pool = poolOf(certificates.map(readCertificate).filter((found) => found !== null));
  pools.set(certificates, pool);
  return pool;
}
