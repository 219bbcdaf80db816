import { describe, expect, it } from 'vitest';
import type { ScanFacts } from '@/lib/tls/facts';
import { CRITERIA, criteriaAt, criteriaOf } from '@/lib/tls/grade/criteria';
import { grade } from '@/lib/tls/grade/grade';
import { bestUnder, letterRank, worseOf } from '@/lib/tls/grade/letters';
import { rules } from '@/lib/tls/grade/rules/registry';
import type { Letter } from '@/lib/tls/grade/types';
import { facts, protocol, suites } from '@/lib/tls/testing/facts';
import { FLAWS } from '@/lib/tls/testing/flaws';

const now = new Date('2026-11-22T12:00:00Z');
const latest = criteriaAt(now);
const good = facts();

function flawed(...ids: string[]) {
  return ids.reduce((seen, id) => FLAWS[id]?.(seen) ?? seen, good);
}

/** Effects of 2009r as the table of rules has them; notes are not in it. */
const TABLE: readonly (readonly [Letter, string])[] = [
  ['T', 'cert_expired cert_not_yet_valid cert_self_signed cert_untrusted cert_revoked cert_sha1'],
  ['M', 'cert_name'],
  [
    'F',
    'ssl2 insecure_renegotiation key_broken dh_broken key_debian key_exponent cert_signature_broken ssl3_best rc4_only',
  ],
  ['F', 'poodle_tls zombie_poodle golden_doodle zero_length_oracle sleeping_poodle drown openssl_padding_oracle robot'],
  ['F', 'heartbleed ccs_injection ticketbleed anonymous export weak_cipher'],
  ['C', 'no_tls12 poodle_ssl3 crime rc4_negotiated small_block_negotiated'],
  ['B', 'key_small dh_small ssl3 rc4 chain_incomplete old_tls no_forward_secrecy no_aead beast'],
  ['A-', 'no_tls13 hsts_broken no_secure_renegotiation'],
  ['A', 'hsts_absent hsts_short'],
  ['A+', 'fallback_scsv small_block lucky13 small_curve client_renegotiation intolerance suites_incomplete'],
  ['A+', 'chain_order own_store expires_soon must_staple scts_missing'],
];
const ROWS = TABLE.flatMap(([letter, ids]) => ids.split(' ').map((id) => [id, letter] as const));

describe('criteria', () => {
  it('speak of each rule once, and of none that is not there', () => {
    for (const { rules: spoken } of CRITERIA) {
      expect(spoken.map(({ rule }) => rule).sort()).toEqual([...rules.keys()].sort());
    }
  });

  it('are those of the day', () => {
    expect(latest.id).toBe('2009r');
    expect(criteriaAt(new Date('2025-05-15T23:00:00Z')).id).toBe('2009q');
    expect(criteriaOf('2009a')).toBeNull();
  });
});

describe('each rule', () => {
  it('has a row here', () => {
    expect(ROWS.map(([id]) => id).sort()).toEqual([...rules.keys()].sort());
    expect(Object.keys(FLAWS).sort()).toEqual([...rules.keys()].sort());
  });

  it.each(ROWS)('%s: %s', (id, letter) => {
    const rule = rules.get(id);
    const criterion = latest.rules.find((candidate) => candidate.rule === id);
    const seen = flawed(id);
    const given = grade(seen, latest);
    const reason = given.reasons.find((candidate) => candidate.rule === id);
    expect(given.letter).toBe(letter);
    expect(reason).toMatchObject({ known: true, effect: criterion?.effect, sure: criterion?.sure });
    expect(rule?.finds(good, criterion?.limits ?? {})).toBeNull();
    expect(rule && criterion && rule.finds(rule.fix(seen), criterion.limits)).toBeNull();
  });

  it.each(
    ROWS.filter(
      ([id]) => id !== 'beast' && bestUnder(latest.rules.find(({ rule }) => rule === id)?.effect ?? 'note') !== 'A+',
    ),
  )('%s is decisive alone, and better when mended', (id, letter) => {
    const { reasons } = grade(flawed(id), latest);
    const reason = reasons.find(({ rule }) => rule === id);
    const others = reasons.filter(({ rule, decided }) => decided && rule !== id);
    expect(reason?.decided).toBe(true);
    if (others.length === 0) expect(letterRank(reason?.remedied ?? 'T')).toBeGreaterThan(letterRank(letter));
  });

  it('tells what would be left to do', () => {
    const { letter, reasons } = grade(flawed('no_aead', 'old_tls', 'hsts_absent'), latest);
    const remedied = Object.fromEntries(reasons.map((reason) => [reason.rule, [reason.decided, reason.remedied]]));
    expect(letter).toBe('B');
    expect(remedied).toMatchObject({
      no_aead: [true, 'B'],
      old_tls: [true, 'B'],
      hsts_absent: [false, 'B'],
      no_tls13: [false, 'B'],
    });
    const alone = grade(flawed('old_tls', 'hsts_absent'), latest);
    expect(alone.reasons.find(({ rule }) => rule === 'old_tls')?.remedied).toBe('A');
  });
});

it('a server that answers SSL 2 alone, or nothing that could be graded', () => {
  const ssl2 = { ...protocol([]), offered: true };
  expect(grade(facts({ protocols: { ssl2 }, chains: [] }), latest)).toMatchObject({ letter: 'F', scores: null });
  expect(grade(facts({ chains: [] }), latest)).toMatchObject({ letter: null, trustIgnored: null });
});

describe('what is negotiated', () => {
  const ids = suites('AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256');
  const by = (preference: 'server' | 'client', simulations: ScanFacts['simulations'] = []) => {
    const { reasons } = grade(facts({ protocols: { tls12: protocol(ids, { preference }) }, simulations }), latest);
    return reasons.filter(({ effect, known }) => known && effect === 'B').map(({ rule }) => rule);
  };
  const client = (name: string, current: boolean, chosen: number | null) => ({
    client: name,
    current,
    version: chosen === null ? null : ('tls12' as const),
    suite: chosen,
    group: null,
    failure: chosen === null ? 'handshake_failure' : null,
  });

  it('is what the server puts first, or what clients do where it leaves that to them', () => {
    expect(by('server')).toEqual(['no_forward_secrecy', 'no_aead']);
    expect(by('client')).toEqual([]);
  });

  it('names clients as people do', () => {
    const simulations = [client('safari-current', true, ids[0] ?? 0)];
    const { reasons } = grade(facts({ protocols: { tls12: protocol(ids) }, simulations }), latest);
    const params = reasons.find(({ rule }) => rule === 'no_aead')?.params;
    expect(params).toMatchObject({ clients: expect.stringMatching(/^Safari/), count: 1, version: 'TLS 1.2' });
  });

  it('is decided by simulations of clients of today, where one got through', () => {
    const [old = 0, good = 0] = ids;
    expect(by('server', [client('new', true, good), client('old', false, old)])).toEqual([]);
    expect(by('client', [client('new', true, good), client('other', true, old)])).toEqual([
      'no_forward_secrecy',
      'no_aead',
    ]);
    expect(by('client', [client('new', true, null), client('old', false, old)])).toEqual([]);
  });
});

/** These put other protocols or suites in place of what another flaw put there. */
const REPLACING = new Set(
  'ssl3_best rc4_only no_tls12 rc4_negotiated small_block_negotiated no_forward_secrecy no_aead'.split(' '),
);
const PLAIN = ROWS.filter(([id]) => !REPLACING.has(id));
const STANDING = new Set(['T', 'M', 'F']);

/** T before M before F, else the worse. */
function together(one: Letter, other: Letter): Letter {
  for (const first of ['T', 'M', 'F'] as const) if (one === first || other === first) return first;
  return worseOf(one, other);
}

/** One certificate is not signed twice, valid twice or of two keys: the later of two flaws of one kind stands. */
const kindOf = (id: string) =>
  /^key_/.test(id)
    ? 'key'
    : /^hsts/.test(id)
      ? 'hsts'
      : /^dh_/.test(id)
        ? 'dh'
        : /^cert_s(ha1|ignature)/.test(id)
          ? 'signature'
          : /^cert_(ex|not|self|un)|^own_store|^expires/.test(id)
            ? 'trust'
            : /ssl3/.test(id)
              ? 'ssl3'
              : /renegotiation/.test(id)
                ? 'renegotiation'
                : id;

it.each(PLAIN)('%s with each other flaw', (id, letter) => {
  for (const [other, otherLetter] of PLAIN) {
    if (kindOf(id) === kindOf(other)) continue;
    const { letter: both, reasons } = grade(flawed(id, other), latest);
    expect([other, both]).toEqual([other, together(letter, otherLetter)]);
    if (both && STANDING.has(both)) expect(reasons.some(({ decided }) => decided)).toBe(true);
  }
});
