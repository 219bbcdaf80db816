import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { CONTROL_STATES } from '@/lib/compliance/types';
import { addressText } from '@/lib/core/address-text';
import { isoDay } from '@/lib/core/datetime';
import { safeguardHref } from '@/lib/safeguards/place';

export const complianceParsers = {
  /** As of the end of this day (UTC), read-only: `YYYY-MM-DD`. */
  at: parseAsString,
  state: parseAsArrayOf(parseAsStringLiteral(CONTROL_STATES)).withDefault([]),
  group: parseAsArrayOf(parseAsString).withDefault([]),
  /** Of the number and the title. */
  q: addressText,
};
export type ComplianceAddress = inferParserType<typeof complianceParsers>;

export const loadComplianceAddress = createLoader(complianceParsers);
export const complianceHref = createSerializer(complianceParsers);

/** The proof of a safeguard, on the same day. */
export const safeguardAt = (id: string, day: string | null) => complianceHref(safeguardHref(id), { at: day });

/** A moment that is shown, and the day that was asked for; null: now. */
export type Moment = { readonly at: Date; readonly day: string | null };

/** The end of the day that the address names; now where it names none, no day, or one that is not over. */
export function momentOf(day: string | null, now: Date): Moment {
  if (day === null || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return { at: now, day: null };
  const end = new Date(`${day}T23:59:59.999Z`);
  if (Number.isNaN(end.getTime()) || isoDay(end) !== day || end >= now) return { at: now, day: null };
  return { at: end, day };
}
