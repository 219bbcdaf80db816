import { AREAS, type State } from '@/lib/safeguards/types';
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
  const counted = rows.filter(({ counts, excepted }) => counts && !excepted);
  const terms = AREAS.map((area): ScoreTerm => {
    const own = counted.filter((row) => row.area === area);
    return { area, points: own.reduce((sum, row) => sum + pointsOf(row), 0), of: own.length };
  });
  return {
    points: terms.reduce((sum, { points }) => sum + points, 0),
    of: counted.length,
    terms,
    excepted: rows.filter(({ excepted }) => excepted).length,
    idle: rows.filter(({ counts, excepted }) => !counts && !excepted).length,
  };
}

/** How many promises are in which state. */
export function countStates(rows: readonly Pick<PostureRow, 'state'>[]): Readonly<Record<State, number>> {
  const count = (state: State) => rows.filter((row) => row.state === state).length;
  return { met: count('met'), partly: count('partly'), missed: count('missed'), unknown: count('unknown') };
}
