import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDuration } from '@/lib/duties/duration';
import type { Edition } from '@/lib/duties/regime';
import { REGIMES } from '@/lib/duties/regimes';
import { clocksOf, type IncidentFacts, proposalOf, type StageFacts, stageTimes } from '@/lib/duties/rules';

const HOUR_MS = 3_600_000;
const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

function edition(id: string): Edition {
  const found = REGIMES.find((one) => one.id === id)?.editions[0];
  if (!found) throw new Error(`no regime ${id}`);
  return found;
}

const facts: IncidentFacts = {
  kind: 'other',
  priority: 3,
  dataClass: 'internal',
  declaredAt: new Date('2026-11-20T20:00:00Z'),
  awareAt: new Date('2026-11-20T21:00:00Z'),
  handledAt: null,
};
const known = (more: Partial<StageFacts> = {}): StageFacts => ({
  facts,
  trustService: false,
  sent: new Map(),
  requests: new Map(),
  ...more,
});
const times = (regime: string, id: string, more: Partial<StageFacts> = {}) => {
  const stage = edition(regime).stages.find((one) => one.id === id);
  if (!stage) throw new Error(`no stage ${id}`);
  return stageTimes(stage, edition(regime), known(more));
};

describe('addDuration', () => {
  it('counts hours whatever the calendar does', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 9999 }), (from, hours) => {
        expect(addDuration(from, `PT${hours}H`)?.getTime()).toBe(from.getTime() + hours * HOUR_MS);
      }),
    );
  });

  it.each([
    ['a weekend', '2026-11-20T17:00:00Z', 'PT72H', '2026-11-23T17:00:00Z'],
    ['the change to summer time', '2026-03-28T12:00:00Z', 'PT24H', '2026-03-29T12:00:00Z'],
    ['the change to winter time', '2026-10-24T12:00:00Z', 'PT72H', '2026-10-27T12:00:00Z'],
    ['February', '2026-01-31T09:30:00Z', 'P1M', '2026-02-28T09:30:00Z'],
    ['February of a leap year', '2028-01-31T09:30:00Z', 'P1M', '2028-02-29T09:30:00Z'],
    ['the turn of the year', '2026-12-31T23:59:59Z', 'P1M', '2027-01-31T23:59:59Z'],
    ['a month of 30 days', '2026-03-31T00:00:00Z', 'P1M', '2026-04-30T00:00:00Z'],
    ['the year after next', '2026-11-30T00:00:00Z', 'P15M', '2028-02-29T00:00:00Z'],
  ])('goes through %s', (_, from, duration, to) => {
    expect(addDuration(new Date(from), duration)).toEqual(new Date(to));
  });

  it('ends a month on the same day or the last one, at the same time of day', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 24 }), (from, months) => {
        const to = addDuration(from, `P${months}M`);
        if (!to) throw new Error('counted');
        const passed = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
        expect(passed).toBe(months);
        const tomorrow = new Date(to.getTime() + 24 * HOUR_MS);
        expect(to.getUTCDate() === from.getUTCDate() || tomorrow.getUTCDate() === 1).toBe(true);
        expect(to.toISOString().slice(11)).toBe(from.toISOString().slice(11));
      }),
    );
  });

  it('never leads back, and more is never less', () => {
    fc.assert(
      fc.property(moments, moments, fc.integer({ min: 1, max: 24 }), (a, b, months) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const [to, later] = [addDuration(first, `P${months}M`), addDuration(second, `P${months}M`)];
        expect(to && later && to <= later && to > first).toBe(true);
      }),
    );
  });
});

describe('what speaks for a regime', () => {
  const none = new Set<string>();
  it.each([
    ['gdpr-33-1', { dataClass: 'personal' }, ['data_class:personal']],
    ['gdpr-33-1', { dataClass: null }, ['data_class:unknown']],
    ['gdpr-33-1', { kind: 'data_breach' }, ['kind:data_breach']],
    ['gdpr-33-1', { priority: 1 }, []],
    ['nis2-23', { priority: 1, kind: 'ransomware' }, ['kind:ransomware', 'priority:1']],
    ['nis2-23', {}, []],
    ['gdpr-34', { dataClass: 'personal' }, []],
  ])('%s %j', (id, more, expected) => {
    expect(proposalOf(edition(id), { ...facts, ...more }, none)).toEqual(expected);
  });

  it('Art. 34 where Art. 33(1) applies', () => {
    expect(proposalOf(edition('gdpr-34'), facts, new Set(['gdpr-33-1']))).toEqual(['follows:gdpr-33-1']);
  });
});

describe('stages', () => {
  const sentAt = new Date('2027-01-31T10:00:00Z');

  it('run from knowledge; without it they wait', () => {
    expect(times('nis2-23', 'early_warning')).toMatchObject({ state: 'open', dueAt: new Date('2026-11-21T21:00:00Z') });
    expect(times('nis2-23', 'notification').dueAt).toEqual(new Date('2026-11-23T21:00:00Z'));
    const unaware = { facts: { ...facts, awareAt: null } };
    expect(times('nis2-23', 'notification', unaware)).toEqual({ state: 'waiting', startedAt: null, dueAt: null });
  });

  it('of trust services are due within 24 hours', () => {
    expect(times('nis2-23', 'notification', { trustService: true }).dueAt).toEqual(new Date('2026-11-21T21:00:00Z'));
  });

  it('the month starts only when the 72 h report was sent', () => {
    expect(times('bsig-32', 'final').state).toBe('waiting');
    const sent = new Map([['notification', sentAt]]);
    expect(times('bsig-32', 'final', { sent })).toMatchObject({
      state: 'open',
      startedAt: sentAt,
      dueAt: new Date('2027-02-28T10:00:00Z'),
    });
    expect(times('bsig-32', 'progress', { sent }).state).toBe('optional');
  });

  it('a progress report stands for the final one, which is due a month after handling ends', () => {
    const sent = new Map([
      ['notification', sentAt],
      ['progress', sentAt],
    ]);
    expect(times('nis2-23', 'final', { sent }).state).toBe('replaced');
    expect(times('nis2-23', 'final_after_progress', { sent }).state).toBe('waiting');
    const handled = { ...facts, handledAt: new Date('2027-03-01T00:00:00Z') };
    expect(times('nis2-23', 'final_after_progress', { sent, facts: handled }).dueAt).toEqual(
      new Date('2027-04-01T00:00:00Z'),
    );
    expect(times('nis2-23', 'final_after_progress', { facts: handled }).state).toBe('waiting');
  });

  it('on request are open as often as the authority asks', () => {
    expect(times('nis2-23', 'intermediate').state).toBe('waiting');
    const request = { askedAt: sentAt, dueAt: new Date('2027-02-02T10:00:00Z') };
    const asked = {
      requests: new Map([['intermediate', request]]),
      sent: new Map([['intermediate', facts.declaredAt]]),
    };
    expect(times('nis2-23', 'intermediate', asked)).toEqual({ state: 'open', startedAt: sentAt, dueAt: request.dueAt });
  });

  it('without undue delay have no clock', () => {
    expect(times('gdpr-34', 'communication')).toMatchObject({ state: 'open', dueAt: null });
    expect(clocksOf({ regime: 'gdpr-34', applies: 'yes', proposed: true }, edition('gdpr-34'), known())).toEqual([]);
  });
});

describe('clocks', () => {
  const nis2 = edition('nis2-23');
  const kinds = (applies: 'yes' | 'no' | 'undecided', proposed: boolean) =>
    clocksOf({ regime: 'nis2-23', applies, proposed }, nis2, known()).map(({ kind }) => kind);

  it('of a decision that is awaited, of stages, or none', () => {
    expect(kinds('undecided', true)).toEqual(['duty:nis2-23:decision']);
    expect(kinds('undecided', false)).toEqual([]);
    expect(kinds('no', true)).toEqual([]);
    expect(kinds('yes', false)).toEqual(['duty:nis2-23:early_warning', 'duty:nis2-23:notification']);
  });
});
