import type { Permission } from '@/lib/access/policy';
import {
  SESSION_DEFAULT,
  type SessionSettings,
  STEP_UP_DEFAULT,
  type StepUpSettings,
  sessionSettingsSchema,
  stepUpSettingsSchema,
} from '@/lib/access/settings-schema';
import { setting } from '@/lib/core/settings';

/** Idle and absolute life of a session (setting `session`; ASVS 5.0 7.3). */
export function sessionSettings(): Promise<SessionSettings> {
  return setting('session', sessionSettingsSchema, SESSION_DEFAULT);
}

/** Which authentication context each purpose asks for (setting `stepUp`). */
export function stepUpSettings(): Promise<StepUpSettings> {
  return setting('stepUp', stepUpSettingsSchema, STEP_UP_DEFAULT);
}

export function contextFor(settings: StepUpSettings, purpose: Permission): string {
  return settings.byPurpose[purpose] ?? settings.acr;
}
