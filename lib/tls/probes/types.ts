import type { Connector } from '@/lib/tls/connect/connector';
import type { ProtocolFacts, ScanFacts } from '@/lib/tls/facts';
import type { Enumeration } from '@/lib/tls/probes/suites';
import type { RecordVersion } from '@/lib/tls/wire/versions';

/** A chain as it came over the wire, before anybody judges it. */
export type SentChain = {
  readonly ders: readonly Buffer[];
  readonly staple: Buffer | null;
  /** Contents of TLS extension 18. */
  readonly scts: Buffer | null;
};

export type ProbeContext = {
  /** Counts the connections of this probe alone. */
  readonly connector: Connector;
  readonly sni: string | null;
  /** What the enumeration of versions and suites found: every later probe leans on it. */
  readonly found: Enumeration;
  readonly signal: AbortSignal;
};

/** Facts that a probe may set; what it leaves out stays unknown. */
export type ProbeFacts = Partial<
  Pick<
    ScanFacts,
    | 'signatureSchemes'
    | 'alpn'
    | 'extendedMasterSecret'
    | 'compression'
    | 'fallbackScsv'
    | 'downgradeSentinel'
    | 'intolerances'
    | 'renegotiation'
    | 'resumption'
    | 'dhReused'
    | 'http'
    | 'simulations'
  >
>;

export type ProbeResult = {
  readonly state: 'done' | 'inconclusive' | 'not_applicable';
  /** Why it is not done: a short English word, never bytes of the server. */
  readonly why: string | null;
  readonly facts?: ProbeFacts;
  readonly versions?: Partial<Record<RecordVersion, Partial<ProtocolFacts>>>;
  readonly chains?: readonly SentChain[];
};

export type Probe = {
  readonly id: string;
  /** Asks the server; may throw ConnectError, WireError and SecureError: then the probe was inconclusive. */
  run(context: ProbeContext): Promise<ProbeResult>;
};

export function done(result: Omit<ProbeResult, 'state' | 'why'>): ProbeResult {
  return { state: 'done', why: null, ...result };
}

export function notApplicable(why: string): ProbeResult {
  return { state: 'not_applicable', why };
}
