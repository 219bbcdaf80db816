import type { WeaknessId } from '@/lib/tls/facts';
import type { PaddingAnswers } from '@/lib/tls/weaknesses/padding/answers';
import { SILENCE } from '@/lib/tls/weaknesses/reaction';
import {
  type ActiveWeakness,
  inconclusive,
  notApplicable,
  safe,
  vulnerable,
  type WeaknessFact,
} from '@/lib/tls/weaknesses/types';

export type Answered = Extract<PaddingAnswers, { state: 'answered' }>;

/** A server that did with wrong padding what it does with a right record did not look at it. */
export function overlooksPadding({ malformed, intact }: Answered): boolean {
  return malformed.paddingWrong !== malformed.macWrong && malformed.paddingWrong === intact;
}

/** Of verdicts on several versions the first in this order counts. */
const ORDER = ['vulnerable', 'inconclusive', 'not_vulnerable', 'not_applicable', 'not_checked'] as const;

function worst(facts: readonly WeaknessFact[]): WeaknessFact {
  const [first] = facts.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  return first ?? inconclusive(SILENCE);
}

/**
 * One member of the padding-oracle family: `finds` says what gives it away, as a detail. A server that answered nothing to
 * anything is inconclusive: what it does, nobody saw.
 */
export function oracle(
  id: WeaknessId,
  finds: (answers: Answered) => string | null,
  fits: (answers: Answered) => boolean = () => true,
): ActiveWeakness {
  const judge = (answers: PaddingAnswers): WeaknessFact => {
    if (answers.state !== 'answered') {
      return answers.state === 'not_applicable' ? notApplicable(answers.why) : inconclusive(answers.why);
    }
    if (!fits(answers)) return notApplicable(answers.suite);
    const found = finds(answers);
    if (found !== null) return vulnerable(`${found} (${answers.version}, ${answers.suite})`);
    const silent = Object.values(answers.malformed).every((reaction) => reaction === SILENCE);
    return silent ? inconclusive(SILENCE) : safe(answers.malformed.macWrong);
  };
  return { id, repeats: true, ask: async ({ paddingAnswers }) => worst((await paddingAnswers()).map(judge)) };
}

/** Two records and how differently they were answered. */
export function differing(names: readonly [string, string], reactions: readonly [string, string]): string | null {
  return reactions[0] === reactions[1] ? null : `${names[0]}: ${reactions[0]}, ${names[1]}: ${reactions[1]}`;
}
