/** What to do, the least urgent first; stored as its place in this list. */
export const SSVC_DECISIONS = ['track', 'track_star', 'attend', 'act'] as const;
export type SsvcDecision = (typeof SSVC_DECISIONS)[number];

export function decisionName(rank: number | null): SsvcDecision | null {
  return rank === null ? null : (SSVC_DECISIONS[rank] ?? null);
}
