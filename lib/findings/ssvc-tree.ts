import { z } from 'zod';
import { DATA_CLASSES, EXPOSURES, TIERS } from '@/lib/assets/attributes';
import { SSVC_DECISIONS } from '@/lib/findings/ssvc-decisions';
import { SSVC_ANSWERS, SSVC_POINTS, type SsvcPoint } from '@/lib/findings/ssvc-points';
import data from '@/lib/findings/ssvc-tree.json';

const metric = z.enum(['N', 'L', 'H']);

const schema = z.strictObject({
  name: z.string(),
  version: z.string(),
  source: z.url(),
  points: z.array(
    z
      .strictObject({
        point: z.enum(SSVC_POINTS),
        version: z.string(),
        answers: z.array(z.string()).min(2),
        /** What an unknown answer counts as, by the severity of the finding, info first. */
        assumed: z.array(z.string()).length(5),
      })
      .refine(
        ({ point, answers, assumed }) =>
          assumed.every((one) => answers.includes(one)) && answers.join() === SSVC_ANSWERS[point].join(),
      ),
  ),
  decisions: z.array(z.enum(SSVC_DECISIONS)),
  /** One decision for each combination of answers; the last question's answers change fastest. */
  table: z.array(z.enum(SSVC_DECISIONS)),
  /** What counts as a public proof of concept: a likelihood from here on, or a reference that contains one of these. */
  poc: z.strictObject({ epss: z.number().min(0).max(1), references: z.array(z.string().min(8).lowercase()) }),
  /** Base metrics of CVSS 3 and 4 that together mean total control. */
  totalImpact: z.strictObject({
    source: z.url(),
    any: z.array(z.strictObject({ privileges: metric.optional(), confidentiality: metric, integrity: metric })),
  }),
  /** The first that fits a product; an attribute that is not named fits always. */
  mission: z.array(
    z.strictObject({
      tier: z.array(z.literal(TIERS)),
      exposure: z.array(z.enum(EXPOSURES)).optional(),
      dataClass: z.array(z.enum(DATA_CLASSES)).optional(),
      answer: z.string(),
    }),
  ),
});

const tree = schema.parse(data);
if (tree.table.length !== tree.points.reduce((product, { answers }) => product * answers.length, 1)) {
  throw new Error('ssvc-tree.json: the table does not have one decision for each combination of answers');
}

/** CISA's decision tree as data, with where it is from and how our facts answer its questions. */
export const SSVC_TREE = tree;

export function pointOf(name: SsvcPoint) {
  const found = tree.points.find(({ point }) => point === name);
  if (!found) throw new Error(`ssvc-tree.json: no question ${name}`);
  return found;
}

/** What an unknown answer counts as for a finding of this severity. */
export function assumedFor(name: SsvcPoint, severity: number): string {
  const { assumed, answers } = pointOf(name);
  return assumed[severity] ?? answers[0] ?? '';
}

/** The decision's place in `SSVC_DECISIONS` for one answer to each question, in their order. */
export function decide(answers: Readonly<Record<SsvcPoint, string>>): number {
  const row = tree.points.reduce((at, { point, answers: possible }) => {
    const place = possible.indexOf(answers[point]);
    if (place < 0) throw new Error(`no answer to ${point}: ${answers[point]}`);
    return at * possible.length + place;
  }, 0);
  return SSVC_DECISIONS.indexOf(tree.table[row] ?? 'track');
}
