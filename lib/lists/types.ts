/** What is compared: open ports, registries that images come from, hosts. */
export const KINDS = ['ports', 'registries', 'hosts'] as const;
export type Kind = (typeof KINDS)[number];

export const PROTOCOLS = ['tcp', 'udp', 'sctp', 'any'] as const;

/** One approval, its fields in the notation that is kept (lib/lists/entry.ts). Found by subject, detail and protocol. */
export type Entry = {
  /** `shop.example`, `*.shop.example`, `10.0.0.0/8`, `*`; of registries `registry.example:5000`. */
  readonly subject: string;
  /** Of ports `443` or `8000-8100`; of registries the beginning of a repository; of hosts empty. */
  readonly detail: string;
  /** Of ports one of PROTOCOLS; else empty. */
  readonly protocol: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day (UTC, `2026-11-30`) on which it holds; null: until somebody ends it. Of hosts: the day it was retired. */
  readonly until: string | null;
};

/** Who is told of a list: `null` is the organisation. */
export type Place = { readonly kind: Kind; readonly productId: string | null };

/** One entry of a list before and after: null, there was none. */
export type Change = { readonly before: Entry | null; readonly after: Entry | null };

/** How a list was changed. */
export const WAYS = ['form', 'csv', 'api'] as const;
export type Way = (typeof WAYS)[number];

export const DRIFT_RULES = ['port-not-approved', 'registry-not-approved', 'host-not-known', 'host-not-seen'] as const;
export type DriftRule = (typeof DRIFT_RULES)[number];

/** Something that no list has, or a known host that no scan sees. `asset` and `what` are its identity with the rule. */
export type Drift = {
  readonly rule: DriftRule;
  /** The host, or the image without tag and digest. */
  readonly asset: string;
  /** `443/tcp`, the registry, or empty. */
  readonly what: string;
  /** Further names of the asset. */
  readonly names: readonly string[];
  /** When a source saw it last; null: never (a known host). */
  readonly seenAt: Date | null;
};
