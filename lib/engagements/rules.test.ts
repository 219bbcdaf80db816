import { describe, expect, it } from 'vitest';
import {
  engagementName,
  engagementNumber,
  foundAt,
  isCurrent,
  mayEnter,
  mayGive,
  mayRetest,
  refuseRetest,
  refuseVerb,
  type Standing,
  stateAfter,
  VERBS,
} from '@/lib/engagements/rules';
import { ENGAGEMENT_STATES } from '@/lib/engagements/types';

const NOW = new Date('2026-11-22T12:00:00Z');
const standing = (more: Partial<Standing> = {}): Standing => ({
  state: 'reported',
  startsOn: new Date('2026-11-02'),
  reported: true,
  files: 1,
  open: 0,
  arriving: false,
  ...more,
});
const give = (verb: (typeof VERBS)[number], more: Partial<Standing> = {}, note = '', dueOn: string | null = null) =>
  refuseVerb({ verb, note, dueOn }, standing(more), NOW);

describe('states', () => {
  it('let each verb be given from these states only', () => {
    const table = VERBS.map((verb) => [verb, ENGAGEMENT_STATES.filter((state) => mayGive(verb, state))]);
    expect(Object.fromEntries(table)).toEqual({
      start: ['planned'],
      report: ['under_way'],
      plan_retest: ['reported', 'retest_due'],
      close: ['planned', 'under_way', 'reported', 'retest_due'],
      reopen: ['closed'],
    });
    expect(give('reopen', { state: 'planned' }, 'why')).toBe('wrong_state');
  });

  it('take findings while it runs and is worked on, and retests once there is a report', () => {
    expect(ENGAGEMENT_STATES.filter(mayEnter)).toEqual(['under_way', 'reported', 'retest_due']);
    expect(ENGAGEMENT_STATES.filter(mayRetest)).toEqual(['reported', 'retest_due']);
  });

  it('go on after a reopening where the test was', () => {
    expect(stateAfter('reopen', { reported: true })).toBe('reported');
    expect(stateAfter('reopen', { reported: false })).toBe('under_way');
  });
});

describe('refusals', () => {
  it('let nobody begin before the first day', () => {
    expect(give('start', { state: 'planned', startsOn: new Date('2026-11-23') })).toBe('not_begun');
    expect(give('start', { state: 'planned', startsOn: new Date('2026-11-22') })).toBeNull();
  });

  it('want the report as a file', () => {
    expect(give('report', { state: 'under_way', files: 0 })).toBe('file_required');
    expect(give('report', { state: 'under_way' })).toBeNull();
  });

  it('want a day for a retest that has not passed', () => {
    expect(give('plan_retest')).toBe('due_required');
    expect(give('plan_retest', {}, '', '2026-11-21')).toBe('due_past');
    expect(give('plan_retest', {}, '', '2026-11-22')).toBeNull();
  });

  it('want a reason where findings stay open, where there is no report, and for reopening', () => {
    expect(give('close')).toBeNull();
    expect(give('close', { open: 1 })).toBe('open_note_required');
    expect(give('close', { open: 1 }, 'Accepted by the board')).toBeNull();
    expect(give('close', { state: 'planned', reported: false })).toBe('unreported_note_required');
    expect(give('reopen', { state: 'closed' })).toBe('note_required');
    expect(give('close', { arriving: true }, 'why')).toBe('import_under_way');
  });
});

describe('retests', () => {
  const refuse = (testedOn: string, looked = true) =>
    refuseRetest({ testedOn, looked, startsOn: new Date('2026-11-02') }, NOW);

  it('look at something, after the test began, and do not lie ahead', () => {
    expect(refuse('2026-11-20', false)).toBe('nothing_retested');
    expect(refuse('2026-11-24')).toBe('tested_future');
    expect(refuse('2026-11-01')).toBe('tested_early');
    expect([refuse('2026-11-02'), refuse('2026-11-22')]).toEqual([null, null]);
  });
});

describe('names, days', () => {
  it('lead from the number to the name and back', () => {
    expect(engagementName(17)).toBe('PT-17');
    expect(engagementNumber('PT-17')).toBe(17);
    for (const other of ['PT-0', 'PT-', 'pt-17', 'PT-17 ', 'PT-12345678901'])
      expect(engagementNumber(other)).toBeNull();
  });

  it('date findings to the last day of the test, but never ahead', () => {
    expect(foundAt(new Date('2026-11-20'), NOW).toISOString()).toBe('2026-11-20T23:59:59.999Z');
    expect(foundAt(new Date('2026-11-22'), NOW)).toEqual(NOW);
  });

  it('let a test count for a year', () => {
    expect(isCurrent('2025-11-22', NOW)).toBe(true);
    expect(isCurrent('2025-11-21', NOW)).toBe(false);
  });
});
