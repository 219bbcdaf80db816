import { expect, test } from 'vitest';
import { judge, playwrightCount, sum, vitestCount } from './checks.mjs';

test('a check without tests counts as one', () => {
  expect(judge(0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(judge(2)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a run that broke without naming a failed test is a failure all the same', () => {
  const green = { passed: 7, failed: 0, skipped: 1 };
  expect(judge(0, green)).toEqual(green);
  expect(judge(1, green)).toEqual({ passed: 7, failed: 1, skipped: 1 });
  expect(judge(1, { ...green, failed: 3 })).toEqual({ ...green, failed: 3 });
});

test('the counts of the runners add up', () => {
  const unit = vitestCount({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });
  const browser = playwrightCount({ stats: { expected: 4, unexpected: 1, skipped: 1, flaky: 1 } });
  expect(unit).toEqual({ passed: 5, failed: 1, skipped: 3 });
  expect(browser).toEqual({ passed: 5, failed: 1, skipped: 1 });
  expect(sum([unit, browser])).toEqual({ passed: 10, failed: 2, skipped: 4 });
});
