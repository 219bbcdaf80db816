import { describe, expect, it } from 'vitest';
import { PARSERS, parserById } from '@/lib/imports/parsers/registry';
import { sourceOf } from '@/lib/imports/source-key';
import { TLS_FORMAT } from '@/lib/imports/tls-source';
import { findingsOf, type Judged } from '@/lib/tls/findings';
import type { Grade, Letter } from '@/lib/tls/grade/types';
import { canonicalHost, placeName } from '@/lib/tls/place';
import { daysUntil, expiryDue, meets, nextTurn, trendWith } from '@/lib/tls/rules';
import { aCertificate, aChain, someFacts } from '@/lib/tls/testing/looks';

const NOW = new Date('2026-11-22T12:00:00Z');
const words = () => ({ fact: 'TLS 1.0 is offered', remedy: 'Switch it off.' });

const graded = (letter: Letter, more: Partial<Omit<Grade, 'letter'>> = {}) => ({
  letter,
  trustIgnored: null,
  scores: null,
  criteria: '2009r',
  byGuide: true,
  reasons: [],
  ...more,
});

const judged = (more: Partial<Judged> = {}): Judged => ({
  facts: someFacts(),
  grade: graded('A'),
  target: 'A',
  warnDays: null,
  heldLetter: null,
  weaknesses: [],
  expiryDueBefore: null,
  criteriaBefore: null,
  now: NOW,
  ...more,
});
const rules = (more: Partial<Judged>) => findingsOf(judged(more), words).entries.map(({ rule }) => rule);
const facts = someFacts();
const heartbleed = (verdict: 'vulnerable' | 'inconclusive' | 'not_vulnerable') =>
  someFacts({ weaknesses: { ...facts.weaknesses, heartbleed: { verdict, detail: null } } });

describe('what becomes a finding', () => {
  it('is nothing of a server that is as it should be', () => {
    expect(findingsOf(judged(), words)).toEqual({ entries: [], heldLetter: 'A', weaknesses: [] });
  });

  it('is a certificate that was due still, where this scan could not read it', () => {
    const run = { state: 'inconclusive', milliseconds: 1, connections: 1 } as const;
    const without = (why: string) =>
      someFacts({ chains: [], probes: { ...facts.probes, certificates: { ...run, why } } });
    expect(rules({ facts: without('timeout'), expiryDueBefore: NOW })).toEqual(['expiry']);
    expect(rules({ facts: without('timeout'), expiryDueBefore: new Date(NOW.getTime() + 1) })).toEqual([]);
    expect(rules({ facts: without('no_certificate'), expiryDueBefore: NOW })).toEqual([]);
  });

  it('is a grade below the target, with what decided', () => {
    const reason = {
      rule: 'tls10',
      effect: 'B',
      params: {},
      known: true,
      decided: true,
      remedied: 'A',
      sure: 'guide',
    } as const;
    const { entries } = findingsOf(judged({ grade: graded('B', { reasons: [reason] }) }), words);
    expect(entries).toMatchObject([
      { rule: 'below-target', severity: 'medium', description: '- TLS 1.0 is offered', fix: 'Switch it off.' },
    ]);
    expect(rules({ grade: graded('A-'), target: 'B' })).toEqual([]);
    expect(findingsOf(judged({ grade: graded('T') }), words).entries[0]?.severity).toBe('high');
  });

  it('is a drop until the grade is back, and no drop by other rules', () => {
    const dropped = judged({ grade: graded('B'), target: 'C', heldLetter: 'A', criteriaBefore: '2009r' });
    expect(findingsOf(dropped, words)).toMatchObject({ entries: [{ rule: 'grade-drop' }], heldLetter: 'A' });
    const still = findingsOf({ ...dropped, grade: graded('A-') }, words);
    expect(still).toMatchObject({ entries: [{ rule: 'grade-drop' }], heldLetter: 'A' });
    expect(findingsOf({ ...dropped, grade: graded('A+') }, words)).toMatchObject({ entries: [], heldLetter: 'A+' });
    expect(findingsOf({ ...dropped, criteriaBefore: '2009q' }, words)).toMatchObject({ entries: [], heldLetter: 'B' });
  });

  it('is a weakness until a scan has looked and not found it', () => {
    expect(rules({ facts: heartbleed('vulnerable') })).toEqual(['heartbleed']);
    expect(rules({ facts: heartbleed('inconclusive') })).toEqual([]);
    const blind = findingsOf(judged({ facts: heartbleed('inconclusive'), weaknesses: ['heartbleed'] }), words);
    expect(blind).toMatchObject({ entries: [{ rule: 'heartbleed' }], weaknesses: ['heartbleed'] });
    expect(rules({ facts: heartbleed('not_vulnerable'), weaknesses: ['heartbleed'] })).toEqual([]);
  });

  it('is a certificate that ends under the limit', () => {
    const ending = (notAfter: string) => someFacts({ chains: [aChain({ sent: [aCertificate({ notAfter })] })] });
    expect(rules({ facts: ending('2026-12-30T00:00:00.000Z'), warnDays: 60 })).toEqual(['expiry']);
    expect(rules({ facts: ending('2026-12-30T00:00:00.000Z'), warnDays: 14 })).toEqual([]);
    expect(findingsOf(judged({ facts: ending('2026-11-20T00:00:00.000Z') }), words).entries[0]).toMatchObject({
      title: 'Certificate has expired',
      severity: 'high',
    });
  });
});

describe('the report of a scan', () => {
  const place = { host: 'shop.example', port: 443, sni: '', address: '', starttls: '' } as const;

  it('is read by its own format, and speaks for its source alone', () => {
    expect(PARSERS.some(({ id }) => id === TLS_FORMAT)).toBe(false);
    expect(parserById(TLS_FORMAT)?.label).toBe('TLS scan');
    const source = (format: string | null) =>
      sourceOf('p', { format }, { scanner: 'tls', target: placeName(place) }).key.scanner;
    expect(source(TLS_FORMAT)).toBe('tls');
    expect(source(null)).toBe('tls (report)');
  });

  it('names places so that no two of a host and port are one', () => {
    expect(placeName(place)).toBe('shop.example:443');
    expect(placeName({ ...place, host: '2001:db8::1', port: 25, starttls: 'smtp', sni: 'mx.example' })).toBe(
      '[2001:db8::1]:25 (smtp, as mx.example)',
    );
  });
});

describe('rules', () => {
  it('says when a certificate ends too soon', () => {
    const ninety = { notBefore: '2026-09-01T00:00:00Z', notAfter: '2026-11-30T00:00:00Z', isCa: false };
    expect(expiryDue(ninety, null).toISOString()).toBe('2026-11-15T00:00:00.000Z');
    expect(expiryDue(ninety, 30).toISOString()).toBe('2026-10-31T00:00:00.000Z');
    const authority = { notBefore: '2016-01-01T00:00:00Z', notAfter: '2036-01-01T00:00:00Z', isCa: true };
    expect(daysUntil(authority.notAfter, expiryDue(authority, null))).toBe(60);
  });

  it('ranks letters, T and M last', () => {
    expect(meets('A', 'A')).toBe(true);
    expect(meets('A+', 'A')).toBe(true);
    expect(meets('A-', 'A')).toBe(false);
    expect(meets('M', 'E')).toBe(false);
    expect(meets(null, 'E')).toBeNull();
    expect(
      trendWith(
        Array.from({ length: 12 }, () => 'A'),
        null,
      ),
    ).toEqual([...Array.from({ length: 11 }, () => 'A'), '?']);
  });

  it('asks a server that did not answer again within the hour', () => {
    expect(nextTurn(24, true, NOW)?.toISOString()).toBe('2026-11-23T12:00:00.000Z');
    expect(nextTurn(24, false, NOW)?.toISOString()).toBe('2026-11-22T13:00:00.000Z');
    expect(nextTurn(null, false, NOW)).toBeNull();
  });

  it.each([
    ['Shop.Example.', 'shop.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['[2001:DB8::1]', '2001:db8::1'],
    ['0x7f.1', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['_dmarc.shop.example', '_dmarc.shop.example'],
    ['shop.example/path', null],
    ['https://shop.example', null],
    ['shop.example:443', null],
    ['a b', null],
    ['user@shop.example', null],
    ['-a.example', null],
    ['', null],
    ['..', null],
  ])('%s is the host %s', (text, host) => {
    expect(canonicalHost(text)).toBe(host);
  });
});
