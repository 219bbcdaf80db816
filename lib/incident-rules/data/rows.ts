import type { Prisma } from '@/lib/core/db';
import { RULE_PLACES, type RulePlace } from '@/lib/incident-rules/schema';
import { oneOf } from '@/lib/incidents/data/rows';
import { INCIDENT_KINDS, type IncidentKind, LEVELS, type Level } from '@/lib/incidents/types';

type Row = Prisma.IncidentRuleGetPayload<object>;

export type StoredRule = Omit<Row, 'kind' | 'impact' | 'urgency' | 'places'> & {
  readonly places: readonly RulePlace[];
  readonly kind: IncidentKind;
  readonly impact: Level;
  readonly urgency: Level;
};

/** A rule as the database holds it; in doubt the higher level. */
export function ruleOf(row: Row): StoredRule {
  return {
    ...row,
    places: RULE_PLACES.filter((place) => row.places.includes(place)),
    kind: oneOf(INCIDENT_KINDS, row.kind) ?? 'other',
    impact: oneOf(LEVELS, row.impact) ?? 'high',
    urgency: oneOf(LEVELS, row.urgency) ?? 'high',
  };
}
