import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, type Looked } from '@/lib/tls/changes';
import { type ScanFacts, VERDICTS, VERSIONS, WEAKNESSES } from '@/lib/tls/facts';
import { LETTERS, type Letter } from '@/lib/tls/grade/types';
import { aCertificate, aChain, someFacts } from '@/lib/tls/testing/looks';

const looked = (facts: ScanFacts, letter: Letter | null = 'A', criteria = '2009r'): Looked => ({
  facts,
  grade: { letter, criteria },
});
const kinds = (before: Looked, after: Looked) => changesBetween(before, after).map(({ kind, way }) => `${kind} ${way}`);

const good = someFacts();
const withProtocol = (name: keyof ScanFacts['protocols'], more: Partial<ScanFacts['protocols']['tls12']>) =>
  someFacts({ protocols: { ...good.protocols, [name]: { ...good.protocols[name], ...more } } });

describe('what changed', () => {
  it('says which protocol went on or off, and whether that is good', () => {
    expect(kinds(looked(good), looked(withProtocol('tls10', { offered: true })))).toEqual(['protocol_on worse']);
    expect(kinds(looked(good), looked(withProtocol('tls13', { offered: false })))).toEqual(['protocol_off worse']);
    expect(kinds(looked(withProtocol('ssl3', { offered: true })), looked(good))).toEqual(['protocol_off better']);
  });

  it('says which suites came and went, where both enumerations were complete', () => {
    const fewer = withProtocol('tls12', { suites: [0xc02b] });
    expect(changesBetween(looked(good), looked(fewer))).toEqual([
      { kind: 'suites_removed', way: 'neutral', params: { protocol: 'tls12', count: 1, suites: String(0xc02c) } },
    ]);
    expect(kinds(looked(good), looked(withProtocol('tls12', { suites: [0xc02b], complete: false })))).toEqual([]);
  });

  it('tells a renewed certificate, and one with the same key', () => {
    const renewed = aCertificate({ fingerprint: 'c'.repeat(64), notAfter: '2027-03-01T00:00:00.000Z' });
    const [change] = changesBetween(looked(good), looked(someFacts({ chains: [aChain({ sent: [renewed] })] })));
    expect(change).toMatchObject({ kind: 'certificate', way: 'better', params: { sameKey: 'true' } });
  });

  it('tells trust, name, HSTS, grade and criteria', () => {
    const bad = someFacts({
      chains: [
        aChain({ nameMatches: false, validations: [{ store: 'mozilla', trusted: false, error: 'CERT_HAS_EXPIRED' }] }),
      ],
      http: good.http && { ...good.http, hsts: { ...good.http.hsts, state: 'absent', maxAge: null } },
    });
    expect(kinds(looked(good, 'A+'), looked(bad, 'M', '2009s'))).toEqual([
      'criteria neutral',
      'grade worse',
      'trusted worse',
      'name_matches worse',
      'hsts worse',
    ]);
  });
});

const verdict = fc.constantFrom(...VERDICTS);
const protocolFacts = fc.record({
  offered: fc.option(fc.boolean()),
  suites: fc.uniqueArray(fc.constantFrom(0x002f, 0x0035, 0xc02b, 0xc02c, 0x1301), { maxLength: 4 }),
  complete: fc.boolean(),
  preference: fc.option(fc.constantFrom('server' as const, 'client' as const)),
  dhBits: fc.option(fc.constantFrom(1024, 2048, 4096)),
});

/** Servers of all kinds, with all that a scan may fail to see. */
const facts: fc.Arbitrary<ScanFacts> = fc
  .record({
    protocols: fc.tuple(...VERSIONS.map(() => protocolFacts)),
    verdicts: fc.tuple(...WEAKNESSES.map(() => verdict)),
    maxAge: fc.option(fc.constantFrom(0, 300, 63_072_000)),
    alpn: fc.option(fc.subarray(['h2', 'http/1.1'])),
    trusted: fc.option(fc.boolean()),
    nameMatches: fc.boolean(),
  })
  .map(({ protocols, verdicts, maxAge, alpn, trusted, nameMatches }) => ({
    ...good,
    alpn,
    protocols: Object.fromEntries(
      VERSIONS.map((version, index) => [version, { ...good.protocols[version], ...protocols[index] }]),
    ) as ScanFacts['protocols'],
    weaknesses: Object.fromEntries(
      WEAKNESSES.map((id, index) => [id, { verdict: verdicts[index], detail: null }]),
    ) as ScanFacts['weaknesses'],
    http: good.http && {
      ...good.http,
      hsts: { ...good.http.hsts, maxAge, state: maxAge === null ? ('absent' as const) : ('present' as const) },
    },
    chains: [
      aChain({ nameMatches, validations: trusted === null ? [] : [{ store: 'mozilla', trusted, error: null }] }),
    ],
  }));

const look = fc
  .record({ facts, letter: fc.option(fc.constantFrom(...LETTERS)) })
  .map((one) => looked(one.facts, one.letter));

describe('for any two looks', () => {
  it('nothing changed between a look and itself', () => {
    fc.assert(
      fc.property(look, (one) => {
        expect(changesBetween(one, one)).toEqual([]);
      }),
    );
  });

  it('what got better one way got worse the other way, and as much changed', () => {
    const OTHER: Readonly<Record<string, string>> = { better: 'worse', worse: 'better' };
    fc.assert(
      fc.property(look, look, (one, other) => {
        const [there, back] = [changesBetween(one, other), changesBetween(other, one)];
        expect(there.length).toBe(back.length);
        for (const kind of ['grade', 'trusted', 'name_matches', 'hsts', 'dh_bits']) {
          const ways = (all: typeof there) => all.filter((change) => change.kind === kind).map(({ way }) => way);
          expect(ways(there).map((way) => OTHER[way] ?? way)).toEqual(ways(back));
        }
      }),
    );
  });

  it('what a look did not see is no change', () => {
    const blind: Looked = looked(
      {
        ...good,
        alpn: null,
        http: null,
        chains: [],
        protocols: Object.fromEntries(
          VERSIONS.map((version) => [version, { ...good.protocols[version], offered: null }]),
        ) as ScanFacts['protocols'],
        weaknesses: Object.fromEntries(
          WEAKNESSES.map((id) => [id, { verdict: 'inconclusive', detail: null }]),
        ) as ScanFacts['weaknesses'],
      },
      null,
    );
    fc.assert(
      fc.property(look, (one) => {
        expect(changesBetween(one, blind)).toEqual([]);
        expect(changesBetween(blind, one)).toEqual([]);
      }),
    );
  });
});
