import { openHandshake13 } from '@/lib/tls/connect/handshake13';
import { sayHello } from '@/lib/tls/connect/hello';
import { bestOld, suitesOf } from '@/lib/tls/probes/found';
import { offer, sniOf } from '@/lib/tls/probes/offers';
import { done, type Probe, type ProbeContext, type SentChain } from '@/lib/tls/probes/types';
import { schemeIds } from '@/lib/tls/registry/schemes';
import { EXTENSION, extension, signatureAlgorithms, statusRequest } from '@/lib/tls/wire/extensions';

/** Kinds of leaf that a server may hold side by side: a client that can do only the one gets that one. */
const KINDS = [
  { auth: 'ECDSA', keys: ['ecdsa', 'eddsa'] },
  { auth: 'RSA', keys: ['rsa'] },
  { auth: 'DSS', keys: ['dsa'] },
] as const;
const asks = [statusRequest(), extension(EXTENSION.sct)];

/** A chain, or why there was none; null where nothing was to be asked. */
type Asked = SentChain | string | null;

async function chain13(context: ProbeContext, keys: readonly string[]): Promise<Asked> {
  if (context.found.tls13.facts.offered !== true || keys.includes('dsa')) return null;
  const { data } = signatureAlgorithms(schemeIds());
  const schemes = [signatureAlgorithms(schemeIds(...keys)), extension(EXTENSION.signatureAlgorithmsCert, data)];
  const answer = await openHandshake13(context.connector, { extensions: [...sniOf(context.sni), ...schemes, ...asks] });
  return answer.kind === 'opened' ? answer.opened.certificate : answer.why;
}

async function chainOld(context: ProbeContext, auth: string): Promise<Asked> {
  const version = bestOld(context.found);
  const suites = version === null ? [] : suitesOf(context.found, version, (suite) => suite.auth === auth);
  if (version === null || suites.length === 0) return null;
  const answer = await sayHello(context.connector, offer({ version, suites, sni: context.sni, extra: asks }), true);
  if (answer.kind !== 'hello') return answer.kind;
  if (answer.flight.certificate === null) return answer.flight.cut;
  const { ders } = answer.flight.certificate;
  return { ders, staple: answer.flight.staple, scts: answer.hello.extensions.get(EXTENSION.sct) ?? null };
}

/** Chains that the enumeration met on its way, those that only an old version shows among them. */
function met({ found }: ProbeContext): SentChain[] {
  return Object.values(found).flatMap(({ lists }) =>
    lists.flat().flatMap(({ flight }) => (flight.certificate === null ? [] : [flight.certificate])),
  );
}

/** The same chain once, with the staple and the timestamps of whoever had them. */
function distinct(chains: readonly SentChain[]): SentChain[] {
  const known = new Map<string, SentChain>();
  for (const chain of chains.filter(({ ders }) => ders.length > 0)) {
    const key = Buffer.concat([...chain.ders]).toString('latin1');
    const before = known.get(key);
    known.set(key, {
      ders: chain.ders,
      staple: before?.staple ?? chain.staple,
      scts: before?.scts ?? chain.scts,
    });
  }
  return [...known.values()];
}

/** More different chains than any server has: the rest is not judged. */
const MOST = 8;

/** Chains of every kind of key, with what is stapled to them (RFC 6066, section 8) and the timestamps (RFC 6962). */
export const certificates: Probe = {
  id: 'certificates',
  async run(context) {
    const asked = await Promise.all(
      KINDS.flatMap(({ auth, keys }) => [chain13(context, keys), chainOld(context, auth)]),
    );
    const got = asked.filter((each) => each !== null && typeof each === 'object');
    const chains = distinct([...got, ...met(context)]).slice(0, MOST);
    if (chains.length > 0) return done({ chains });
    return { state: 'inconclusive', why: asked.find((each) => typeof each === 'string') ?? 'no_certificate' };
  },
};
