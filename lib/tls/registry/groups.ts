import type { GroupFacts } from '@/lib/tls/facts';
import rows from '@/lib/tls/registry/groups.json' with { type: 'json' };

export type Group = {
  /** IANA's code point (TLS Supported Groups). */
  readonly id: number;
  readonly name: string;
  readonly kind: 'curve' | 'field' | 'lattice' | 'hybrid';
  /** Finite field: bits of the prime. All others: the RSA modulus of like strength, as SSL Labs counts (P-256: 3072). */
  readonly bits: number;
};

function kindOf(word: string): Group['kind'] {
  return word === 'curve' || word === 'field' || word === 'lattice' ? word : 'hybrid';
}

export const GROUPS: readonly Group[] = rows.map((row) => ({ ...row, kind: kindOf(row.kind) }));

const byId = new Map(GROUPS.map((group) => [group.id, group]));

export function groupById(id: number): Group | null {
  return byId.get(id) ?? null;
}

/** What a scan says of a group; one that nobody registered keeps its code point and counts no bits. */
export function groupFacts(id: number): GroupFacts {
  const known = byId.get(id);
  return { id, name: known?.name ?? `0x${id.toString(16).padStart(4, '0')}`, bits: known?.bits ?? 0 };
}
