import { z } from 'zod';
import { INTEL_KINDS } from '@/lib/intel/types';

/** Where FIRST and CISA publish; a mirror has the same files. */
export const PUBLISHERS = {
  epss: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
  kev: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
} as const;

/** An address that the worker may ask: https, and no password that would stand in logs and settings. */
const mirror = z
  .url({ protocol: /^https$/ })
  .max(500)
  .refine((address) => {
    if (!URL.canParse(address)) return false;
    const { username, password, hash } = new URL(address);
    return username === '' && password === '' && hash === '';
  });

/** Setting `intel.mirrors`; null: never asked. */
export const mirrorsSchema = z.strictObject({ epss: mirror.nullable(), kev: mirror.nullable() });
export type Mirrors = z.infer<typeof mirrorsSchema>;

/** Until an administrator says where, Lagebild calls nobody. */
export const MIRRORS_DEFAULT: Mirrors = { epss: null, kev: null };

export const kindSchema = z.enum(INTEL_KINDS);
export const importNowInput = z.strictObject({ kind: kindSchema });
export type ImportNowInput = z.infer<typeof importNowInput>;
