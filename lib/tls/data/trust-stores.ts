import type { Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { describeCertificate } from '@/lib/tls/pem';
import type { TrustStoreItem } from '@/lib/tls/types';

/** All stores of all teams: they are settings, which whoever may read settings sees. */
export async function listTrustStores(_scope: Scope): Promise<TrustStoreItem[]> {
  const rows = await unsafeDb().tlsTrustStore.findMany({
    orderBy: [{ team: { name: 'asc' } }, { name: 'asc' }],
    select: {
      id: true,
      version: true,
      name: true,
      certificates: true,
      updatedAt: true,
      updatedBy: true,
      team: { select: { id: true, name: true } },
    },
  });
  return rows.map(({ certificates, updatedAt, ...row }) => ({
    ...row,
    certificates: certificates.map(describeCertificate),
    updatedAt: updatedAt.toISOString(),
  }));
}

/** Teams by name: what a store can belong to. */
export function storeTeams(_scope: Scope): Promise<readonly { id: string; name: string }[]> {
  return unsafeDb().team.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } });
}
