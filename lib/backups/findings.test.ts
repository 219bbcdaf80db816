import { expect, test } from 'vitest';
import { entriesOf } from '@/lib/backups/findings';
import { reasonWords } from '@/lib/backups/reason-words';
import { REASON_CODES, type Verdict } from '@/lib/backups/types';

const verdict = (said: Pick<Verdict, 'objective' | 'state' | 'reasons'>): Verdict => ({
  ...said,
  value: null,
  target: 1,
  since: '2026-11-22T12:00:00Z',
});

test('a missed objective says why in sentences, one that nobody knows is no finding', () => {
  const entries = entriesOf([
    verdict({
      objective: 'rpo',
      state: 'missed',
      reasons: [{ code: 'rpo_now', params: { part: 'db', seconds: 100_000, at: '2026-11-21T08:13:20.000Z' } }],
    }),
    verdict({ objective: 'restore_test', state: 'unknown', reasons: [] }),
  ]);
  expect(entries).toMatchObject([
    {
      rule: 'rpo',
      severity: 'high',
      description:
        '- db: A loss now would cost 1 day 3 hours: the newest restorable point is of Nov 21, 2026, 8:13:20 AM UTC.',
    },
  ]);
});

test('every reason has a sentence', () => {
  const params = {
    site: 's',
    with: 'w',
    note: 'n',
    key: 'k',
    asset: 'a',
    name: 'n',
    source: 's',
    days: 1,
    have: 1,
    want: 2,
    copies: 1,
    clock: 'future',
  };
  const more = { tests: 1, percent: 100, atLeast: 'no', seconds: 1, measured: 1, limit: 1, allowance: 1 };
  const at = '2026-11-21T08:13:20.000Z';
  const times = { at, from: at, to: at, due: at, on: at, last: at };
  for (const code of REASON_CODES) {
    const said = reasonWords({ code, params: { ...params, ...more, ...times } });
    expect(said, code).not.toMatch(/reasons\.|undefined|\{/);
  }
});
