import { expect, test } from 'vitest';
import { readWeights, weightFields } from '@/components/intel/weight-fields';
import { STANDARD_WEIGHTS, weightsSchema } from '@/lib/findings/weights';

function formOf(change: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  form.set('version', STANDARD_WEIGHTS.version);
  for (const { name, value } of weightFields(STANDARD_WEIGHTS)) form.set(name, String(value));
  for (const [name, value] of Object.entries(change)) form.set(name, value);
  return form;
}

test('a form that nobody touched says the weights as they are', () => {
  expect(readWeights(formOf(), STANDARD_WEIGHTS)).toEqual(STANDARD_WEIGHTS);
});

test('what a field says is what counts, and the rest stays', () => {
  const weights = readWeights(formOf({ 'tier.1': '100', 'epss.steps.0.points': '99' }), STANDARD_WEIGHTS);
  const parsed = weightsSchema.parse(weights);
  expect(parsed.tier).toEqual({ ...STANDARD_WEIGHTS.tier, '1': 100 });
  expect(parsed.epss.steps[0]).toEqual({ from: 0.5, points: 99 });
});

test.each([
  [{ 'fix.yes': '' }, 'fix.yes'],
  [{ 'age.steps.1.points': '1.5' }, 'age.steps.1.points'],
  [{ 'severity.most': '301' }, 'total'],
])('%j is refused by the name of its field', (change, path) => {
  const { error } = weightsSchema.safeParse(readWeights(formOf(change), STANDARD_WEIGHTS));
  expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});
