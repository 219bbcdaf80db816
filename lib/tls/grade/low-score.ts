import { letterOf } from '@/lib/tls/grade/letters';
import { withoutSuites } from '@/lib/tls/grade/mend';
import type { Effect, Params, Rule, Scores } from '@/lib/tls/grade/types';

type LowScore = {
  readonly rule: 'low_score';
  readonly effect: Effect;
  readonly params: Params;
  readonly known: true;
  readonly sure: 'guide';
  readonly fix: Rule['fix'];
};

const STRONG = 128;

/** Arithmetic that ends below A is a reason of its own; what pulls it down are suites of few bits. */
export function lowScore(scores: Scores | null): LowScore | null {
  const letter = scores ? letterOf(scores.total) : 'A+';
  if (!scores || letter === 'A+' || letter === 'A' || letter === 'A-') return null;
  return {
    rule: 'low_score',
    effect: letter,
    params: { ...scores },
    known: true,
    sure: 'guide',
    fix: (facts) => withoutSuites(facts, (suite) => suite.bits < STRONG || suite.export || suite.auth === 'anon'),
  };
}
