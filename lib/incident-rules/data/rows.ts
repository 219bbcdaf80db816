import type { Prisma } from '@/lib/core/db';
import { oneOf } from '@/lib/incidents/data/rows';
import { INCIDENT_KINDS, type IncidentKind, LEVELS, type Level } from '@/lib/incidents/types';

type Row = Prisma.IncidentRuleGetPayload<object>;

export type StoredRule = Omit<Row, 'kind' | 'impact' | 'urgency'> & {
  readonly kind: IncidentKind;
  readonly impact: Level;
  readonly urgency: Level;
};

/** A rule as the database holds it; in doubt the higher level. */
export function ruleOf(row: Row): StoredRule {
  return {
    ...row,
    kind: oneOf(INCIDENT_KINDS, row.kind) ?? 'other',
    impact: oneOf(LEVELS, row.impact) ?? 'high',
    urgency: oneOf(LEVELS, row.urgency) ?? 'high',
  };
}
