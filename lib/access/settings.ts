import { z } from 'zod';
import type { Permission } from '@/lib/access/policy';
import { setting } from '@/lib/core/settings';

const sessionSchema = z.object({
  idleMinutes: z.int().min(5).max(480),
  absoluteHours: z.int().min(1).max(24),
});

export type SessionSettings = z.infer<typeof sessionSchema>;

/** Idle and absolute life of a session (setting `session`; ASVS 5.0 7.3). */
export function sessionSettings(): Promise<SessionSettings> {
  return setting('session', sessionSchema, { idleMinutes: 60, absoluteHours: 8 });
}

const context = z.string().regex(/^c([1-9]|[1-9]\d)$/);

const stepUpSchema = z.object({
  /** Entra authentication context for everything that `byPurpose` does not name. */
  acr: context,
  byPurpose: z.record(z.string(), context),
  /** The claim that says how fresh the proof is. */
  freshness: z.enum(['auth_time', 'iat']),
});

export type StepUpSettings = z.infer<typeof stepUpSchema>;

/** Which authentication context each purpose asks for (setting `stepUp`). */
export function stepUpSettings(): Promise<StepUpSettings> {
  return setting('stepUp', stepUpSchema, { acr: 'c1', byPurpose: {}, freshness: 'auth_time' });
}

export function contextFor(settings: StepUpSettings, purpose: Permission): string {
  return settings.byPurpose[purpose] ?? settings.acr;
}
