import type { Tallied } from '@/lib/safeguards/rules';
import type { ExceptionKind } from '@/lib/safeguards/schema';
import type { Attested } from '@/lib/safeguards/terms';
import type { Area, Reason, State } from '@/lib/safeguards/types';

/** A promise as the posture page shows it, for what the reader chose. */
export type PostureRow = {
  readonly id: string;
  readonly area: Area;
  readonly automatic: boolean;
  /** Judged product by product. */
  readonly byProduct: boolean;
  readonly state: State;
  /** False: nothing happened by which it could be judged, or it is excepted; it is left out of the score. */
  readonly counts: boolean;
  readonly good: number;
  readonly total: number;
  readonly unclear: number;
  readonly atLeast: number;
  readonly days: number;
  readonly reasons: readonly Reason[];
  /** Of the products that were chosen; null for what has none. */
  readonly products: Tallied | null;
  /** ISO 8601 instants. */
  readonly since: string | null;
  readonly freshAt: string | null;
  readonly owner: string | null;
  /** The whole promise is excepted. */
  readonly excepted: boolean;
  /** Shares that held at the ends of the last weeks, oldest first; null: not known. */
  readonly trend: readonly (number | null)[];
};

/** One term of the score: what an area adds. */
export type ScoreTerm = { readonly area: Area; readonly points: number; readonly of: number };

export type Score = {
  /** `points` of `of`: a promise is worth 1, or the share of products in which it is met. */
  readonly points: number;
  readonly of: number;
  readonly terms: readonly ScoreTerm[];
  /** Left out: excepted, or nothing happened by which they could be judged. */
  readonly excepted: number;
  readonly idle: number;
};

export type Posture = {
  readonly rows: readonly PostureRow[];
  readonly score: Score;
  /** When promises were last judged by then; null: never. */
  readonly judgedAt: string | null;
  /** Nobody has judged them for more than two hours. */
  readonly stale: boolean;
};

/** A promise in one product. */
export type ProductRow = Pick<PostureRow, 'state' | 'counts' | 'good' | 'total' | 'unclear' | 'reasons' | 'freshAt'> & {
  readonly slug: string;
  readonly name: string;
  readonly since: string;
  readonly excepted: boolean;
};

/** A stretch of time in which the state was the same; `to` null: it still is. ISO 8601. */
export type Stretch = { readonly state: State; readonly from: string; readonly to: string | null };

export type AttestationRow = {
  readonly id: string;
  readonly verdict: Attested;
  readonly statement: string;
  readonly document: string;
  readonly by: string;
  readonly at: string;
  readonly validUntil: string;
  readonly withdrawn: { readonly by: string; readonly at: string } | null;
};

export const EXCEPTION_STATES = ['requested', 'approved', 'rejected', 'ended', 'expired'] as const;
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

export type ExceptionRow = {
  readonly id: string;
  readonly number: number;
  /** Team or product by name; null: the whole organisation. */
  readonly place: string | null;
  readonly kind: ExceptionKind;
  readonly state: ExceptionState;
  readonly reason: string;
  readonly requester: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly decider: string | null;
  readonly note: string;
  readonly mayDecide: boolean;
  readonly mayEnd: boolean;
};

/** An exception in force, or a request that waits for approval. */
export type LivingException = Pick<
  ExceptionRow,
  'number' | 'place' | 'requester' | 'requestedAt' | 'expiresAt' | 'decider'
> & { readonly safeguard: string; readonly state: 'requested' | 'approved' };

export type SafeguardDetail = {
  readonly row: PostureRow;
  readonly posture: Pick<Posture, 'judgedAt' | 'stale'>;
  readonly products: readonly ProductRow[];
  /** Null: what was chosen has none of its own. */
  readonly history: readonly Stretch[] | null;
  readonly attestations: readonly AttestationRow[];
  readonly exceptions: readonly ExceptionRow[];
  /** Numbers of the newest versions, for what is written next. */
  readonly known: { readonly attestation: number; readonly terms: number };
  readonly terms: { readonly ownerId: string | null; readonly atLeast: number | null; readonly days: number | null };
};
