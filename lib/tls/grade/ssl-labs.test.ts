import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ScanFacts, TlsVersion } from '@/lib/tls/facts';
import { criteriaOf } from '@/lib/tls/grade/criteria';
import { grade } from '@/lib/tls/grade/grade';
import { groupFacts } from '@/lib/tls/registry/groups';
import { chain, facts, hsts, protocol, rsa } from '@/lib/tls/testing/facts';

/** What SSL Labs saw of real servers, as facts of ours: our letter must be theirs, by the revision that they used. */
const corpus = process.env.LAGEBILD_CORPUS;

const endpoint = z.object({
  grade: z.string(),
  details: z.object({
    suites: z.array(
      z.object({
        protocol: z.number(),
        preference: z.boolean().nullish(),
        list: z.array(
          z.object({
            id: z.number(),
            kxType: z.string().nullish(),
            kxStrength: z.number().nullish(),
            namedGroupId: z.number().nullish(),
          }),
        ),
      }),
    ),
    sims: z.object({
      results: z.array(
        z.object({
          client: z.object({ name: z.string(), version: z.string() }),
          errorCode: z.number(),
          protocolId: z.number().nullish(),
          suiteId: z.number().nullish(),
        }),
      ),
    }),
    renegSupport: z.number(),
    fallbackScsv: z.boolean().nullish(),
    hstsPolicy: z.object({ maxAge: z.number().nullish() }),
  }),
});
type Endpoint = z.infer<typeof endpoint>;

const VERSIONS: ReadonlyMap<number, TlsVersion> = new Map([
  [768, 'ssl3'],
  [769, 'tls10'],
  [770, 'tls11'],
  [771, 'tls12'],
  [772, 'tls13'],
]);
/** The newest of each browser in those reports: they can do better than old suites. */
const CURRENT = new Set(['Chrome 80', 'Firefox 73', 'Safari 12.1.2', 'Edge 18', 'OpenSSL 1.1.1c']);
const SECURE_RENEGOTIATION = 2;

function factsOf({ details }: Endpoint): ScanFacts {
  const offered = details.suites.flatMap(({ protocol: code, list, preference }) => {
    const version = VERSIONS.get(code);
    const sizes = list.flatMap(({ kxType, kxStrength }) => (kxType === 'DH' && kxStrength ? [kxStrength] : []));
    const groups = [...new Set(list.flatMap(({ namedGroupId }) => namedGroupId ?? []))].map(groupFacts);
    const more = { groups, dhBits: sizes.length > 0 ? Math.min(...sizes) : null };
    return version
      ? [
          [
            version,
            protocol(
              list.map(({ id }) => id),
              { ...more, preference: preference ? 'server' : 'client' },
            ),
          ] as const,
        ]
      : [];
  });
  return facts({
    chains: [chain({ key: rsa(2048) })],
    protocols: Object.fromEntries(offered),
    http: hsts(details.hstsPolicy.maxAge ?? null),
    fallbackScsv: details.fallbackScsv ?? null,
    renegotiation: { secure: (details.renegSupport & SECURE_RENEGOTIATION) !== 0, clientInitiated: false },
    simulations: details.sims.results.map(({ client, errorCode, protocolId, suiteId }) => ({
      client: `${client.name} ${client.version}`,
      current: CURRENT.has(`${client.name} ${client.version}`),
      version: errorCode === 0 ? (VERSIONS.get(protocolId ?? 0) ?? null) : null,
      suite: errorCode === 0 ? (suiteId ?? null) : null,
      group: null,
      failure: errorCode === 0 ? null : 'failed',
    })),
  });
}

describe.skipIf(!corpus)('real servers', () => {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(corpus ?? '', path), 'utf8'));
  const hosts = z.array(z.object({ endpoints: z.array(endpoint) }));
  const first = (path: string) => hosts.parse(read(path))[0]?.endpoints[0];
  const criteria = criteriaOf('2009q');

  it.each([
    ['devolo.de', () => endpoint.parse(read('tls-reports/ssllabs/endpoint.json')), 'B', ['old_tls']],
    ['a good server', () => first('scans/ssl_labs/ssl_labs_ok_v1.5.0.json'), 'A+', []],
    [
      'a server with DH 1024',
      () => first('scans/ssl_labs/ssl_labs_dh1024_v1.5.0.json'),
      'B',
      ['dh_small', 'old_tls', 'no_aead'],
    ],
  ])('%s', (_name, load, letter, because) => {
    const seen = load();
    if (!seen || !criteria) throw new Error('no report');
    expect(seen.grade).toBe(letter);
    const given = grade(factsOf(seen), criteria);
    expect([given.letter, given.reasons.filter(({ decided }) => decided).map(({ rule }) => rule)]).toEqual([
      letter,
      because,
    ]);
  });
});
