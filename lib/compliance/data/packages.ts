import type { Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';

export const PACKAGE_STATES = ['asked', 'ready', 'failed', 'expired'] as const;
export type PackageState = (typeof PACKAGE_STATES)[number];

export type PackageRow = {
  readonly id: string;
  readonly framework: string;
  /** ISO 8601 instants. */
  readonly asOf: string;
  readonly state: PackageState;
  readonly askedAt: string;
  readonly askedBy: string;
  readonly expiresAt: string | null;
  readonly size: number | null;
  readonly sha256: string | null;
};

const LIST_MAX = 100;

/** The newest packages; what is in them is handed out with a step-up alone. */
export async function packagesOf(_scope: Scope): Promise<readonly PackageRow[]> {
  const rows = await unsafeDb().evidencePackage.findMany({
    orderBy: { askedAt: 'desc' },
    take: LIST_MAX,
    omit: { data: true },
  });
  return rows.map(({ id, framework, asOf, state, askedAt, askedByName, expiresAt, size, sha256 }) => ({
    ...{ id, framework, size, sha256, askedBy: askedByName, asOf: asOf.toISOString(), askedAt: askedAt.toISOString() },
    state: PACKAGE_STATES.find((one) => one === state) ?? 'failed',
    expiresAt: expiresAt?.toISOString() ?? null,
  }));
}
