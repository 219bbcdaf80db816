import type pg from 'pg';

/** A finding of the product that a record means, and those that turn out to be the same one. */
export type Existing = { readonly id: number; readonly status: string; readonly same: readonly number[] };

/** Aliases go first: a finding that was joined into another one keeps its fingerprint. */
const LOOK_UP = `
  SELECT k.fingerprint, g.id, g.status::text AS status
  FROM unnest($2::text[]) AS k(fingerprint)
  LEFT JOIN LATERAL (SELECT finding_id FROM finding_alias WHERE product_id = $1 AND fingerprint = k.fingerprint LIMIT 1) a ON true
  LEFT JOIN LATERAL (SELECT id FROM finding WHERE product_id = $1 AND fingerprint = k.fingerprint LIMIT 1) f ON true
  JOIN finding g ON g.id = coalesce(a.finding_id, f.id)`;

/** Of several findings that are one, a decided one stays, else an open one. */
export const STAYS = [
  'risk_accepted',
  'false_positive',
  'out_of_scope',
  'in_progress',
  'confirmed',
  'open',
  'fixed',
  'duplicate',
];

export type FoundFinding = { readonly fingerprint: string; readonly id: number; readonly status: string };
/** Findings by fingerprint. */
export type Found = ReadonlyMap<string, FoundFinding>;

/** Looks findings of the product up by their fingerprints. Call under the product's merge lock. */
export async function lookUp(
  client: pg.ClientBase,
  productId: string,
  fingerprints: readonly string[],
): Promise<Found> {
  if (fingerprints.length === 0) return new Map();
  const { rows } = await client.query<FoundFinding>({
    name: 'lagebild-look-up',
    text: LOOK_UP,
    values: [productId, fingerprints],
  });
  return new Map(rows.map((row) => [row.fingerprint, row]));
}

/** The one finding that is meant by what an identity and its aliases lead to; null where they lead nowhere. */
export function existingOf(all: readonly FoundFinding[]): Existing | null {
  if (all.length === 0) return null;
  const candidates = new Map(all.map((one) => [one.id, one]));
  const [first, ...others] = [...candidates.values()].sort(
    (a, b) => STAYS.indexOf(a.status) - STAYS.indexOf(b.status) || a.id - b.id,
  );
  return first ? { id: first.id, status: first.status, same: others.map(({ id }) => id) } : null;
}
