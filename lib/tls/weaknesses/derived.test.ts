import { expect, test } from 'vitest';
import { type ProtocolFacts, type TlsVersion, VERSIONS, type WeaknessId } from '@/lib/tls/facts';
import { SUITES } from '@/lib/tls/registry/suites';
import { DERIVED } from '@/lib/tls/weaknesses/registry';
import type { KnownFacts } from '@/lib/tls/weaknesses/types';

const NONE: ProtocolFacts = { offered: false, suites: [], complete: true, preference: null, groups: [], dhBits: null };

function protocol(names: readonly string[], more: Partial<ProtocolFacts> = {}): ProtocolFacts {
  const suites = names.map((name) => {
    const suite = SUITES.find((each) => each.name === `TLS_${name}`);
    if (suite === undefined) throw new Error(name);
    return suite.id;
  });
  return { ...NONE, offered: true, suites, ...more };
}

function known(protocols: Partial<Record<TlsVersion, ProtocolFacts>>, more: Partial<KnownFacts> = {}): KnownFacts {
  const { ssl2 = NONE, ssl3 = NONE, tls10 = NONE, tls11 = NONE, tls12 = NONE, tls13 = NONE } = protocols;
  return {
    protocols: { ssl2, ssl3, tls10, tls11, tls12, tls13 },
    compression: false,
    renegotiation: { secure: true, clientInitiated: false },
    ...more,
  };
}

function verdicts(facts: KnownFacts): Partial<Record<WeaknessId, string>> {
  return Object.fromEntries(DERIVED.map(({ id, judge }) => [id, judge(facts).verdict]));
}

const bad = (facts: KnownFacts) =>
  DERIVED.flatMap(({ id, judge }) => (judge(facts).verdict === 'vulnerable' ? [id] : [])).sort();

const GOOD = protocol(['ECDHE_RSA_WITH_AES_128_GCM_SHA256']);

test.each<[string, KnownFacts, readonly WeaknessId[]]>([
  ['a good server', known({ tls12: GOOD, tls13: protocol(['AES_128_GCM_SHA256']) }), []],
  ['CBC in SSL 3', known({ ssl3: protocol(['RSA_WITH_AES_128_CBC_SHA']) }), ['beast', 'poodle_ssl3']],
  ['RC4 in SSL 3', known({ ssl3: protocol(['RSA_WITH_RC4_128_SHA']) }), ['rc4']],
  ['CBC in TLS 1.0', known({ tls10: protocol(['RSA_WITH_AES_128_CBC_SHA']), tls12: GOOD }), ['beast']],
  ['CBC in TLS 1.1', known({ tls11: protocol(['RSA_WITH_AES_128_CBC_SHA']) }), []],
  ['3DES', known({ tls12: protocol(['RSA_WITH_3DES_EDE_CBC_SHA']) }), ['sweet32']],
  ['DES', known({ tls12: protocol(['RSA_WITH_DES_CBC_SHA']) }), ['sweet32']],
  ['IDEA', known({ tls12: protocol(['RSA_WITH_IDEA_CBC_SHA']) }), ['sweet32']],
  ['RSA export', known({ tls12: protocol(['RSA_EXPORT_WITH_RC4_40_MD5']) }), ['freak', 'rc4']],
  ['DHE export', known({ tls11: protocol(['DHE_RSA_EXPORT_WITH_DES40_CBC_SHA']) }), ['logjam', 'sweet32']],
  ['DH 768', known({ tls12: protocol(['DHE_RSA_WITH_AES_128_GCM_SHA256'], { dhBits: 768 }) }), ['logjam']],
  ['DH 1024', known({ tls12: protocol(['DHE_RSA_WITH_AES_128_GCM_SHA256'], { dhBits: 1024 }) }), []],
  ['compression', known({ tls12: GOOD }, { compression: true }), ['crime']],
  ['SSL 2', known({ ssl2: { ...NONE, offered: true, suites: [0x010080] }, tls12: GOOD }), ['ssl2_drown']],
  ['SSL 2 without a kind', known({ ssl2: { ...NONE, offered: true }, tls12: GOOD }), ['ssl2_drown']],
  [
    'renegotiation without RFC 5746',
    known({ tls12: GOOD }, { renegotiation: { secure: false, clientInitiated: true } }),
    ['insecure_renegotiation'],
  ],
  [
    'no RFC 5746, but no renegotiation either',
    known({ tls12: GOOD }, { renegotiation: { secure: false, clientInitiated: false } }),
    [],
  ],
])('%s', (_name, facts, expected) => {
  expect(bad(facts)).toEqual(expected);
});

test('what nobody saw is inconclusive, never safe', () => {
  const unknown = { ...NONE, offered: null, complete: false };
  const nothing = known(Object.fromEntries(VERSIONS.map((version) => [version, unknown])), {
    compression: null,
    renegotiation: { secure: null, clientInitiated: null },
  });
  for (const [id, verdict] of Object.entries(verdicts(nothing))) expect([id, verdict]).toEqual([id, 'inconclusive']);
});

test('an enumeration that ended early still proves what it found, and nothing else', () => {
  const cut = protocol(['RSA_WITH_RC4_128_SHA'], { complete: false });
  expect(verdicts(known({ tls12: cut }))).toMatchObject({
    rc4: 'vulnerable',
    sweet32: 'inconclusive',
    beast: 'not_vulnerable',
  });
});

test('renegotiation that only half is known is not called safe or vulnerable', () => {
  const half = known({ tls12: GOOD }, { renegotiation: { secure: false, clientInitiated: null } });
  expect(verdicts(half).insecure_renegotiation).toBe('inconclusive');
});

test('TLS 1.3 alone has no renegotiation', () => {
  expect(verdicts(known({ tls13: protocol(['AES_128_GCM_SHA256']) })).insecure_renegotiation).toBe('not_applicable');
});

test('LUCKY13 is not judged where CBC is offered', () => {
  expect(verdicts(known({ tls12: protocol(['RSA_WITH_AES_128_CBC_SHA']) })).lucky13).toBe('not_checked');
  expect(verdicts(known({ tls12: GOOD })).lucky13).toBe('not_vulnerable');
});

test('details name three suites, and how many more there are', () => {
  const rc4 = DERIVED.find(({ id }) => id === 'rc4');
  const suites = [
    'RSA_WITH_RC4_128_SHA',
    'RSA_WITH_RC4_128_MD5',
    'ECDHE_RSA_WITH_RC4_128_SHA',
    'DHE_RSA_WITH_AES_128_CBC_SHA',
  ];
  const more = protocol([...suites, 'ECDH_RSA_WITH_RC4_128_SHA']);
  expect(rc4?.judge(known({ tls12: more })).detail).toBe(
    'TLS_RSA_WITH_RC4_128_SHA, TLS_RSA_WITH_RC4_128_MD5, TLS_ECDHE_RSA_WITH_RC4_128_SHA +1',
  );
});
