import type { TlsVersion } from '@/lib/tls/facts';

export const VERSION_CODES = { ssl3: 0x0300, tls10: 0x0301, tls11: 0x0302, tls12: 0x0303, tls13: 0x0304 } as const;
export type RecordVersion = keyof typeof VERSION_CODES;
export const RECORD_VERSIONS = ['ssl3', 'tls10', 'tls11', 'tls12', 'tls13'] as const satisfies readonly RecordVersion[];

/** The version that a code on the wire means; null for one that nobody defined. */
export function versionOf(code: number): Exclude<TlsVersion, 'ssl2'> | null {
  return RECORD_VERSIONS.find((version) => VERSION_CODES[version] === code) ?? null;
}
