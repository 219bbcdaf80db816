import type { EventClass } from '@/lib/events/types';
import type { Severity } from '@/lib/findings/severity';

/** Whom and where an alert concerns: keys of an event's places (lib/events/types.ts), or what a rule names. */
export type Entity = Readonly<Record<string, string>>;

/** One event that a rule, its sender or we ourselves find worth an alert. */
export type Noticed = {
  readonly productId: string;
  /** `rule:<id>`, `<shape>:<name>` or `system:<name>`. */
  readonly rule: string;
  readonly title: string;
  readonly author: string;
  readonly severity: Severity;
  readonly entity: Entity;
  readonly techniques: readonly string[];
  /** The event's time, ISO 8601 with microseconds, and what else names it; null where no event stands behind it. */
  readonly at: string;
  readonly event: { readonly id: string; readonly class: EventClass } | null;
  readonly receivedAt: Date;
};

/** What is held back for a while: of this rule, where the entity has all of these. */
export type SuppressionRule = { readonly rule: string; readonly entity: Entity };
