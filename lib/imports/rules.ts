/**
 * When a source last saw a finding. An identical report does not rewrite its findings: a complete report vouches for
 * everything that is still present (docs/decisions: imports).
 */
export function lastSeen(
  evidence: { readonly present: boolean; readonly lastSeenAt: Date },
  source: { readonly lastCompleteAt: Date | null },
): Date {
  if (!evidence.present || source.lastCompleteAt === null) return evidence.lastSeenAt;
  return new Date(Math.max(source.lastCompleteAt.getTime(), evidence.lastSeenAt.getTime()));
}
