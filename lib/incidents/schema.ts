import { z } from 'zod';
import { DomainError } from '@/lib/core/errors';
import { BY_HAND, CORRECTABLE } from '@/lib/incidents/times';
import { INCIDENT_KINDS, LEVELS, OUTCOMES, PHASES, ROLES } from '@/lib/incidents/types';

export const TITLE_MAX = 200;
export const TEXT_MAX = 10_000;
export const NOTE_MAX = 4000;
/** Alerts that are declared to be one incident at once. */
export const ALERTS_MAX = 500;

/** PostgreSQL's text holds no NUL. */
export const text = (max: number) =>
  z
    .string()
    .transform((value) => value.replaceAll('\u0000', '').trim())
    .pipe(z.string().max(max));
export const required = (max: number) => text(max).pipe(z.string().min(1));
export const note = text(NOTE_MAX);
export const reason = required(NOTE_MAX);
const priority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
/** A technique or a tactic of MITRE ATT&CK by its id: alerts bring both. */
export const technique = z.string().regex(/^(?:T\d{4}(?:\.\d{3})?|TA\d{4})$/);

/** `version`: what the person saw. */
export const seen = z.object({ id: z.uuid(), version: z.int().positive() });

const facts = {
  title: required(TITLE_MAX),
  summary: text(TEXT_MAX),
  kind: z.enum(INCIDENT_KINDS),
  techniques: z.array(technique).max(50),
};
const weighed = {
  impact: z.enum(LEVELS),
  urgency: z.enum(LEVELS),
  /** Null: what the matrix says. Another one takes a note. */
  priority: priority.nullable(),
};

export const declareSchema = z.object({
  productId: z.uuid(),
  ...facts,
  ...weighed,
  note,
  /** By ATT&CK's severity words: 0 info to 4 critical; null: that of the worst alert, else high. */
  severity: z.int().min(0).max(4).nullable(),
  alerts: z.array(z.uuid()).max(ALERTS_MAX),
  occurredAt: moment.nullable(),
  exercise: z.boolean(),
});
export type Declare = z.infer<typeof declareSchema>;

export const acknowledgeSchema = z.object({ id: z.uuid() });
export type Acknowledge = z.infer<typeof acknowledgeSchema>;

export const moveSchema = seen.extend({ to: z.enum(PHASES), note });
export type Move = z.infer<typeof moveSchema>;

export const prioritiseSchema = seen.extend({ ...weighed, note });
export type Prioritise = z.infer<typeof prioritiseSchema>;

export const editSchema = seen.extend({ ...facts, exercise: z.boolean() });
export type Edit = z.infer<typeof editSchema>;

/** `at` null: not known after all. */
export const correctTimeSchema = seen.extend({ time: z.enum(CORRECTABLE), at: moment.nullable(), reason });
export const correctByHandSchema = correctTimeSchema.extend({ time: z.enum(BY_HAND) });
export type CorrectTime = z.infer<typeof correctTimeSchema>;

export const roleSchema = z.object({
  id: z.uuid(),
  role: z.enum(ROLES),
  personId: z.uuid(),
  subject: text(100),
  note,
});
export type GiveRole = z.infer<typeof roleSchema>;
export const endRoleSchema = z.object({ id: z.uuid(), roleId: z.uuid(), note });
export type EndRole = z.infer<typeof endRoleSchema>;

export const closeSchema = seen.extend({
  outcome: z.enum(OUTCOMES),
  reason,
  /** Of what it is a part, where it was merged. */
  into: z.uuid().nullable(),
});
export type Close = z.infer<typeof closeSchema>;

export const reopenSchema = seen.extend({ to: z.enum(PHASES), reason });
export type Reopen = z.infer<typeof reopenSchema>;

const numberInAddress = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

/** The number in an address. @throws DomainError `not_found` where it cannot be one */
export function requireIncidentNumber(segment: string): number {
  const parsed = numberInAddress.safeParse(segment);
  if (!parsed.success) throw new DomainError('not_found');
  return parsed.data;
}

export const attachAlertsSchema = z.object({ id: z.uuid(), alerts: z.array(z.uuid()).min(1).max(ALERTS_MAX) });
export type AttachAlerts = z.infer<typeof attachAlertsSchema>;
export const detachAlertSchema = z.object({ id: z.uuid(), alertId: z.uuid(), reason });
export type DetachAlert = z.infer<typeof detachAlertSchema>;
