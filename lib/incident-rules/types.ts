import type { Entity } from '@/lib/alerts/types';
import type { RulePlace } from '@/lib/incident-rules/schema';
import type { IncidentKind, Level } from '@/lib/incidents/types';

export type RuleCondition = {
  /** Ids of alerts' rules with `*` for anything; none: all. */
  readonly patterns: readonly string[];
  /** 0 info to 4 critical. */
  readonly minSeverity: number;
  readonly techniques: readonly string[];
  /** Of these the alert names one at least; none: whatever it concerns. */
  readonly places: readonly string[];
  readonly productId: string | null;
  readonly teamId: string | null;
  readonly validFrom: Date;
};

/** How many alerts within which time it takes. */
export type RuleCount = { readonly minAlerts: number; readonly withinMinutes: number };

/** An incident that a rule would have declared. */
export type WouldBe = { readonly title: string; readonly at: string; readonly productId: string };

export type RulePreview = {
  /** Alerts that were looked at, and whether there were more. */
  readonly looked: number;
  readonly more: boolean;
  readonly fitting: number;
  readonly incidents: number;
  /** The newest, each with its product's name. */
  readonly newest: readonly (WouldBe & { readonly product: string })[];
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

export const RULE_VERBS = ['created', 'edited', 'switched_on', 'switched_off', 'archived'] as const;
export type RuleVerb = (typeof RULE_VERBS)[number];

/** For which product or team a rule holds; null: for everything. A name that is null is out of the reader's reach. */
export type RulePlaceName = { readonly kind: 'product' | 'team'; readonly name: string | null } | null;

/** What a rule asks for and declares, to be shown. */
export type RuleFacts = Pick<
  IncidentRuleView,
  | 'patterns'
  | 'minSeverity'
  | 'techniques'
  | 'places'
  | 'place'
  | 'minAlerts'
  | 'withinMinutes'
  | 'kind'
  | 'impact'
  | 'urgency'
  | 'title'
>;

/** A rule after one change. */
export type RuleVersionView = {
  readonly number: number;
  readonly at: string;
  readonly verb: RuleVerb;
  readonly by: string;
  readonly note: string;
  readonly name: string;
  readonly facts: RuleFacts;
};

export type IncidentRuleView = {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly patterns: readonly string[];
  readonly minSeverity: number;
  readonly techniques: readonly string[];
  readonly places: readonly RulePlace[];
  readonly productId: string | null;
  readonly teamId: string | null;
  readonly place: RulePlaceName;
  readonly minAlerts: number;
  readonly withinMinutes: number;
  readonly kind: IncidentKind;
  readonly impact: Level;
  readonly urgency: Level;
  readonly title: string;
  readonly validFrom: string;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly version: number;
  readonly archivedAt: string | null;
  /** Every version that is kept, newest first. */
  readonly versions: readonly RuleVersionView[];
  /** Incidents that it declared, of those that the reader reaches. */
  readonly declared: number;
  /** Alerts of the last 30 days that fit, whether or not it was on: what to expect of it. */
  readonly fitting: number;
};
