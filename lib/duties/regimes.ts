import { type Edition, type Regime, regimeSchema } from '@/lib/duties/regime';
import bsig32 from '@/lib/duties/regimes/bsig-32.json';
import gdpr331 from '@/lib/duties/regimes/gdpr-33-1.json';
import gdpr332 from '@/lib/duties/regimes/gdpr-33-2.json';
import gdpr34 from '@/lib/duties/regimes/gdpr-34.json';
import nis223 from '@/lib/duties/regimes/nis2-23.json';

/** In the order in which a page shows them. A new regime is one file and one line here. */
export const REGIMES: readonly Regime[] = [gdpr331, gdpr332, gdpr34, nis223, bsig32].map((file) =>
  regimeSchema.parse(file),
);

/** The version of a regime that was in force at a moment, by the day in UTC; null: it was not law yet, or no longer. */
export function editionAt({ editions }: Regime, at: Date): Edition | null {
  const day = at.toISOString().slice(0, 10);
  return editions.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo)) ?? null;
}

/** The regime and version that a row names, or null where neither is shipped any more. */
export function editionOf(
  id: string,
  validFrom: string,
): { readonly regime: Regime; readonly edition: Edition } | null {
  const regime = REGIMES.find((one) => one.id === id);
  const edition = regime?.editions.find((one) => one.validFrom === validFrom);
  return regime && edition ? { regime, edition } : null;
}
