import { z } from 'zod';
import { NOTE_MAX, required, TITLE_MAX, technique } from '@/lib/incidents/schema';
import { INCIDENT_KINDS, LEVELS } from '@/lib/incidents/types';

export const NAME_MAX = 100;
export const PATTERNS_MAX = 50;

/** What a rule may ask that the alert names: the classes of entity that an operator thinks in. */
export const RULE_PLACES = ['actor', 'sourceAddress', 'host', 'pod', 'container', 'image', 'process', 'file'] as const;
export type RulePlace = (typeof RULE_PLACES)[number];

const HIGH = 3;

/** All that a rule is, but for whether it is on. */
export const ruleSchema = z
  .object({
    name: required(NAME_MAX),
    patterns: z.array(required(200)).max(PATTERNS_MAX),
    minSeverity: z.int().min(0).max(4),
    techniques: z.array(technique).max(50),
    places: z.array(z.enum(RULE_PLACES)).max(RULE_PLACES.length),
    productId: z.uuid().nullable(),
    teamId: z.uuid().nullable(),
    minAlerts: z.int().min(1).max(100),
    withinMinutes: z.int().min(1).max(1440),
    kind: z.enum(INCIDENT_KINDS),
    impact: z.enum(LEVELS),
    urgency: z.enum(LEVELS),
    title: required(TITLE_MAX),
  })
  .refine(({ productId, teamId }) => productId === null || teamId === null, { path: ['teamId'] })
  // An incident calls people: one for every alert that there is, is a mistake.
  .refine(({ patterns, techniques, minSeverity }) => patterns.length + techniques.length > 0 || minSeverity >= HIGH, {
    path: ['patterns'],
  });
export type RuleContent = z.infer<typeof ruleSchema>;

/** `version`: what the person saw. */
const seen = z.object({ id: z.uuid(), version: z.int().positive() });
export const editRuleSchema = seen.extend({ rule: ruleSchema });
export type EditRule = z.infer<typeof editRuleSchema>;
export const archiveRuleSchema = seen.extend({ reason: required(NOTE_MAX) });
export type ArchiveRule = z.infer<typeof archiveRuleSchema>;
export const switchRuleSchema = seen.extend({ active: z.boolean() });
export type SwitchRule = z.infer<typeof switchRuleSchema>;
