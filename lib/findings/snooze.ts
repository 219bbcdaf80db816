import { z } from 'zod';
import { addDays } from '@/lib/core/datetime';
import { isOpen } from '@/lib/findings/rules';
import type { FindingStatus } from '@/lib/findings/types';

/** Nothing sleeps for longer: "until it escalates" means "at the latest in a year". */
export const SNOOZE_MAX_DAYS = 366;

/**
 * What wakes a finding before its date. `epss`: above this probability. `severity`: above this rank, the one that it had
 * when it was snoozed. `exposed`: its product is reached from the internet. What was so already is left out.
 */
export const wakeOnSchema = z.object({
  knownExploited: z.literal(true).optional(),
  epss: z.number().min(0).max(1).optional(),
  severity: z.number().int().min(0).max(4).optional(),
  exposed: z.literal(true).optional(),
});
export type WakeOn = z.infer<typeof wakeOnSchema>;

/** Why a finding woke: the `reason` of its history row. */
export const WAKE_CAUSES = ['date', 'known_exploited', 'epss', 'severity', 'exposed'] as const;
export type WakeCause = (typeof WAKE_CAUSES)[number];

export type SnoozeRefusal = 'snooze_past' | 'snooze_too_long';

/** What is wrong with the moment by itself; null when nothing is. */
export function refuseSnooze(until: Date, now: Date): SnoozeRefusal | null {
  if (until.getTime() <= now.getTime()) return 'snooze_past';
  return until.getTime() > addDays(now, SNOOZE_MAX_DAYS).getTime() ? 'snooze_too_long' : null;
}

type Sleeper = { readonly status: FindingStatus; readonly snoozedUntil: string | null };

/** Closed findings do not sleep, whatever they were before. */
export function isSnoozed({ status, snoozedUntil }: Sleeper): boolean {
  return snoozedUntil !== null && isOpen(status);
}
