import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsSchema, type ScanFacts, VERDICTS, VERSIONS, WEAKNESSES } from '@/lib/tls/facts';
import { CRITERIA, criteriaAt } from '@/lib/tls/grade/criteria';
import { grade } from '@/lib/tls/grade/grade';
import { letterRank } from '@/lib/tls/grade/letters';
import { SUITES } from '@/lib/tls/registry/suites';
import { facts, protocol, rsa, suites } from '@/lib/tls/testing/facts';
import { FLAWS } from '@/lib/tls/testing/flaws';

const suite = fc.constantFrom(...SUITES.map(({ id }) => id));
const flaw = fc.constantFrom(...Object.values(FLAWS));

const offered = fc.record({
  version: fc.constantFrom(...VERSIONS),
  suites: fc.uniqueArray(suite, { maxLength: 6 }),
  complete: fc.boolean(),
  dhBits: fc.option(fc.integer({ min: 256, max: 4096 })),
});
const simulation = fc.record({
  client: fc.constantFrom('Chrome 130', 'Java 8'),
  current: fc.boolean(),
  version: fc.option(fc.constantFrom('tls10', 'tls12', 'tls13')),
  suite: fc.option(suite),
  group: fc.constant(null),
  failure: fc.constant(null),
});
const verdict = fc.tuple(fc.constantFrom(...WEAKNESSES), fc.constantFrom(...VERDICTS));
const threeWays = fc.constantFrom(true, false, null);

/** Servers of every kind: flaws in any order, protocols and suites as they come, handshakes that fit them or do not. */
const server: fc.Arbitrary<ScanFacts> = fc
  .record({
    flaws: fc.uniqueArray(flaw, { maxLength: 6 }),
    protocols: fc.array(offered, { maxLength: 3 }),
    simulations: fc.array(simulation, { maxLength: 4 }),
    verdicts: fc.array(verdict, { maxLength: 4 }),
    key: fc.option(fc.integer({ min: 0, max: 5000 })),
    http: fc.boolean(),
    scsv: threeWays,
    secure: threeWays,
  })
  .map(({ flaws, protocols, simulations, verdicts, key, http, scsv, secure }) => {
    const base = flaws.reduce((seen, change) => change(seen), facts());
    const more = protocols.map(({ version, suites, ...rest }) => [version, protocol(suites, rest)]);
    const said = verdicts.map(([id, word]) => [id, { verdict: word, detail: null }]);
    const keyed = base.chains.map((one) => ({
      ...one,
      sent: one.sent.map((link) => (key === null ? link : { ...link, key: rsa(key) })),
    }));
    return factsSchema.parse({
      ...base,
      protocols: { ...base.protocols, ...Object.fromEntries(more) },
      simulations,
      weaknesses: { ...base.weaknesses, ...Object.fromEntries(said) },
      chains: keyed,
      http: http ? base.http : null,
      fallbackScsv: scsv,
      renegotiation: { ...base.renegotiation, secure },
    });
  });

describe.each(CRITERIA.map((criteria) => [criteria.id, criteria] as const))('by %s', (_id, criteria) => {
  it('mending one thing never makes it worse', () => {
    fc.assert(
      fc.property(server, (seen) => {
        const { letter, reasons } = grade(seen, criteria);
        for (const { rule, remedied } of reasons) {
          if (letter === null) expect(remedied).toBeNull();
          else expect([rule, remedied && letterRank(remedied) >= letterRank(letter)]).toEqual([rule, true]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('the same facts give the same grade, also after they were stored', () => {
    fc.assert(
      fc.property(server, (seen) => {
        expect(grade(factsSchema.parse(JSON.parse(JSON.stringify(seen))), criteria)).toEqual(grade(seen, criteria));
      }),
      { numRuns: 200 },
    );
  });

  it('every grade below A+ has reasons that decide it, and trust apart it is no worse', () => {
    fc.assert(
      fc.property(server, (seen) => {
        const { letter, trustIgnored, reasons } = grade(seen, criteria);
        if (letter === null) return;
        expect(reasons.some(({ decided }) => decided)).toBe(letter !== 'A+');
        if (trustIgnored) expect(letterRank(trustIgnored)).toBeGreaterThanOrEqual(letterRank(letter));
        expect(trustIgnored).not.toBe('T');
      }),
      { numRuns: 400 },
    );
  });
});

it('a version that stayed silent, or suites that were not all asked for, may be better: no F by what is missing', () => {
  const silent = { ...protocol([]), offered: null };
  const [ssl3, rc4] = [protocol(suites('AES128-SHA')), protocol(suites('RC4-SHA'))];
  const speaks = (rule: string, protocols: Partial<ScanFacts['protocols']>) => {
    const { reasons } = grade(facts({ protocols }), criteriaAt(new Date()));
    return reasons.find((reason) => reason.rule === rule)?.known;
  };
  expect(speaks('ssl3_best', { ssl3 })).toBe(true);
  expect(speaks('ssl3_best', { ssl3, tls12: silent })).toBe(false);
  expect(speaks('rc4_only', { tls12: rc4 })).toBe(true);
  expect(speaks('rc4_only', { tls12: { ...rc4, complete: false } })).toBe(false);
  expect(speaks('rc4_only', { tls12: rc4, tls13: silent })).toBe(false);
});

it('what is not known is said, and never counts as good', () => {
  const [criteria] = CRITERIA.slice(-1);
  if (!criteria) throw new Error('no criteria');
  const blind = facts({
    http: null,
    fallbackScsv: null,
    renegotiation: { secure: null, clientInitiated: null },
    weaknesses: {
      heartbleed: { verdict: 'inconclusive', detail: null },
      robot: { verdict: 'not_checked', detail: null },
    },
  });
  const { letter, reasons } = grade(blind, criteria);
  const unknown = reasons.filter(({ known }) => !known).map(({ rule }) => rule);
  expect(letter).toBe('A');
  expect(unknown.sort()).toEqual(['fallback_scsv', 'heartbleed', 'hsts_absent', 'no_secure_renegotiation', 'robot']);
  expect(grade(facts({ chains: [] }), criteria).letter).toBeNull();
  expect(grade(facts({ protocols: {} }), criteria)).toMatchObject({ letter: null, trustIgnored: null, scores: null });
});
