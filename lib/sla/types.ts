import type { PolicyRules } from '@/lib/sla/schema';

/** `known_exploited`, `epss` (at least the threshold, 0–1), `exposed` (to the internet), `tier` (the threshold or above). */
export const SLA_CONDITIONS = ['known_exploited', 'epss', 'exposed', 'tier'] as const;
export type SlaCondition = (typeof SLA_CONDITIONS)[number];

export const SLA_STARTS = ['first_seen', 'confirmed'] as const;
export type SlaStart = (typeof SLA_STARTS)[number];

/** Why a stored due date is computed anew. */
export const SLA_CAUSES = ['policy', 'calendar', 'product', 'check', 'finding'] as const;
export type SlaCause = (typeof SLA_CAUSES)[number];

export type PlaceKind = 'organisation' | 'team' | 'product';
/** Where a policy counts. `id` is null for the organisation. */
export type SlaPlace =
  | { readonly kind: 'organisation'; readonly id: null }
  | { readonly kind: 'team' | 'product'; readonly id: string };

/** Multiplies the days (rounded up to whole ones), or leaves at most so many. */
export type Shortening = {
  readonly condition: SlaCondition;
  /** EPSS (0–1) or tier; null for the other conditions. */
  readonly threshold: number | null;
} & ({ readonly factor: number; readonly maxDays: null } | { readonly factor: null; readonly maxDays: number });

export const VERSION_STATES = ['planned', 'in_force', 'past'] as const;

/** `validFrom` is a day of its calendar, `YYYY-MM-DD`; `rules` null: from then on the place has none of its own. */
export type PolicyVersion = {
  readonly id: string;
  readonly number: number;
  readonly validFrom: string;
  readonly state: (typeof VERSION_STATES)[number];
  readonly rules: PolicyRules | null;
  readonly createdAt: string;
  /** Empty: as delivered. */
  readonly createdByName: string;
};

/** A place with the versions of its policy, newest first. */
export type PlacePolicy = {
  readonly place: SlaPlace;
  /** Empty for the organisation. */
  readonly name: string;
  readonly versions: readonly PolicyVersion[];
};

/** `day`: `YYYY-MM-DD`. */
export type Holiday = { readonly day: string; readonly name: string };

/** `code`: ISO 3166, of a country or of a part of it; `name` of the part, null for the country as a whole. */
export type HolidayRegion = { readonly code: string; readonly country: string; readonly name: string | null };

export type CalendarView = {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly workingDays: readonly number[];
  readonly region: string | null;
  /** Own days, entered by hand. */
  readonly holidays: readonly Holiday[];
  /** Public holidays of the region. */
  readonly regional: readonly Holiday[];
  /** ISO 8601 in UTC: what a change names as known. */
  readonly updatedAt: string;
};

/** What a version would do to the open findings of its place. `overdue`: that are not overdue without it. */
export type PolicyPreview = {
  readonly open: number;
  readonly changed: number;
  readonly overdue: number;
  /** Overdue without it, and then not. */
  readonly relieved: number;
};

/** Why a finding is due when it is. Days are those of the policy's calendar; `startedOn` is `YYYY-MM-DD` there. */
export type DueReason = {
  readonly place: PlaceKind;
  /** Name of the team or product whose policy counts; null for the organisation. */
  readonly placeName: string | null;
  readonly version: number;
  readonly business: boolean;
  readonly starts: SlaStart;
  /** Null: the clock has not started (not confirmed yet). */
  readonly startedOn: string | null;
  /** Of the severity; null: never due. */
  readonly baseDays: number | null;
  /** After the shortening. */
  readonly days: number | null;
  readonly shortening: Shortening | null;
  readonly pausedDays: number;
};
