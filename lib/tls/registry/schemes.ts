import rows from '@/lib/tls/registry/schemes.json' with { type: 'json' };

export type SignatureScheme = {
  /** IANA's code point (TLS SignatureScheme; in TLS 1.2 hash and signature, RFC 5246). */
  readonly id: number;
  readonly name: string;
  /** Kind of the key that signs: rsa, dsa, ecdsa, eddsa, mldsa. */
  readonly key: string;
  readonly hash: string;
};

export const SIGNATURE_SCHEMES: readonly SignatureScheme[] = rows.map((row) => ({
  ...row,
  id: Number.parseInt(row.id, 16),
}));

const byId = new Map(SIGNATURE_SCHEMES.map((scheme) => [scheme.id, scheme]));

export function schemeName(id: number): string {
  return byId.get(id)?.name ?? `0x${id.toString(16).padStart(4, '0')}`;
}

/** Code points of the schemes that sign with one of these kinds of key; without kinds, all. */
export function schemeIds(...keys: string[]): number[] {
  return SIGNATURE_SCHEMES.filter((scheme) => keys.length === 0 || keys.includes(scheme.key)).map(({ id }) => id);
}
