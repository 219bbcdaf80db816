import type { Scope } from '@/lib/access/policy';
import { addDays, isoDay } from '@/lib/core/datetime';
import type { ReportPromise, SectionOf } from '@/lib/reports/content';
import type { Asked } from '@/lib/reports/data/asked';
import { CATALOGUE } from '@/lib/safeguards/catalogue';
import { livingExceptions } from '@/lib/safeguards/data/decisions';
import { readPosture } from '@/lib/safeguards/data/posture';
import { countStates } from '@/lib/safeguards/score';
import type { PostureRow } from '@/lib/safeguards/view-types';

/** Moments within the period, the first where it begins, the last where it ends. */
const POINTS = 7;

function toPromise(row: PostureRow, before: ReadonlyMap<string, PostureRow>): ReportPromise[] {
  const safeguard = CATALOGUE.find(({ id }) => id === row.id);
  if (!safeguard) return [];
  const { promise, owner: role } = safeguard;
  const past = before.get(row.id);
  const { id, area, state, counts, excepted, good, total, atLeast, since, freshAt, owner, reasons } = row;
  const facts = { id, area, promise, state, counts, excepted, good, total, atLeast, since, freshAt, owner, role };
  return [{ ...facts, reasons: [...reasons], before: past?.since ? past.state : null }];
}

/** The promises as `/posture` shows them at that moment, and what is different from the moment compared with. */
export async function postureSection(scope: Scope, asked: Asked): Promise<SectionOf<'posture'>> {
  const { filter, at, weeks } = asked;
  const step = (weeks * 7) / (POINTS - 1);
  const moments = Array.from({ length: POINTS - 1 }, (_, index) => addDays(at, (index - POINTS + 1) * step));
  const [exceptions, now, then, ...past] = await Promise.all([
    livingExceptions(scope, filter, at),
    readPosture(scope, filter, at),
    readPosture(scope, filter, asked.comparedWith),
    ...moments.map((one) => readPosture(scope, filter, one)),
  ]);
  const before = new Map(then.rows.map((row) => [row.id, row]));
  const { points, of, excepted, idle } = now.score;
  return {
    id: 'posture',
    score: { points, of, excepted, idle },
    scoreBefore: then.judgedAt === null ? null : { points: then.score.points, of: then.score.of },
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
