import type { Enumeration } from '@/lib/tls/probes/suites';
import { type Suite, suiteById } from '@/lib/tls/registry/suites';
import type { RecordVersion } from '@/lib/tls/wire/versions';

const OLDER = ['tls12', 'tls11', 'tls10', 'ssl3'] as const;

/** The highest version before TLS 1.3 that the server speaks. */
export function bestOld(found: Enumeration): (typeof OLDER)[number] | null {
  return OLDER.find((version) => found[version].facts.offered === true) ?? null;
}

/** Suites of a version that the server accepts, those that fit alone. */
export function suitesOf(found: Enumeration, version: RecordVersion, fits: (suite: Suite) => boolean): number[] {
  return found[version].facts.suites.filter((id) => {
    const suite = suiteById(id);
    return suite !== null && fits(suite);
  });
}
