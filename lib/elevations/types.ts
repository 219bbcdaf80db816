import type { PlaceDto } from '@/lib/access/types';
import type { Elevatable, ElevationState } from '@/lib/elevations/rules';

/** One line of the register. Times are ISO 8601 in UTC. */
export type ElevationView = {
  readonly id: string;
  readonly state: ElevationState;
  readonly requester: string;
  readonly permissions: readonly string[];
  /** Of the team or product; null: wherever the requester's grants reach. */
  readonly place: string | null;
  readonly reason: string;
  readonly ticket: string;
  readonly minutes: number;
  readonly breakGlass: boolean;
  readonly requestedAt: string;
  readonly startsAt: string | null;
  /** When it ended or will. */
  readonly until: string | null;
  readonly decider: string | null;
  readonly decisionNote: string;
  /** Only of a break-glass; null while nobody has reviewed it. */
  readonly review: { readonly by: string; readonly justified: boolean; readonly note: string } | null;
  /** Of a break-glass without a review: until when it is due. */
  readonly reviewBy: string | null;
  readonly mayDecide: boolean;
  readonly mayEnd: boolean;
  readonly mayReview: boolean;
};

export type ElevationsPage = {
  readonly rows: readonly ElevationView[];
  /** Older ones exist that are not shown. */
  readonly more: boolean;
  /** What the person may ask for; empty where nothing of it is held by elevation only. */
  readonly offered: readonly Elevatable[];
  readonly places: readonly PlaceDto[];
  /** Sees those of others too. */
  readonly register: boolean;
};
