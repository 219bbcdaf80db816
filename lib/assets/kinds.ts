/** What an asset is, in the order in which lists offer it. Products are assets of their own (lib/assets/types.ts). */
export const ASSET_KINDS = [
  'host',
  'endpoint',
  'image',
  'cluster',
  'namespace',
  'database',
  'repository',
  'cloud_resource',
] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

/** met; missed; unknown: nobody has told; none: it does not apply. */
export const STORED_COVERAGES = ['met', 'missed', 'unknown', 'none'] as const;
export type StoredCoverage = (typeof STORED_COVERAGES)[number];

/** How an asset is covered at a moment. late: it was, and the proof is too old by now. */
export const COVERAGES = ['met', 'late', 'missed', 'unknown', 'none'] as const;
export type Coverage = (typeof COVERAGES)[number];

export const PROTECTIONS = ['scan', 'edr', 'backup', 'tls'] as const;
export type Protection = (typeof PROTECTIONS)[number];
