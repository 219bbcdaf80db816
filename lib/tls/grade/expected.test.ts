import { describe, expect, it } from 'vitest';
import type { ScanFacts } from '@/lib/tls/facts';
import { criteriaOf } from '@/lib/tls/grade/criteria';
import { grade } from '@/lib/tls/grade/grade';
import type { Grade } from '@/lib/tls/grade/types';
import { chain, facts, GOOD_TLS12, GOOD_TLS13, hsts, protocol, rsa, suites, untrusted } from '@/lib/tls/testing/facts';

const CBC = suites('ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-SHA');
const GCM = suites('ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384');
const RSA = chain({ key: rsa(2048) });
const modern = { tls12: protocol(GCM), tls13: protocol(GOOD_TLS13) };
const old = protocol(CBC);
const everything = suites('ADH-AES256-SHA:NULL-SHA:AES128-SHA:ECDHE-RSA-AES256-SHA');

const n10 = facts({ chains: [RSA], protocols: { tls10: old, tls11: old, ...modern } });

/** Servers of the laboratory as facts: id, the guide's grade, and the rules that decide. */
const ROWS: readonly (readonly [string, string, string, ScanFacts])[] = [
  ['n01', 'A+', '', facts()],
  ['n02', 'A', 'hsts_absent', facts({ http: hsts(null) })],
  ['n04', 'A-', 'hsts_broken', facts({ http: hsts(0) })],
  ['n05', 'A+', '', facts({ protocols: { tls13: protocol(GOOD_TLS13) }, fallbackScsv: false })],
  ['n07', 'B', 'no_aead', facts({ chains: [RSA], protocols: { tls12: protocol(CBC) } })],
  [
    'n08',
    'B',
    'no_forward_secrecy',
    facts({ chains: [RSA], protocols: { tls12: protocol(suites('AES256-GCM-SHA384:AES128-GCM-SHA256')) } }),
  ],
  ['n10', 'B', 'old_tls', n10],
  ['n11', 'B', 'old_tls', facts({ chains: [RSA], protocols: { tls11: old, ...modern } })],
  ['n13', 'B', 'chain_incomplete', facts({ chains: [chain({ key: rsa(2048) }, { complete: false })] })],
  ['n14', 'M', 'cert_name', facts({ chains: [chain({ names: ['www.elsewhere.test'] }, { nameMatches: false })] })],
  [
    'n16',
    'T',
    'cert_not_yet_valid',
    facts({
      chains: [
        chain(
          { notBefore: '2035-01-01T00:00:00.000Z', notAfter: '2036-01-01T00:00:00.000Z' },
          untrusted('CERT_NOT_YET_VALID'),
        ),
      ],
    }),
  ],
  ['n17', 'T', 'cert_self_signed', facts({ chains: [chain({}, untrusted('DEPTH_ZERO_SELF_SIGNED_CERT'))] })],
  ['n19', 'A+', '', facts({ chains: [chain({ notAfter: '2026-12-02T12:00:00.000Z' })] })],
  ['n20', 'T', 'cert_sha1', facts({ chains: [chain({ signature: { hash: 'sha1', kind: 'rsa' } })] })],
  ['n22', 'B', 'key_small', facts({ chains: [chain({ key: rsa(1024) })], protocols: modern })],
  ['n23', 'A+', '', facts({ chains: [chain({ notAfter: '2031-11-22T12:00:00.000Z' })] })],
  ['n25', 'A-', 'no_tls13', facts({ http: hsts(null), protocols: { tls12: protocol(GOOD_TLS12) } })],
  [
    'n26',
    'A-',
    'no_tls13',
    facts({
      chains: [RSA],
      protocols: {
        tls12: protocol(suites('DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384'), { groups: [], dhBits: 2048 }),
      },
    }),
  ],
  ['o01', 'C', 'no_tls12', facts({ chains: [RSA], protocols: { tls10: old }, http: null })],
  ['o02', 'C', 'no_tls12', facts({ chains: [RSA], protocols: { tls11: old }, http: null })],
  [
    'o04',
    'F',
    'anonymous weak_cipher low_score',
    facts({
      chains: [RSA],
      protocols: {
        tls10: protocol(everything),
        tls11: protocol(everything),
        tls12: protocol(everything),
        tls13: protocol(GOOD_TLS13),
      },
    }),
  ],
  [
    'o05',
    'F',
    'weak_cipher',
    facts({ chains: [RSA], protocols: { tls12: protocol([...GCM, ...suites('NULL-SHA256')]) } }),
  ],
  ['o07', 'F', 'key_broken', facts({ chains: [chain({ key: rsa(512) })], protocols: modern })],
  ['o08', 'F', 'key_broken', facts({ chains: [chain({ key: rsa(768) })], protocols: modern })],
  [
    'o12',
    'T',
    'cert_revoked',
    facts({ chains: [chain({}, { revocation: { status: 'revoked', by: 'staple', why: null }, stapled: true })] }),
  ],
  [
    'o13',
    'B',
    'old_tls no_forward_secrecy no_aead',
    facts({
      chains: [RSA],
      protocols: Object.fromEntries(
        ['tls10', 'tls11', 'tls12'].map((v) => [v, protocol(suites('AES128-SHA:AES256-SHA'))]),
      ),
    }),
  ],
  [
    'o15',
    'A-',
    'no_tls13',
    facts({
      chains: [RSA],
      protocols: { tls12: protocol(GCM) },
      renegotiation: { secure: true, clientInitiated: true },
    }),
  ],
  [
    'o16',
    'A',
    'hsts_absent',
    facts({
      http: hsts(null),
      protocols: { tls13: protocol([...GOOD_TLS13, ...suites('TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256')]) },
    }),
  ],
  [
    'g02',
    'B',
    'old_tls',
    facts({
      chains: [RSA],
      protocols: {
        tls10: protocol([...CBC, ...suites('DES-CBC3-SHA')]),
        tls11: protocol([...CBC, ...suites('DES-CBC3-SHA')]),
        tls12: protocol([...GCM, ...suites('DES-CBC3-SHA')]),
      },
    }),
  ],
  ['g03', 'B', 'rc4', facts({ chains: [RSA], protocols: { tls12: protocol([...GCM, ...suites('RC4-SHA')]) } })],
  ['g05', 'C', 'no_tls12', facts({ chains: [RSA], protocols: { tls10: protocol(suites('AES128-SHA:RC4-SHA')) } })],
  [
    'g06',
    'C',
    'small_block_negotiated',
    facts({ chains: [RSA], protocols: { tls12: protocol(suites('ECDHE-RSA-DES-CBC3-SHA')) } }),
  ],
  ['j01', 'F', 'ssl3_best', facts({ chains: [RSA], protocols: { ssl3: old } })],
  ['j02', 'C', 'poodle_ssl3', facts({ chains: [RSA], protocols: { ssl3: old, tls10: old, tls11: old, ...modern } })],
  [
    'j04',
    'F',
    'weak_cipher',
    facts({ chains: [RSA], protocols: { tls10: protocol(suites('AES128-SHA:DES-CBC-SHA')), tls12: protocol(GCM) } }),
  ],
  [
    'j05',
    'F',
    'export weak_cipher',
    facts({
      chains: [RSA],
      protocols: { tls10: protocol(suites('AES128-SHA:TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA'), { dhBits: 1024 }) },
    }),
  ],
  [
    'j07',
    'F',
    'dh_broken',
    facts({ chains: [RSA], protocols: { tls12: protocol(suites('DHE-RSA-AES128-GCM-SHA256'), { dhBits: 768 }) } }),
  ],
  [
    'j08',
    'F',
    'anonymous weak_cipher',
    facts({
      chains: [],
      protocols: { tls10: protocol(suites('ADH-AES128-SHA:NULL-SHA')), tls12: protocol(suites('ADH-AES128-SHA')) },
    }),
  ],
  [
    'f02',
    'F',
    'heartbleed',
    { ...n10, weaknesses: { ...n10.weaknesses, heartbleed: { verdict: 'vulnerable', detail: null } } },
  ],
];

const latest = criteriaOf('2009r');
const before = criteriaOf('2009q');

const decisive = ({ reasons }: Grade) => reasons.filter(({ decided }) => decided).map(({ rule }) => rule);

describe('servers of the laboratory', () => {
  it.each(ROWS)('%s: %s because of %s', (_id, letter, because, seen) => {
    if (!latest) throw new Error('2009r');
    const given = grade(seen, latest);
    expect(given.letter).toBe(letter);
    const decided = decisive(given);
    for (const rule of because.split(' ').filter((id) => id !== '')) expect(decided).toContain(rule);
    if (because === '') expect(decided).toEqual([]);
  });

  it('are forty in the table, and the one behind STARTTLS is not graded by the guide', () => {
    if (!latest) throw new Error('2009r');
    const p01 = facts({
      target: { starttls: 'postgres', port: 5432 },
      http: null,
      chains: [chain({}, untrusted('DEPTH_ZERO_SELF_SIGNED_CERT'))],
    });
    expect(ROWS).toHaveLength(39);
    expect(grade(p01, latest)).toMatchObject({ byGuide: false, letter: 'T', trustIgnored: 'A+' });
    expect(grade(p01, latest).reasons.filter(({ rule }) => rule.startsWith('hsts'))).toEqual([]);
    expect(grade(facts(), latest).byGuide).toBe(true);
  });

  it('get another grade of the revision before', () => {
    if (!before) throw new Error('2009q');
    const onlyTls12 = facts({ protocols: { tls12: protocol(GOOD_TLS12) } });
    expect(grade(onlyTls12, before)).toMatchObject({ letter: 'A+', criteria: '2009q' });
    const noScsv = facts({
      protocols: { tls12: protocol(GOOD_TLS12), tls13: protocol(GOOD_TLS13) },
      fallbackScsv: false,
    });
    expect(grade(noScsv, before).letter).toBe('A');
    expect(decisive(grade(noScsv, before))).toEqual(['fallback_scsv']);
  });
});
