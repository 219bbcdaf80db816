import { describe, expect, it } from 'vitest';
import { STATES as OBJECTIVE_STATES, OBJECTIVES } from '@/lib/backups/types';
import { CONTROL_STATES } from '@/lib/compliance/types';
import { AGE_NAMES } from '@/lib/findings/search-params';
import { SEVERITIES } from '@/lib/findings/severity';
import { SPANS } from '@/lib/incidents/figures/types';
import STORED from '@/lib/reports/stored-codes.json';
import { AREAS, REASON_CODES, STATES } from '@/lib/safeguards/types';

/**
 * Codes that reports of before name. They never change, so what reads them has to know each code for ever: a list may gain codes
 * (add them to stored-codes.json), and loses none.
 */
describe('stored reports stay readable', () => {
  const named: readonly (readonly [keyof typeof STORED, readonly string[]])[] = [
    ['areas', AREAS],
    ['states', STATES],
    ['reasons', REASON_CODES],
    ['objectives', OBJECTIVES],
    ['objectiveStates', OBJECTIVE_STATES],
  ];
  it.each(named)('%s: every code that is in one is known, and every code is written down', (name, codes) => {
    expect([...STORED[name]].toSorted()).toEqual([...codes].toSorted());
  });

  /** Figures stand under each of these: one more, and reports of before would have none under it. */
  const counted: readonly (readonly [keyof typeof STORED, readonly string[]])[] = [
    ['severities', SEVERITIES],
    ['ages', AGE_NAMES],
    ['spans', SPANS],
    ['controlStates', CONTROL_STATES],
  ];
  it.each(counted)('%s: exactly these, or the schema of reports gets a version', (name, codes) => {
    expect([...STORED[name]].toSorted()).toEqual([...codes].toSorted());
  });
});
