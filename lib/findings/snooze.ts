import { addDays } from '@/lib/core/datetime';
import { isOpen } from '@/lib/findings/rules';
import type { FindingStatus } from '@/lib/findings/types';

/** Nothing sleeps for longer: "until it escalates" means "at the latest in a year". */
export const SNOOZE_MAX_DAYS = 366;

/**
 * What wakes a finding before its date. `epss`: above this probability. `severity`: above this rank, the one that it had
 * when it was snoozed. `exposed`: its product is reached from the internet. What was so already is left out.
 */
export type WakeOn = {
  readonly knownExploited?: true;
  readonly epss?: number;
  readonly severity?: number;
  readonly exposed?: true;
};

const within = (value: unknown, max: number): value is number =>
  typeof value === 'number' && value >= 0 && value <= max;

/** The conditions as a row keeps them (JSON); what is none of them is left out. By hand: the browser reads them too. */
export function readWakeOn(value: unknown): WakeOn {
  if (typeof value !== 'object' || value === null) return {};
  const { knownExploited, epss, severity, exposed } = { ...value } as Readonly<Record<keyof WakeOn, unknown>>;
  return {
    ...(knownExploited === true && { knownExploited }),
    ...(within(epss, 1) && { epss }),
    ...(within(severity, 4) && Number.isInteger(severity) && { severity }),
    ...(exposed === true && { exposed }),
  };
}

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
