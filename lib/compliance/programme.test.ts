import { describe, expect, it } from 'vitest';
import { addMonths, cadence, currency, liesAhead } from '@/lib/compliance/programme';
import { planAuditSchema } from '@/lib/compliance/programme-schema';
import { isoDay } from '@/lib/core/datetime';

describe('the cadence of audits', () => {
  it.each([
    ['internal', '2026-08-22', '2026-11-22', 'on_time', '2026-11-22'],
    ['internal', '2026-08-21', '2026-11-22', 'overdue', '2026-11-21'],
    ['external', '2026-08-21', '2026-11-22', 'on_time', '2027-08-21'],
    ['risk_review', '2025-11-21', '2026-11-22', 'overdue', '2026-11-21'],
  ] as const)('%s, held on %s, is on %s %s', (kind, held, today, state, dueOn) => {
    expect(cadence(kind, held, today)).toEqual({ state, dueOn });
  });

  it('never held is no date', () => {
    expect(cadence('external', null, '2026-11-22')).toEqual({ state: 'never', dueOn: null });
  });

  it('ends with a shorter month', () => {
    expect(isoDay(addMonths(new Date('2026-11-30'), 3))).toBe('2027-02-28');
    expect(isoDay(addMonths(new Date('2027-11-30'), 3))).toBe('2028-02-29');
    expect(isoDay(addMonths(new Date('2026-12-15'), 12))).toBe('2027-12-15');
  });
});

describe('a document', () => {
  const reviewed = { reviewedOn: '2026-01-01', reviewDueOn: '2027-01-01', validUntil: null };
  it.each([
    [reviewed, 'current'],
    [{ ...reviewed, reviewDueOn: '2026-11-21' }, 'due'],
    [{ ...reviewed, reviewDueOn: '2026-11-22' }, 'current'],
    [{ ...reviewed, reviewedOn: null }, 'never'],
    [{ ...reviewed, validUntil: '2026-11-21' }, 'expired'],
    [{ ...reviewed, validUntil: '2026-11-22' }, 'current'],
  ] as const)('%j is %s', (document, state) => {
    expect(currency(document, '2026-11-22')).toBe(state);
  });
});

it('allows for places where it is tomorrow already', () => {
  const evening = new Date('2026-11-22T20:00:00Z');
  expect(liesAhead('2026-11-23', evening)).toBe(false);
  expect(liesAhead('2026-11-24', evening)).toBe(true);
});

it('of what people write everything can be kept', () => {
  const said = { kind: 'internal', title: 'a\0b', scope: '\0', frameworks: [], auditor: '', dueOn: '2026-12-01' };
  const ownerId = '01a20a6b-b865-76fc-a83f-f2c8e0f1baf6';
  expect(planAuditSchema.parse({ ...said, ownerId })).toMatchObject({ title: 'a\ufffdb', scope: '\ufffd' });
  expect(planAuditSchema.safeParse({ ...said, ownerId, title: 'a'.repeat(301) }).success).toBe(false);
  expect(planAuditSchema.safeParse({ ...said, ownerId, dueOn: '0000-01-01' }).success).toBe(false);
});
