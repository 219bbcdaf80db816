import { z } from 'zod';
import standard from '@/lib/findings/priority-weights.json';
import { PRIORITY_MAX } from '@/lib/findings/weights-scale';

const points = z.int().min(0).max(PRIORITY_MAX);
const score = z.number().min(0).max(10);
/** From the highest limit down; below the lowest there are no points. */
const steps = z
  .array(z.strictObject({ from: z.number().min(0), points }))
  .max(10)
  .refine((all) => all.every(({ from }, at) => at === 0 || from < (all[at - 1]?.from ?? 0)));
const answer = z.strictObject({ yes: points, no: points, unknown: points });

const shape = z.strictObject({
  /** Of these weights: the date from which they count, or a name. */
  version: z.string().min(1).max(40),
  severity: z.strictObject({
    /** Points of a score of 10.0. */
    most: points,
    /** Scores that a severity may have, info first: a CVSS score beyond its severity counts as the nearest one. */
    bands: z.tuple([
      z.tuple([score, score]),
      z.tuple([score, score]),
      z.tuple([score, score]),
      z.tuple([score, score]),
      z.tuple([score, score]),
    ]),
    /** The score that a severity counts as where the scanner gives none. */
    unscored: z.tuple([score, score, score, score, score]),
  }),
  /** By probability, 0 to 1. */
  epss: z.strictObject({ steps, unknown: points }),
  knownExploited: answer,
  exposure: z.strictObject({ internet: points, internal: points, isolated: points, unknown: points }),
  tier: z.strictObject({ '1': points, '2': points, '3': points, '4': points, unknown: points }),
  fix: answer,
  /** By whole UTC days since first sight. */
  age: z.strictObject({ steps }),
});
export type PriorityWeights = z.infer<typeof shape>;

const most = (values: readonly number[]) => Math.max(0, ...values);
const stepPoints = (all: PriorityWeights['age']['steps']) => all.map((step) => step.points);

/** What each term can give. */
export function mostOf(weights: PriorityWeights) {
  return {
    severity: weights.severity.most,
    epss: most([...stepPoints(weights.epss.steps), weights.epss.unknown]),
    knownExploited: most(Object.values(weights.knownExploited)),
    exposure: most(Object.values(weights.exposure)),
    tier: most(Object.values(weights.tier)),
    fix: most(Object.values(weights.fix)),
    age: most(stepPoints(weights.age.steps)),
  };
}

/** Setting `priority.weights`: whole points that together stay within the scale. */
export const weightsSchema = shape.refine(
  (weights) => Object.values(mostOf(weights)).reduce((sum, one) => sum + one, 0) <= PRIORITY_MAX,
  { path: ['total'] },
);

/** What counts until an administrator says otherwise. */
export const STANDARD_WEIGHTS: PriorityWeights = weightsSchema.parse(standard);
