import { addDuration } from '@/lib/duties/duration';
import type { Edition, Stage } from '@/lib/duties/regime';
import type { Applies, StageState } from '@/lib/duties/types';

/** Percent of a time at which people are warned. */
export const WARN_PERCENT: readonly number[] = [50, 75, 90];

export type IncidentFacts = {
  readonly kind: string;
  readonly priority: number;
  /** Null: nobody has said. */
  readonly dataClass: string | null;
  readonly declaredAt: Date;
  readonly awareAt: Date | null;
  /** When handling ended: service is back, or the incident was closed. */
  readonly handledAt: Date | null;
};

/** What speaks for a regime; empty: nothing does, which is not a no. `applying`: the regimes that apply. */
export function proposalOf({ plausible }: Edition, facts: IncidentFacts, applying: ReadonlySet<string>): string[] {
  const dataClass = facts.dataClass ?? 'unknown';
  const { dataClasses, kinds, priorities, follows } = plausible;
  return [
    ...(dataClasses.some((one) => one === dataClass) ? [`data_class:${dataClass}`] : []),
    ...(kinds.some((one) => one === facts.kind) ? [`kind:${facts.kind}`] : []),
    ...(priorities.some((one) => one === facts.priority) ? [`priority:${facts.priority}`] : []),
    ...(follows !== undefined && applying.has(follows) ? [`follows:${follows}`] : []),
  ];
}

export type StageFacts = {
  readonly facts: IncidentFacts;
  readonly trustService: boolean;
  /** When each stage was first sent. */
  readonly sent: ReadonlyMap<string, Date>;
  /** By stage: the oldest request that nobody has met, and by when it asks. */
  readonly requests: ReadonlyMap<string, { readonly askedAt: Date; readonly dueAt: Date | null }>;
};

function startOf(stage: Stage, { facts, sent, requests }: StageFacts): Date | null {
  if (stage.after !== undefined && !sent.has(stage.after)) return null;
  switch (stage.startsFrom) {
    case 'aware':
      return facts.awareAt;
    case 'handled':
      return facts.handledAt;
    case 'request':
      return requests.get(stage.id)?.askedAt ?? null;
    default:
      return sent.get(stage.startsFrom.slice('sent:'.length)) ?? null;
  }
}

export type StageTimes = {
  readonly state: StageState;
  readonly startedAt: Date | null;
  readonly dueAt: Date | null;
};

/** Where a stage stands and when it is due. Of one that was sent the times stay: whether it was late is read from them. */
export function stageTimes(stage: Stage, edition: Edition, known: StageFacts): StageTimes {
  const startedAt = startOf(stage, known);
  const duration = known.trustService ? (stage.trustServiceDue ?? stage.due) : stage.due;
  const asked = known.requests.get(stage.id)?.dueAt ?? null;
  const dueAt = startedAt === null ? null : duration === null ? asked : addDuration(startedAt, duration);
  const times = { startedAt, dueAt };
  // A request is met by what is sent after it.
  if (stage.startsFrom === 'request' && startedAt !== null) return { state: 'open', ...times };
  if (known.sent.has(stage.id)) return { state: 'sent', ...times };
  const replaced = edition.stages.some(({ id, insteadOf }) => insteadOf === stage.id && known.sent.has(id));
  if (replaced) return { state: 'replaced', ...times };
  if (startedAt === null) return { state: 'waiting', ...times };
  if (stage.insteadOf === undefined) return { state: 'open', ...times };
  return { state: known.sent.has(stage.insteadOf) ? 'replaced' : 'optional', ...times };
}

export type DutyClock = { readonly kind: string; readonly startedAt: Date; readonly dueAt: Date };

export const clockKind = (regime: string, stage: string) => `duty:${regime}:${stage}`;

type Duty = { readonly regime: string; readonly applies: Applies; readonly proposed: boolean };

/** The clocks that should run for a duty. */
export function clocksOf({ regime, applies, proposed }: Duty, edition: Edition, known: StageFacts): DutyClock[] {
  if (applies === 'no') return [];
  if (applies === 'undecided') {
    const startedAt = known.facts.declaredAt;
    const dueAt = addDuration(startedAt, edition.decideWithin);
    return proposed && dueAt ? [{ kind: clockKind(regime, 'decision'), startedAt, dueAt }] : [];
  }
  return edition.stages.flatMap((stage) => {
    const { state, startedAt, dueAt } = stageTimes(stage, edition, known);
    if (state !== 'open' || !startedAt || !dueAt) return [];
    return [{ kind: clockKind(regime, stage.id), startedAt, dueAt }];
  });
}
