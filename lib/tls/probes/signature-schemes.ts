import { openHandshake13 } from '@/lib/tls/connect/handshake13';
import { eliminate } from '@/lib/tls/probes/eliminate';
import { suitesOf } from '@/lib/tls/probes/found';
import { sniOf } from '@/lib/tls/probes/offers';
import { done, notApplicable, type Probe, type ProbeContext } from '@/lib/tls/probes/types';
import { schemeIds } from '@/lib/tls/registry/schemes';
import { EXTENSION, extension, signatureAlgorithms } from '@/lib/tls/wire/extensions';

/** Chains may be signed by anything here: it is the handshake's signature that is asked for (RFC 8446, 4.2.3). */
const anyChain = extension(EXTENSION.signatureAlgorithmsCert, signatureAlgorithms(schemeIds()).data);

/** TLS 1.2: ServerKeyExchange names the scheme it is signed by. */
async function schemes12({ connector, sni, found }: ProbeContext): Promise<number[]> {
  const suites = suitesOf(found, 'tls12', (suite) => suite.kx === 'ECDHE' || suite.kx === 'DHE');
  const { chosen } = await eliminate(connector, {
    version: 'tls12',
    offers: suites.length === 0 ? [] : schemeIds(),
    offer: (schemes) => ({ version: 'tls12', sni, suites, schemes, extra: [anyChain] }),
    taken: ({ flight }) => flight.keyExchange?.scheme ?? null,
  });
  return chosen.map(({ id }) => id);
}

/** TLS 1.3: CertificateVerify names it, under encryption. */
async function schemes13({ connector, sni, found }: ProbeContext): Promise<number[]> {
  const chosen: number[] = [];
  let left = found.tls13.facts.offered === true ? schemeIds() : [];
  while (left.length > 0) {
    const extensions = [...sniOf(sni), signatureAlgorithms(left), anyChain];
    const answer = await openHandshake13(connector, { extensions });
    const scheme = answer.kind === 'opened' ? answer.opened.scheme : null;
    if (scheme === null || !left.includes(scheme)) break;
    chosen.push(scheme);
    left = left.filter((id) => id !== scheme);
  }
  return chosen;
}

/** Signature schemes that the server signs handshakes with, by elimination in TLS 1.2 and 1.3. */
export const signatureSchemes: Probe = {
  id: 'signature_schemes',
  async run(context) {
    const { tls12, tls13 } = context.found;
    if (tls12.facts.offered !== true && tls13.facts.offered !== true) return notApplicable('no_tls12');
    const [old, current] = await Promise.all([schemes12(context), schemes13(context)]);
    return done({ facts: { signatureSchemes: [...new Set([...current, ...old])] } });
  },
};
