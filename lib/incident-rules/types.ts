import type { Entity } from '@/lib/alerts/types';
import type { IncidentKind, Level } from '@/lib/incidents/types';

export type RuleCondition = {
  /** Ids of alerts' rules with `*` for anything; none: all. */
  readonly patterns: readonly string[];
  /** 0 info to 4 critical. */
  readonly minSeverity: number;
  readonly techniques: readonly string[];
  readonly productId: string | null;
  readonly teamId: string | null;
  readonly validFrom: Date;
};

/** What a rule is asked about. */
export type AskedAlert = {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: number;
  readonly techniques: readonly string[];
  readonly entity: Entity;
  readonly productId: string;
  readonly teamId: string;
  readonly createdAt: Date;
};

export type IncidentRuleView = {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly patterns: readonly string[];
  readonly minSeverity: number;
  readonly techniques: readonly string[];
  readonly productId: string | null;
  readonly teamId: string | null;
  readonly kind: IncidentKind;
  readonly impact: Level;
  readonly urgency: Level;
  readonly title: string;
  readonly validFrom: string;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly version: number;
  /** Incidents that it declared. */
  readonly declared: number;
  /** Alerts of the last 30 days that fit, whether or not it was on: what to expect of it. */
  readonly fitting: number;
};
