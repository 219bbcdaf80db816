import { z } from 'zod';
import { SUPPRESS_HOURS_MAX } from '@/lib/alerts/rules';
import { VERDICTS } from '@/lib/alerts/types';
import { DomainError } from '@/lib/core/errors';

export const NOTE_MAX = 2000;
/** Alerts that one call acknowledges or closes. */
export const BULK_MAX = 500;

/** PostgreSQL's text holds no NUL. */
const note = z
  .string()
  .transform((value) => value.replaceAll('\u0000', '').trim())
  .pipe(z.string().max(NOTE_MAX));

/** `version`: what the person saw. */
const seen = z.object({ id: z.uuid(), version: z.int().positive() });

const said = { note, verdict: z.enum(VERDICTS).nullable() };

export const triageSchema = seen.extend({ verb: z.enum(['acknowledge', 'release', 'close', 'reopen']), ...said });
export type Triage = z.infer<typeof triageSchema>;

export const triageManySchema = z.object({
  alerts: z.array(seen).min(1).max(BULK_MAX),
  verb: z.enum(['acknowledge', 'close']),
  ...said,
});
export type TriageMany = z.infer<typeof triageManySchema>;

export const mergeSchema = seen.extend({ into: z.uuid(), note });
export type Merge = z.infer<typeof mergeSchema>;

export const separateSchema = seen.extend({ note });
export type Separate = z.infer<typeof separateSchema>;

export const noteSchema = z.object({ id: z.uuid(), note });
export type Note = z.infer<typeof noteSchema>;

const reason = note.pipe(z.string().min(1));

export const suppressSchema = z.object({
  id: z.uuid(),
  /** Of the alert's entity; each must be equal for an event to be held back. */
  fields: z.array(z.string().max(100)).max(50),
  reason,
  hours: z.int().min(1).max(SUPPRESS_HOURS_MAX),
});
export type Suppress = z.infer<typeof suppressSchema>;

export const endSuppressionSchema = z.object({ id: z.uuid(), reason });
export type EndSuppression = z.infer<typeof endSuppressionSchema>;

const numberInAddress = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

/** The number in an address. @throws DomainError `not_found` where it cannot be one */
export function requireAlertNumber(segment: string): number {
  const parsed = numberInAddress.safeParse(segment);
  if (!parsed.success) throw new DomainError('not_found');
  return parsed.data;
}
