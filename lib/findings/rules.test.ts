import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLOSES_WHEN_GONE,
  isOpen,
  movesFrom,
  originsOf,
  permissionFor,
  reasonsFor,
  refuseDecision,
  scannerMay,
  storedReason,
} from '@/lib/findings/rules';
import { FINDING_STATUSES, type FindingStatus } from '@/lib/findings/types';

const status = fc.constantFrom(...FINDING_STATUSES);

/** Every pair that a person may take, written out: t = finding:triage, f = finding:mark-false-positive. */
const TABLE: Readonly<Record<FindingStatus, Partial<Record<FindingStatus, 't' | 'f'>>>> = {
  open: { confirmed: 't', in_progress: 't', false_positive: 'f', out_of_scope: 't', duplicate: 't' },
  confirmed: { open: 't', in_progress: 't', fixed: 't', false_positive: 'f', out_of_scope: 't', duplicate: 't' },
  in_progress: { confirmed: 't', fixed: 't', false_positive: 'f', out_of_scope: 't', duplicate: 't' },
  fixed: { open: 't' },
  false_positive: { open: 'f' },
  risk_accepted: {},
  out_of_scope: { open: 't' },
  duplicate: { open: 't' },
};

describe('the state machine', () => {
  const pairs = FINDING_STATUSES.flatMap((from) => FINDING_STATUSES.map((to) => [from, to] as const));

  it.each(pairs)('%s → %s needs the right that the table says', (from, to) => {
    const letter = TABLE[from][to];
    const expected = letter === 't' ? 'finding:triage' : letter === 'f' ? 'finding:mark-false-positive' : null;
    expect(permissionFor(from, to)).toBe(expected);
  });

  it.each(pairs)('the scanner moves %s → %s only to close and to reopen', (from, to) => {
    const closes = to === 'fixed' && CLOSES_WHEN_GONE.some((one) => one === from);
    expect(scannerMay(from, to)).toBe(closes || (from === 'fixed' && to === 'open'));
  });

  it('lets nobody into an accepted risk by hand', () => {
    expect(originsOf('risk_accepted')).toEqual([]);
    expect(refuseDecision({ to: 'risk_accepted' })).toBe('not_by_hand');
  });

  it('offers nothing without a right', () => {
    fc.assert(fc.property(status, (from) => movesFrom(from, () => false).length === 0));
  });

  it('offers exactly what the permission allows', () => {
    fc.assert(
      fc.property(status, fc.boolean(), fc.boolean(), (from, mayTriage, mayMark) => {
        const holds = (permission: string) => (permission === 'finding:triage' ? mayTriage : mayMark);
        for (const to of FINDING_STATUSES) {
          const needed = permissionFor(from, to);
          expect(movesFrom(from, holds).includes(to)).toBe(needed !== null && holds(needed));
        }
      }),
    );
  });

  it('agrees with itself seen from the other end', () => {
    fc.assert(
      fc.property(status, status, (from, to) => {
        const origin = originsOf(to).find((one) => one.from === from);
        expect(origin?.permission ?? null).toBe(permissionFor(from, to));
      }),
    );
  });

  it('keeps dismissed findings one step from open: reopening comes before any other decision', () => {
    for (const from of FINDING_STATUSES.filter((one) => !isOpen(one))) {
      expect(movesFrom(from, () => true).every((to) => to === 'open')).toBe(true);
    }
  });
});

describe('a decision', () => {
  it('that is a promise is refused without one of its reasons, whatever else it holds', () => {
    fc.assert(
      fc.property(fc.constantFrom('false_positive' as const, 'out_of_scope' as const), fc.string(), (to, reason) => {
        const known = reasonsFor(to).some((one) => one === reason);
        const expected = known ? null : reason === '' ? 'reason_required' : 'reason_unknown';
        expect(refuseDecision({ to, reason })).toBe(expected);
      }),
    );
  });

  it('takes each reason of its own status and none of another', () => {
    expect(reasonsFor('false_positive').map((reason) => refuseDecision({ to: 'false_positive', reason }))).toEqual(
      reasonsFor('false_positive').map(() => null),
    );
    expect(refuseDecision({ to: 'out_of_scope', reason: 'not_present' })).toBe('reason_unknown');
    expect(refuseDecision({ to: 'confirmed', reason: 'not_present' })).toBe('reason_unknown');
  });

  it('needs an original for a duplicate and for nothing else', () => {
    expect(refuseDecision({ to: 'duplicate' })).toBe('original_required');
    expect(refuseDecision({ to: 'duplicate', duplicateOf: 7 })).toBeNull();
    expect(refuseDecision({ to: 'confirmed', duplicateOf: 7 })).toBe('original_unwanted');
  });

  it('stores a fix by hand as claimed', () => {
    expect(storedReason({ to: 'fixed' })).toBe('claimed');
    expect(storedReason({ to: 'confirmed' })).toBeNull();
    expect(storedReason({ to: 'false_positive', reason: 'mitigated' })).toBe('mitigated');
  });
});
