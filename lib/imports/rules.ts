/**
 * When a source last saw a finding. An identical report does not rewrite its findings: a complete report vouches for
 * everything that is still present (docs/decisions: imports), but not for hosts that its scan did not reach.
 */
export function lastSeen(
  evidence: { readonly present: boolean; readonly unreached: boolean; readonly lastSeenAt: Date },
  source: { readonly lastCompleteAt: Date | null },
): Date {
  if (!evidence.present || evidence.unreached || source.lastCompleteAt === null) return evidence.lastSeenAt;
  return new Date(Math.max(source.lastCompleteAt.getTime(), evidence.lastSeenAt.getTime()));
}

const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** A scan cannot lie in the future; clocks may differ a little. */
export function scanDateRefused(scanAt: Date, now: Date): boolean {
  return scanAt.getTime() > now.getTime() + CLOCK_TOLERANCE_MS || Number.isNaN(scanAt.getTime());
}

/**
 * The date that a report takes effect under: the sender's, else the report's own where it is believable, else that of
 * its arrival.
 */
export function effectiveScanDate(sent: Date | null, reported: Date | undefined, receivedAt: Date): Date {
  if (sent) return sent;
  return reported && !scanDateRefused(reported, receivedAt) ? reported : receivedAt;
}

/** How long an import can be undone. */
export const UNDO_MS = 24 * 3_600_000;

/** Whether an import that took effect then can still be undone; whether nobody stands in the way is another question. */
export function mayStillUndo(finishedAt: Date, now: Date): boolean {
  return now.getTime() - finishedAt.getTime() < UNDO_MS;
}
