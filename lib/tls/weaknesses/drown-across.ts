/** What of an endpoint matters to DROWN: SSL 2, and the RSA keys it holds (SHA-256 of SubjectPublicKeyInfo, hex). */
export type KeyHolder = {
  readonly endpoint: string;
  readonly ssl2: boolean;
  readonly rsaKeyHashes: readonly string[];
};

/**
 * CVE-2016-0800 across hosts: for each endpoint that does not speak SSL 2 itself, the others that do and hold one of its RSA
 * keys. Endpoints that nobody endangers are left out; the order of the holders is kept.
 */
export function drownAcross(holders: readonly KeyHolder[]): ReadonlyMap<string, readonly string[]> {
  const exposed = new Map<string, string[]>();
  for (const { endpoint, ssl2, rsaKeyHashes } of holders) {
    if (!ssl2) continue;
    for (const hash of new Set(rsaKeyHashes)) exposed.set(hash, [...(exposed.get(hash) ?? []), endpoint]);
  }
  const found = new Map<string, readonly string[]>();
  for (const { endpoint, ssl2, rsaKeyHashes } of holders) {
    const through = ssl2 ? [] : [...new Set(rsaKeyHashes.flatMap((hash) => exposed.get(hash) ?? []))];
    if (through.length > 0) found.set(endpoint, through);
  }
  return found;
}
