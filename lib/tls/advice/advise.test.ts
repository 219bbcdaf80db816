import { describe, expect, it } from 'vitest';
import { advise } from '@/lib/tls/advice/advise';
import { ADVICE_PRODUCTS, type Advice } from '@/lib/tls/advice/types';
import type { ScanFacts } from '@/lib/tls/facts';
import { criteriaAt } from '@/lib/tls/grade/criteria';
import { grade } from '@/lib/tls/grade/grade';
import { bestUnder, letterRank } from '@/lib/tls/grade/letters';
import type { Letter } from '@/lib/tls/grade/types';
import { chain, facts, hsts, rsa, untrusted } from '@/lib/tls/testing/facts';
import { FLAWS } from '@/lib/tls/testing/flaws';

const criteria = criteriaAt(new Date('2026-11-22T12:00:00Z'));
const adviceFor = (seen: ScanFacts, target: Letter = 'A+') => advise(seen, grade(seen, criteria), target, criteria);
const flawed = (...ids: string[]) => ids.reduce((seen, id) => FLAWS[id]?.(seen) ?? seen, facts());
const linesWith = ({ blocks }: Advice, rule: string) =>
  blocks.map(({ lines }) => lines.filter(({ rules }) => rules.includes(rule)).map(({ text }) => text.trim()));

/** Another certificate, or newer software, and no line of configuration. */
const BEYOND = new Set(
  `cert_expired cert_not_yet_valid cert_self_signed cert_untrusted cert_revoked cert_sha1 cert_name cert_signature_broken
   key_broken key_small key_debian key_exponent drown heartbleed ccs_injection ticketbleed insecure_renegotiation
   no_secure_renegotiation`.split(/\s+/),
);

describe('advice', () => {
  it.each(Object.keys(FLAWS).map((id) => [id, BEYOND.has(id)] as const))('against %s (beyond: %s)', (id, beyond) => {
    const seen = flawed(id);
    const advice = adviceFor(seen);
    const effect = criteria.rules.find(({ rule }) => rule === id)?.effect ?? 'note';
    expect(advice.blocks.map(({ product }) => product)).toEqual(Object.keys(ADVICE_PRODUCTS));
    if (beyond) {
      expect(advice.beyond).toContain(id);
      expect(linesWith(advice, id).flat()).toEqual([]);
      expect(letterRank(advice.reached ?? 'T')).toBeLessThan(letterRank('A+'));
    } else {
      expect([advice.reached, advice.beyond]).toEqual(['A+', []]);
      const mending = linesWith(advice, id).filter((lines) => lines.length > 0).length;
      // Compression has a switch in Apache alone; elsewhere it went with old versions.
      if (bestUnder(effect) !== 'A+') expect(mending).toBe(id === 'crime' ? 1 : advice.blocks.length);
    }
  });

  it('tells for each line what it mends', () => {
    const advice = adviceFor(flawed('old_tls', 'rc4', 'hsts_absent', 'chain_incomplete'));
    const [nginx] = advice.blocks;
    expect(nginx?.lines.filter(({ rules }) => rules.length > 0)).toEqual([
      { text: '    ssl_certificate /etc/nginx/tls/a.tls.test/fullchain.pem;', rules: ['chain_incomplete'] },
      { text: '    ssl_protocols TLSv1.2 TLSv1.3;', rules: ['old_tls', 'beast'] },
      {
        text: '    ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;',
        rules: ['rc4', 'lucky13'],
      },
      { text: '    add_header Strict-Transport-Security "max-age=31536000" always;', rules: ['hsts_absent'] },
    ]);
  });

  it('reaches a modest target where the rest is beyond it', () => {
    const seen = facts({ chains: [chain({ key: rsa(1024) })], http: hsts(null) });
    expect(adviceFor(seen, 'B')).toMatchObject({ reached: 'B', beyond: [] });
    expect(adviceFor(seen, 'A')).toMatchObject({ reached: 'B', beyond: ['key_small'] });
    const unknown = facts({ chains: [chain({}, untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'))] });
    expect(adviceFor(unknown, 'B')).toMatchObject({ reached: 'T', beyond: ['cert_untrusted'] });
  });

  it('switches stapling on where the certificate demands it', () => {
    for (const lines of linesWith(adviceFor(flawed('must_staple')), 'must_staple').slice(0, 3)) {
      expect(lines.length).toBeGreaterThan(0);
    }
    const stapling = adviceFor(facts()).blocks.flatMap(({ lines }) =>
      lines.filter(({ text }) => /stapl|ocsp/i.test(text)),
    );
    expect(stapling).toEqual([]);
  });

  it('has none behind STARTTLS, and writes no host that is none', () => {
    expect(adviceFor(facts({ target: { starttls: 'smtp', port: 25 }, http: null })).blocks).toEqual([]);
    const wild = facts({ target: { host: 'a; rm -rf /', sni: null } });
    const written = adviceFor(wild)
      .blocks.flatMap(({ lines }) => lines.map(({ text }) => text))
      .join('\n');
    expect(written).not.toContain('rm -rf');
    expect(written).toContain('example.org');
  });
});
