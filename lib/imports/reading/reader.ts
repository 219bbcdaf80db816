/** Set by the bundler (scripts/lib/bundle.mjs): the digest of everything that reads reports. */
declare const __LAGEBILD_READER__: string | undefined;

/** Which reader this is: what another one made of a report may not be reused. */
export const READER = typeof __LAGEBILD_READER__ === 'string' ? __LAGEBILD_READER__ : 'source';
