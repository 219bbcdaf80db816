import {
  encryptionVerdict,
  type Found,
  graceSeconds,
  isCopy,
  retentionVerdict,
  type Site,
  sitesOf,
  sitesVerdict,
  verificationVerdict,
} from '@/lib/backups/rules-copies';
import { newestAt, restorable } from '@/lib/backups/rules-points';
import { actualRto, newestFirst, proves, testVerdict } from '@/lib/backups/rules-restore';
import { achievableRpo } from '@/lib/backups/rules-schedule';
import { aheadOf, type Span } from '@/lib/backups/rules-span';
import { longestRun, windowForecast } from '@/lib/backups/rules-trend';
import { type Gap, worstGap } from '@/lib/backups/rules-window';
import {
  type Check,
  type Degree,
  OBJECTIVES,
  type ObjectiveId,
  type Objectives,
  type Plan,
  type Point,
  type Reason,
  type State,
  type Test,
} from '@/lib/backups/types';
import { addDays } from '@/lib/core/datetime';

/** A service is out of its recovery point though its last copy is good, where a gap within these days was too long. */
export const WINDOW_DAYS = 7;

/** All that is known of a service. Points carry the place of their plan where the tool names none. */
export type Known = {
  readonly createdAt: Date;
  readonly objectives: Objectives;
  readonly plans: readonly Plan[];
  /** Of the service's plans; `parts` says which protect the same data. */
  readonly parts: ReadonlyMap<string, readonly Point[]>;
  readonly checks: readonly Check[];
  readonly tests: readonly Test[];
  /** How the storage of a source keeps copies, by source. */
  readonly redundancy: ReadonlyMap<string, string>;
  /** Names of sources. */
  readonly names: ReadonlyMap<string, string>;
  /** Only so many of the newest copies are known, where there are more; null: all are. */
  readonly cut: number | null;
  /** Sources that are silent for too long, by name. */
  readonly silent: readonly string[];
};

/** What one part of a service could bring back. */
export type PartFacts = {
  readonly part: string;
  readonly spans: readonly Span[];
  readonly newest: Span | null;
  /** Seconds that a loss at `now` would cost; null: all. */
  readonly rpoNow: number | null;
  readonly worst: Gap | null;
  readonly achievable: number | null;
  readonly sites: readonly Site[];
};

export type Judged = {
  readonly objective: ObjectiveId;
  readonly state: State;
  readonly value: number | null;
  readonly target: number;
  readonly reasons: readonly Reason[];
};

export type Evaluation = { readonly parts: readonly PartFacts[]; readonly verdicts: readonly Judged[] };

/** How far over the target a recovery point is. */
export function degreeOf(seconds: number | null, targetSeconds: number): Degree {
  if (seconds === null) return 'pending';
  const ratio = seconds / targetSeconds;
  if (ratio <= 1) return 'compliant';
  if (ratio <= 2) return 'exceeded';
  return ratio <= 4 ? 'severe' : 'critical';
}

/** From when a gap counts against the service: nobody promised anything before it was set up, or before its first copy. */
export function periodStart(known: Pick<Known, 'createdAt'>, spans: readonly Span[], from: Date): Date {
  const first = spans[0]?.from;
  const begin = first && first < known.createdAt ? first : known.createdAt;
  return begin > from ? begin : from;
}

function isOfPlan(plan: Plan, point: Point): boolean {
  const fits = (wanted: string, has: string) => wanted === '' || wanted === has;
  return plan.sourceId === point.sourceId && fits(plan.asset, point.asset) && fits(plan.repository, point.repository);
}

function factsOf(known: Known, part: string, points: readonly Point[], now: Date): PartFacts {
  const spans = restorable(points, known.checks);
  const newest = newestAt(spans, now);
  const run = longestRun(points, now) ?? 0;
  const promised = known.plans
    .filter((plan) => points.some((point) => isOfPlan(plan, point)))
    .map((plan) => achievableRpo(plan, run, now));
  return {
    part,
    spans,
    newest,
    rpoNow: newest ? Math.max(0, (now.getTime() - newest.point.at.getTime()) / 1000) : null,
    worst: worstGap(spans, periodStart(known, spans, addDays(now, -WINDOW_DAYS)), now),
    achievable: promised.length === 0 ? null : Math.min(...promised),
    sites: sitesOf(spans, known.objectives, { now, redundancy: known.redundancy }),
  };
}

const gapParams = ({ from, to, seconds, open, atLeast }: Gap) => ({
  from: from.toISOString(),
  to: to.toISOString(),
  seconds,
  open: open ? 'yes' : 'no',
  atLeast: atLeast ? 'yes' : 'no',
});

function rpoVerdict({ newest, rpoNow, worst, achievable }: PartFacts, { rpoMinutes }: Objectives): Found {
  const target = rpoMinutes * 60;
  const planned: Reason[] =
    achievable !== null && achievable > target ? [{ code: 'rpo_schedule', params: { seconds: achievable } }] : [];
  if (!newest || rpoNow === null)
    return { state: 'missed', value: null, reasons: [{ code: 'no_point', params: {} }, ...planned] };
  const reasons: Reason[] = [];
  if (rpoNow > target)
    reasons.push({ code: 'rpo_now', params: { seconds: rpoNow, at: newest.point.at.toISOString() } });
  if (worst && worst.seconds > target && !worst.open) reasons.push({ code: 'rpo_worst', params: gapParams(worst) });
  const value = Math.max(rpoNow, worst?.seconds ?? 0);
  if (reasons.length > 0) return { state: 'missed', value, reasons: [...reasons, ...planned] };
  return {
    state: 'met',
    value,
    reasons: [{ code: 'rpo_ok', params: { seconds: rpoNow, at: newest.point.at.toISOString() } }, ...planned],
  };
}

/** Copies as often as promised. */
function frequencyVerdict({ spans }: PartFacts, known: Known, now: Date): Found {
  const { everyMinutes } = known.objectives;
  const copies = spans.filter(({ point }) => isCopy(point));
  const worst = worstGap(copies, periodStart(known, copies, addDays(now, -WINDOW_DAYS)), now);
  if (copies.length === 0 || !worst)
    return { state: 'missed', value: null, reasons: [{ code: 'no_point', params: {} }] };
  const met = worst.seconds <= everyMinutes * 60 + graceSeconds(everyMinutes);
  return {
    state: met ? 'met' : 'missed',
    value: worst.seconds,
    reasons: [{ code: met ? 'gap_ok' : 'gap', params: gapParams(worst) }],
  };
}

/** How long copies are kept is not known by the newest of them alone, unless these reach far enough. */
function ofCut(found: Found, cut: number | null): Found {
  if (cut === null || found.state === 'met') return found;
  return { state: 'unknown', value: found.value, reasons: [{ code: 'cut', params: { copies: cut } }] };
}

const WEIGHT: Readonly<Record<State, number>> = { missed: 2, unknown: 1, met: 0 };

/** One verdict of several parts: the worst of them, told with the part where there are several. */
function worstOf(found: readonly (Found & { readonly part: string })[]): Found {
  const state = found.reduce<State>((worst, one) => (WEIGHT[one.state] > WEIGHT[worst] ? one.state : worst), 'met');
  const telling = found.filter((one) => one.state === state);
  const values = telling.flatMap(({ value }) => value ?? []);
  const named = (one: Found & { readonly part: string }): Reason[] =>
    one.reasons.map(({ code, params }) => ({
      code,
      params: found.length > 1 ? { ...params, part: one.part } : params,
    }));
  return {
    state,
    value: telling.some(({ value }) => value === null) || values.length === 0 ? null : Math.max(...values),
    reasons: telling.flatMap(named),
  };
}

/** Everything that holds whatever part it is: no plan, a silent source, a wrong clock, a window outgrown. */
function remarks(known: Known, now: Date): Reason[] {
  const points = [...known.parts.values()].flat();
  const wrong = points
    .filter(({ clock }) => clock !== null)
    .sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime())[0];
  const windows = known.plans.flatMap((plan): Reason[] => {
    const own = points.filter((point) => isOfPlan(plan, point));
    const ahead = windowForecast(own, plan, now);
    if (ahead?.kind === 'missed')
      return [{ code: 'window_missed', params: { seconds: ahead.seconds, limit: ahead.limit } }];
    return ahead ? [{ code: 'window_forecast', params: { on: ahead.on.toISOString(), limit: ahead.limit } }] : [];
  });
  return [
    ...known.silent.map((name): Reason => ({ code: 'silent', params: { name } })),
    ...known.plans
      .filter((plan) => plan.asset === '' && !points.some((point) => isOfPlan(plan, point)))
      .map(({ sourceId }): Reason => ({ code: 'plan_empty', params: { name: known.names.get(sourceId) ?? '' } })),
    ...(wrong
      ? [
          {
            code: 'wrong_clock' as const,
            params: {
              ...{ asset: wrong.asset, clock: wrong.clock ?? '', at: wrong.at.toISOString() },
              source: known.names.get(wrong.sourceId) ?? '',
              seconds: Math.max(0, aheadOf(wrong, wrong.receivedAt)),
            },
          },
        ]
      : []),
    ...windows,
  ];
}

/** How every objective of a service stands at `now`, with the facts it follows from. Pure: any past instant can be asked for. */
export function evaluate(known: Known, now: Date): Evaluation {
  const { objectives } = known;
  const parts = [...known.parts].map(([part, points]) => factsOf(known, part, points, now));
  const bytesNow = parts.reduce<number | null>((sum, { spans }) => {
    const bytes = spans.filter(({ point }) => point.bytes !== null).at(-1)?.point.bytes ?? null;
    return bytes === null ? sum : (sum ?? 0) + bytes;
  }, null);
  const proved = newestFirst(known.tests, now).find(proves)?.startedAt ?? null;
  const rto = actualRto(known.tests, objectives, { now, bytesNow });
  const test = testVerdict(known.tests, objectives, { now, created: known.createdAt });
  const nothing: Found = {
    state: known.plans.length === 0 ? 'unknown' : 'missed',
    value: null,
    reasons: [{ code: known.plans.length === 0 ? 'no_plan' : 'no_point', params: {} }],
  };
  const each = (judge: (facts: PartFacts) => Found): Found =>
    parts.length === 0 ? nothing : worstOf(parts.map((facts) => ({ ...judge(facts), part: facts.part })));
  const found: Readonly<Record<ObjectiveId, Found>> = {
    rpo: each((facts) => rpoVerdict(facts, objectives)),
    rto: { state: rto.state, value: rto.seconds, reasons: rto.reasons },
    frequency: each((facts) => frequencyVerdict(facts, known, now)),
    retention: each(({ spans }) => ofCut(retentionVerdict(spans, objectives, now), known.cut)),
    sites: each(({ sites }) => sitesVerdict(sites, objectives)),
    encryption: each(({ sites }) => encryptionVerdict(sites, objectives)),
    verification: each(({ part }) =>
      verificationVerdict(known.parts.get(part) ?? [], known.checks, { objectives, now, proved }),
    ),
    restore_test: { state: test.state, value: test.days, reasons: test.reasons },
  };
  const further = remarks(known, now);
  const target: Readonly<Record<ObjectiveId, number>> = {
    rpo: objectives.rpoMinutes * 60,
    rto: objectives.rtoMinutes * 60,
    frequency: objectives.everyMinutes * 60,
    retention: objectives.retentionDays,
    sites: objectives.sites,
    encryption: objectives.encrypted ? 1 : 0,
    verification: objectives.verifyDays,
    restore_test: objectives.testDays,
  };
  return {
    parts,
    verdicts: OBJECTIVES.map((objective) => ({
      objective,
      ...found[objective],
      reasons: objective === 'rpo' ? [...found.rpo.reasons, ...further] : found[objective].reasons,
      target: target[objective],
    })),
  };
}
