import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readChain } from '@/lib/tls/certificates/read-chain';
import { anchorsOf, mozillaStore, rootsIdentity } from '@/lib/tls/certificates/roots';

describe('Mozilla’s roots', () => {
  it('are those that Node brings, each of them read', () => {
    const read = [...anchorsOf(mozillaStore()).values()].flat();
    expect(read).toHaveLength(new Set(rootCertificates).size);
    expect(read.every(({ facts }) => facts.key.bits >= 256)).toBe(true);
  });

  it('go with a scan by Node’s version and a hash of the list', () => {
    expect(rootsIdentity()).toEqual({ node: process.versions.node, hash: expect.stringMatching(/^[\da-f]{64}$/) });
    expect(rootsIdentity()).toEqual(rootsIdentity());
  });
});

const corpus = process.env.LAGEBILD_CORPUS;
const report = z.array(
  z.object({
    host: z.string(),
    testTime: z.number(),
    certs: z.array(z.object({ id: z.string(), raw: z.string() })),
    endpoints: z.array(
      z.object({ details: z.object({ certChains: z.array(z.object({ certIds: z.array(z.string()) })) }) }),
    ),
  }),
);

it.skipIf(!corpus)(
  'trust a chain of the world as of its day, whose last link is signed by a root that is gone',
  async () => {
    const text = readFileSync(join(corpus ?? '', 'scans/ssl_labs/ssl_labs_ok_v1.5.0.json'), 'utf8');
    const [host] = report.parse(JSON.parse(text));
    const raw = new Map(host?.certs.map((certificate) => [certificate.id, certificate.raw]));
    const [first] = host?.endpoints[0]?.details.certChains ?? [];
    const sent = first?.certIds.map((id) => new X509Certificate(raw.get(id) ?? '').raw) ?? [];
    const ask = (now: Date) =>
      readChain({
        sent,
        host: host?.host ?? '',
        now,
        staple: null,
        handshakeScts: null,
        intermediates: [],
        stores: [],
        fetch: null,
      });
    const { chain } = await ask(new Date(host?.testTime ?? 0));
    expect(chain).toMatchObject({ complete: true, ordered: true, nameMatches: true, validations: [{ trusted: true }] });
    expect(chain.path).toHaveLength(3);
    expect(chain.scts.map(({ by }) => by)).toEqual(['certificate', 'certificate']);
    const today = await ask(new Date('2026-11-22T12:00:00Z'));
    expect(today.chain.validations).toEqual([{ store: 'mozilla', trusted: false, error: 'CERT_HAS_EXPIRED' }]);
  },
);
