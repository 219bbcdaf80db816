import { z } from 'zod';

export const ACCEPTANCE_DAYS_MAX = 1095;
export const WARN_DAYS_MAX = 90;

const days = z.int().min(1).max(ACCEPTANCE_DAYS_MAX);

export const acceptancePolicySchema = z.object({
  /** The longest that a risk may be accepted, in days, by severity from info (0) to critical (4). */
  longestDays: z.tuple([days, days, days, days, days]),
  /** The same where findings that are known to be exploited are covered, if that is less. */
  exploitedDays: days,
  /** So many days before the end requester and approver are told. */
  warnDays: z.int().min(1).max(WARN_DAYS_MAX),
});
export type AcceptancePolicy = z.infer<typeof acceptancePolicySchema>;

/** Setting `acceptances`. */
export const ACCEPTANCE_POLICY_DEFAULT: AcceptancePolicy = {
  longestDays: [365, 365, 180, 90, 30],
  exploitedDays: 14,
  warnDays: 14,
};
