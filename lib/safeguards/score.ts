import { AREAS, type Standing, type State } from '@/lib/safeguards/types';
import type { PostureRow, Score, ScoreTerm } from '@/lib/safeguards/view-types';

type Scored = Pick<PostureRow, 'area' | 'state' | 'counts' | 'excepted' | 'products'>;

/** What a promise is worth: the share of products in which it is met, or 1 where it is. In part, missed and unknown are 0. */
export function pointsOf({ state, products }: Pick<Scored, 'state' | 'products'>): number {
  if (!products) return state === 'met' ? 1 : 0;
  const of = products.met + products.partly + products.missed + products.unknown;
  return of === 0 ? 0 : products.met / of;
}

/** The score with its terms: nothing that is unknown adds to it, and nothing that is unknown is left out of what it is of. */
export function scoreOf(rows: readonly Scored[]): Score {
  const standings = countStandings(rows);
  const counted = rows.filter(isCounted);
  const terms = AREAS.map((area): ScoreTerm => {
    const own = counted.filter((row) => row.area === area);
    return { area, points: own.reduce((sum, row) => sum + pointsOf(row), 0), of: own.length };
  });
  return {
    points: terms.reduce((sum, { points }) => sum + points, 0),
    of: counted.length,
    terms,
    excepted: standings.excepted,
    idle: standings.idle,
  };
}

type Standable = Pick<PostureRow, 'state' | 'counts' | 'excepted'>;

export function standingOf({ state, counts, excepted }: Standable): Standing {
  if (excepted) return 'excepted';
  return counts ? state : 'idle';
}

/** Whether a promise is part of what adds up. */
const isCounted = ({ counts, excepted }: Standable): boolean => counts && !excepted;

/** How many promises stand where. */
export function countStandings(rows: readonly Standable[]): Readonly<Record<Standing, number>> {
  const count = (standing: Standing) => rows.filter((row) => standingOf(row) === standing).length;
  return {
    ...{ met: count('met'), partly: count('partly'), missed: count('missed'), unknown: count('unknown') },
    ...{ excepted: count('excepted'), idle: count('idle') },
  };
}

/** How many promises that count are in which state: the figures of page, tiles and report. */
export function countStates(rows: readonly Standable[]): Readonly<Record<State, number>> {
  const { met, partly, missed, unknown } = countStandings(rows);
  return { met, partly, missed, unknown };
}
