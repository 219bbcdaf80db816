import { numberOf } from '@/components/settings/number-field';
import type { PriorityTerm } from '@/lib/findings/priority';
import type { PriorityWeights } from '@/lib/findings/weights';

/** One number of the weights: `name` is its path, `key` what it is for: an answer, or from which value on. */
export type WeightField = {
  readonly name: string;
  readonly term: PriorityTerm;
  readonly key: string;
  readonly from: number | null;
  readonly value: number;
};

const ANSWERED = ['knownExploited', 'exposure', 'tier', 'fix'] as const;
const STEPPED = ['epss', 'age'] as const;

/** The numbers that a person may change, in the order of the terms' own lists. */
export function weightFields(weights: PriorityWeights): readonly WeightField[] {
  return [
    { name: 'severity.most', term: 'severity', key: 'score', from: null, value: weights.severity.most },
    ...STEPPED.flatMap((term) =>
      weights[term].steps.map(({ from, points }, at): WeightField => {
        return { name: `${term}.steps.${at}.points`, term, key: 'from', from, value: points };
      }),
    ),
    { name: 'epss.unknown', term: 'epss', key: 'unknown', from: null, value: weights.epss.unknown },
    ...ANSWERED.flatMap((term) =>
      Object.entries(weights[term]).map(([key, value]): WeightField => {
        return { name: `${term}.${key}`, term, key, from: null, value };
      }),
    ),
  ];
}

/** What the form says, unchecked: the weights as they are, with its numbers. */
export function readWeights(form: FormData, weights: PriorityWeights): unknown {
  const number = (name: string) => numberOf(form, name);
  const steps = (term: (typeof STEPPED)[number]) =>
    weights[term].steps.map(({ from }, at) => ({ from, points: number(`${term}.steps.${at}.points`) }));
  const answers = (term: (typeof ANSWERED)[number]) =>
    Object.fromEntries(Object.keys(weights[term]).map((key) => [key, number(`${term}.${key}`)]));
  return {
    version: String(form.get('version') ?? '').trim(),
    severity: { ...weights.severity, most: number('severity.most') },
    epss: { steps: steps('epss'), unknown: number('epss.unknown') },
    ...Object.fromEntries(ANSWERED.map((term) => [term, answers(term)])),
    age: { steps: steps('age') },
  };
}
