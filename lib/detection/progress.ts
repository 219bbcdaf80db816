import type { CountedHit } from '@/lib/detection/correlate';
import type { CorrelationRule } from '@/lib/detection/types';
import type { Nanos } from '@/lib/events/time';

/** Says at which hit a window has enough. Windows are asked for in order of time, so that each hit is looked at once. */
type Progress = {
  /** Index of the hit that completes the window from `first` to before `until`; −1 where none does. */
  readonly completes: (first: number, until: Nanos) => number;
};

function counting(hits: readonly CountedHit[], atLeast: number): Progress {
  return {
    completes: (first, until) => {
      const last = first + atLeast - 1;
      const hit = hits[last];
      return hit && hit.at < until ? last : -1;
    },
  };
}

/** Counts different things (values, rules) between two ends that only move forward. */
function telling(hits: readonly CountedHit[], atLeast: number, thing: (hit: CountedHit) => string): Progress {
  const counts = new Map<string, number>();
  let [low, high] = [0, 0];
  const leave = (hit: CountedHit) => {
    const left = (counts.get(thing(hit)) ?? 0) - 1;
    if (left > 0) counts.set(thing(hit), left);
    else counts.delete(thing(hit));
  };
  return {
    completes: (first, until) => {
      for (; low < first; low++) {
        const hit = hits[low];
        if (hit && low < high) leave(hit);
      }
      high = Math.max(high, low);
      for (let hit = hits[high]; counts.size < atLeast && hit && hit.at < until; hit = hits[high]) {
        counts.set(thing(hit), (counts.get(thing(hit)) ?? 0) + 1);
        high += 1;
      }
      return counts.size >= atLeast ? high - 1 : -1;
    },
  };
}

/** One rule after the other. What happened at the same time counts as in order. */
function ordered(hits: readonly CountedHit[], rules: readonly string[]): Progress {
  const places: number[] = rules.map(() => -1);
  return {
    completes: (first, until) => {
      let behind = first - 1;
      for (const [step, rule] of rules.entries()) {
        let place = Math.max(places[step] ?? -1, behind + 1);
        while (place < hits.length && hits[place]?.rule !== rule) place += 1;
        places[step] = place;
        behind = place;
      }
      const hit = hits[behind];
      return hit && hit.at < until ? behind : -1;
    },
  };
}

/** How far windows of hits that are in order of time get towards a rule's condition. */
export function progressOf(rule: CorrelationRule, hits: readonly CountedHit[]): Progress {
  if (rule.type === 'event_count') return counting(hits, rule.atLeast);
  if (rule.type === 'value_count') return telling(hits, rule.atLeast, ({ value }) => value);
  if (rule.type === 'temporal') return telling(hits, rule.atLeast, (hit) => hit.rule);
  return ordered(hits, rule.rules);
}
