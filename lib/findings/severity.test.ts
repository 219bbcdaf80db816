import { expect, it } from 'vitest';
import { severityFromScore, severityFromWord, severityName } from '@/lib/findings/severity';

it.each([
  [' Critical ', 4],
  ['IMPORTANT', 3],
  ['warning', 2],
  ['negligible', 1],
  ['note', 0],
  ['', null],
  ['constructor', null],
  ['__proto__', null],
])('the word %j means %j', (word, severity) => expect(severityFromWord(word)).toBe(severity));

it.each([
  [10, 4],
  [9, 4],
  [8.9, 3],
  [7, 3],
  [6.9, 2],
  [4, 2],
  [3.9, 1],
  [0.1, 1],
  [0, 0],
])('the score %d means %d', (score, severity) => expect(severityFromScore(score)).toBe(severity));

it('names severities, and anything else as the least', () => {
  expect([4, 3, 2, 1, 0, 7].map(severityName)).toEqual(['critical', 'high', 'medium', 'low', 'info', 'info']);
});
