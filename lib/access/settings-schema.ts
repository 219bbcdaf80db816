import { z } from 'zod';

export const SESSION_BOUNDS = { idleMinutes: [5, 480], absoluteHours: [1, 24] } as const;

export const sessionSettingsSchema = z.object({
  idleMinutes: z.int().min(SESSION_BOUNDS.idleMinutes[0]).max(SESSION_BOUNDS.idleMinutes[1]),
  absoluteHours: z.int().min(SESSION_BOUNDS.absoluteHours[0]).max(SESSION_BOUNDS.absoluteHours[1]),
});
export type SessionSettings = z.infer<typeof sessionSettingsSchema>;

export const SESSION_DEFAULT: SessionSettings = { idleMinutes: 60, absoluteHours: 8 };

/** Authentication contexts of Entra. */
const context = z.string().regex(/^c([1-9]|[1-9]\d)$/);

export const FRESHNESS = ['auth_time', 'iat'] as const;

export const stepUpSettingsSchema = z.object({
  /** Entra authentication context for everything that `byPurpose` does not name. */
  acr: context,
  byPurpose: z.record(z.string(), context),
  /** The claim that says how fresh the proof is. */
  freshness: z.enum(FRESHNESS),
});
export type StepUpSettings = z.infer<typeof stepUpSettingsSchema>;

export const STEP_UP_DEFAULT: StepUpSettings = { acr: 'c1', byPurpose: {}, freshness: 'auth_time' };
