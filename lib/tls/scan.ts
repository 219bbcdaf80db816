import { readChain } from '@/lib/tls/certificates/read-chain';
import { rootsIdentity } from '@/lib/tls/certificates/roots';
import type { FetchBytes, TrustStore } from '@/lib/tls/certificates/types';
import { Connector } from '@/lib/tls/connect/connector';
import { ConnectError } from '@/lib/tls/connect/errors';
import type { ChainFacts, ProtocolFacts, ScanFacts, StartTls } from '@/lib/tls/facts';
import { LAST_PROBES, PROBES } from '@/lib/tls/probes/registry';
import { type ProbeRun, runProbe } from '@/lib/tls/probes/run';
import { probeSsl2 } from '@/lib/tls/probes/ssl2';
import { type Enumeration, enumerateSuites } from '@/lib/tls/probes/suites';
import type { Probe, ProbeFacts, ProbeResult, SentChain } from '@/lib/tls/probes/types';
import { ACTIVE } from '@/lib/tls/weaknesses/registry';
import { runWeaknesses, weaknessFacts } from '@/lib/tls/weaknesses/run';
import type { RecordVersion } from '@/lib/tls/wire/versions';

export type ScanTarget = {
  readonly host: string;
  readonly port: number;
  readonly sni: string | null;
  /** The address that the name was resolved to, judged, and pinned: every connection goes there. */
  readonly address: string;
  readonly starttls: StartTls | null;
};

export type ScanOptions = {
  readonly signal: AbortSignal;
  /** Milliseconds for the whole scan. */
  readonly deadline: number;
  /** Handshakes at a time with the address, over all scans of this process. */
  readonly perAddress: number;
  /** Ids of probes and weaknesses that are not asked. */
  readonly switchedOff: readonly string[];
  /** DER of intermediates known from elsewhere: they tell an incomplete chain from an unknown CA. */
  readonly intermediates: readonly Buffer[];
  readonly stores: readonly TrustStore[];
  /** Null: issuers, OCSP and CRL are not fetched. */
  readonly fetch: FetchBytes | null;
  readonly now: Date;
  /** After each probe: how many of how many are through. */
  readonly onProgress?: (progress: { readonly probe: string; readonly done: number; readonly total: number }) => void;
  /** DER of intermediates that this scan saw on a trusted path. */
  readonly onIntermediates?: (ders: readonly Buffer[]) => void;
};

/** The first probe: it finds versions and suites, and all others lean on it. It cannot be switched off. */
const PROTOCOLS = 'protocols';

const UNKNOWN: Required<ProbeFacts> = {
  signatureSchemes: [],
  alpn: null,
  extendedMasterSecret: null,
  compression: null,
  fallbackScsv: null,
  downgradeSentinel: null,
  intolerances: [],
  renegotiation: { secure: null, clientInitiated: null },
  resumption: { ids: null, tickets: null, psk: null },
  dhReused: null,
  http: null,
  simulations: [],
};

/** Versions and suites, SSL 2 among them, as the first probe's run. */
async function findProtocols(connector: Connector, sni: string | null) {
  const begun = performance.now();
  const [ssl2, found] = await Promise.all([probeSsl2(connector), enumerateSuites(connector, sni)]);
  const cut = Object.values(found).find(({ why }) => why !== null)?.why ?? null;
  const run: ProbeRun = {
    state: cut === null ? 'done' : 'inconclusive',
    why: cut,
    milliseconds: performance.now() - begun,
    connections: connector.connections,
  };
  return { ssl2, found, run };
}

/** The protocols' facts with what single probes found out about a version. */
function protocolsWith(found: Enumeration, results: readonly ProbeResult[]): Omit<ScanFacts['protocols'], 'ssl2'> {
  const of = (version: RecordVersion): ProtocolFacts =>
    Object.assign({ ...found[version].facts }, ...results.map(({ versions }) => versions?.[version]));
  return { ssl3: of('ssl3'), tls10: of('tls10'), tls11: of('tls11'), tls12: of('tls12'), tls13: of('tls13') };
}

function factsOf(results: readonly ProbeResult[]): Required<ProbeFacts> {
  return Object.assign({ ...UNKNOWN }, ...results.map(({ facts }) => facts));
}

async function judgeChains(
  sent: readonly SentChain[],
  target: ScanTarget,
  options: ScanOptions,
): Promise<ChainFacts[]> {
  const judged = await Promise.all(
    sent.map(({ ders, staple, scts }) =>
      readChain({
        sent: ders,
        host: target.sni ?? target.host,
        now: options.now,
        staple,
        handshakeScts: scts,
        intermediates: options.intermediates,
        stores: options.stores,
        fetch: options.fetch,
      }),
    ),
  );
  options.onIntermediates?.(judged.flatMap(({ intermediates }) => [...intermediates]));
  return judged.map(({ chain }) => chain);
}

/**
 * Asks a server everything and says what it did. It throws only for mistakes of ours and for an aborted signal
 * (ConnectError 'aborted'): a server that is not there gives facts that know nothing, and probes that say why.
 */
export async function scan(target: ScanTarget, options: ScanOptions): Promise<ScanFacts> {
  const begun = performance.now();
  const { signal, perAddress, switchedOff, onProgress } = options;
  const connector = new Connector(target, { signal, perAddress, until: begun + options.deadline });
  const total = PROBES.length + ACTIVE.length + LAST_PROBES.length + 1;
  let through = 0;
  const advance = (probe: string) => onProgress?.({ probe, done: ++through, total });

  const { ssl2, found, run } = await findProtocols(connector.fork(), target.sni);
  advance(PROTOCOLS);
  const nobody = Object.values(found).every(({ facts }) => facts.offered !== true);
  const skip = (id: string) => (switchedOff.includes(id) ? 'switched_off' : nobody ? (run.why ?? 'no_protocol') : null);
  const context = { connector, sni: target.sni, found, signal };
  const runAll = (probes: readonly Probe[]) =>
    Promise.all(
      probes.map(async (probe) => {
        const outcome = await runProbe(probe, { ...context, connector: connector.fork() }, skip(probe.id));
        advance(probe.id);
        return { id: probe.id, ...outcome };
      }),
    );
  const [first, outcomes] = await Promise.all([runAll(PROBES), runWeaknesses(context, skip, advance)]);
  const ran = [...first, ...(await runAll(LAST_PROBES))];
  if (signal.aborted) throw new ConnectError('aborted');
  const results = ran.map(({ result }) => result).filter((result) => result !== null);
  const sent = results.flatMap(({ chains: each }) => each ?? []);
  const chains = await judgeChains(sent, target, options);
  const protocols = { ssl2: ssl2.facts, ...protocolsWith(found, results) };
  const probed = factsOf(results);
  return {
    version: 1,
    target: {
      host: target.host,
      port: target.port,
      sni: target.sni,
      address: target.address,
      starttls: target.starttls,
    },
    startedAt: options.now.toISOString(),
    milliseconds: performance.now() - begun,
    connections: connector.connections,
    roots: rootsIdentity(),
    protocols,
    chains,
    ...probed,
    weaknesses: weaknessFacts({ protocols, ...probed }, outcomes, switchedOff),
    probes: Object.fromEntries([[PROTOCOLS, run], ...[...ran, ...outcomes].map(({ id, run: each }) => [id, each])]),
  };
}
