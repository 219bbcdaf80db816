import type { ObservableKind } from '@/lib/incidents/file/types';

const KEYS: Readonly<Partial<Record<ObservableKind, string>>> = {
  ip: 'src',
  domain: 'domain',
  md5: 'hash',
  sha1: 'hash',
  sha256: 'hash',
  account: 'user',
};

/** What finds an observable among events, in the words of lib/events/search/grammar.ts. */
export function searchFor({ kind, value }: { readonly kind: ObservableKind; readonly value: string }): string {
  const quoted = `"${value.slice(0, 120).replaceAll(/["\\]/g, '\\$&')}"`;
  const key = KEYS[kind];
  return key === undefined ? quoted : `${key}:${quoted}`;
}
