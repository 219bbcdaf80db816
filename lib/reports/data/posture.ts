import type { Scope } from '@/lib/access/policy';
import { addDays, isoDay } from '@/lib/core/datetime';
import type { ReportPromise, SectionOf } from '@/lib/reports/content';
import type { Asked } from '@/lib/reports/data/asked';
import { CATALOGUE } from '@/lib/safeguards/catalogue';
import { livingExceptions } from '@/lib/safeguards/data/decisions';
import { readPosture } from '@/lib/safeguards/data/posture';
import { countStates, standingOf } from '@/lib/safeguards/score';
import type { Standing, State } from '@/lib/safeguards/types';
import type { PostureRow } from '@/lib/safeguards/view-types';

/** Moments within the period, the first where it begins, the last where it ends. */
const POINTS = 7;

/** What stood before. `score`: null where nobody had judged anything. */
type Before = {
  readonly score: SectionOf<'posture'>['scoreBefore'];
  readonly rows: ReadonlyMap<string, { readonly before: State; readonly stood: Standing }>;
};

type Told = Pick<SectionOf<'posture'>, 'judgedAt'> & {
  readonly score: { readonly points: number; readonly of: number };
  readonly rows: readonly Pick<PostureRow, 'id' | 'state' | 'since' | 'counts' | 'excepted'>[];
};

function beforeOf({ judgedAt, score: { points, of }, rows }: Told): Before {
  return {
    score: judgedAt === null ? null : { points, of },
    rows: new Map(
      rows.flatMap((row) => (row.since === null ? [] : [[row.id, { before: row.state, stood: standingOf(row) }]])),
    ),
  };
}

/**
 * As the report before tells it itself: what is known of its moment today may differ, since figures are renewed within a day.
 * Without one as the pages show that moment.
 */
async function readBefore(scope: Scope, { filter, comparedWith: { at, report } }: Asked): Promise<Before> {
  if (report?.posture) return beforeOf({ ...report.posture, rows: report.posture.promises });
  return beforeOf(await readPosture(scope, filter, at));
}

function toPromise(row: PostureRow, { rows }: Before): ReportPromise[] {
  const safeguard = CATALOGUE.find(({ id }) => id === row.id);
  if (!safeguard) return [];
  const { promise, owner: role } = safeguard;
  const { id, area, state, counts, excepted, good, total, atLeast, since, freshAt, owner, reasons } = row;
  const facts = { id, area, promise, state, counts, excepted, good, total, atLeast, since, freshAt, owner, role };
  return [{ ...facts, reasons: [...reasons], ...(rows.get(row.id) ?? { before: null, stood: null }) }];
}

/** The promises as `/posture` shows them at that moment, and what is different from the moment compared with. */
export async function postureSection(scope: Scope, asked: Asked): Promise<SectionOf<'posture'>> {
  const { filter, at, weeks } = asked;
  const step = (weeks * 7) / (POINTS - 1);
  const moments = Array.from({ length: POINTS - 1 }, (_, index) => addDays(at, (index - POINTS + 1) * step));
  const [exceptions, before, now, ...past] = await Promise.all([
    livingExceptions(scope, filter, at),
    readBefore(scope, asked),
    readPosture(scope, filter, at),
    ...moments.map((one) => readPosture(scope, filter, one)),
  ]);
  const { points, of, excepted, idle } = now.score;
  return {
    id: 'posture',
    score: { points, of, excepted, idle },
    scoreBefore: before.score,
    states: countStates(now.rows),
    areas: now.score.terms.map(({ area, points, of }) => ({
      ...{ area, points, of },
      states: countStates(now.rows.filter((row) => row.area === area)),
    })),
    course: [...past, now].map((one, index) => ({
      day: isoDay(moments[index] ?? at),
      states: countStates(one.rows),
    })),
    promises: now.rows.flatMap((row) => toPromise(row, before)),
    exceptions: exceptions.map(({ number, safeguard, place, state, requester, decider, requestedAt, expiresAt }) => ({
      ...{ number, promise: safeguard, place, approved: state === 'approved' },
      ...{ requester, approver: decider, requestedAt, expiresAt },
    })),
    judgedAt: now.judgedAt,
    stale: now.stale,
  };
}
