import type { Certificate } from '@/lib/tls/certificates/certificate';
import type { ChainFacts } from '@/lib/tls/facts';

/** Roots under a name: "mozilla", or what a team calls its own. DER. */
export type TrustStore = { readonly name: string; readonly certificates: readonly Buffer[] };

/** What is asked over http of an address that a certificate names. `limit`: bytes of an answer, more are refused. */
export type FetchRequest = {
  readonly url: string;
  readonly post: { readonly type: string; readonly body: Buffer } | null;
  readonly limit: number;
};

/**
 * Fetches by the address policy that holds for targets.
 * @throws FetchFailure, or anything else for "unreachable"
 */
export type FetchBytes = (request: FetchRequest) => Promise<Buffer>;

/** Why there was no answer: the policy refuses the address, it was too long, or nobody answered well. */
export class FetchFailure extends Error {
  override readonly name = 'FetchFailure';
  constructor(readonly why: 'refused' | 'too_large' | 'unreachable') {
    super(why);
  }
}

export type ChainInput = {
  /** DER as the server sent it, leaf first. */
  readonly sent: readonly Buffer[];
  /** The name that was asked for: SNI, else host. */
  readonly host: string;
  readonly now: Date;
  /** OCSPResponse of the CertificateStatus; null without. */
  readonly staple: Buffer | null;
  /** Contents of TLS extension 18; null without. */
  readonly handshakeScts: Buffer | null;
  /** Intermediates known from elsewhere: they tell an incomplete chain from an unknown CA. */
  readonly intermediates: readonly Buffer[];
  /** Own stores; Mozilla's is always asked. */
  readonly stores: readonly TrustStore[];
  /** Null: nothing is fetched. */
  readonly fetch: FetchBytes | null;
};

export type ChainResult = {
  readonly chain: ChainFacts;
  /** DER of intermediates on a trusted path: worth knowing for the next scan. */
  readonly intermediates: readonly Buffer[];
};

/** Certificates by the DER of their subject. */
export type Pool = ReadonlyMap<string, readonly Certificate[]>;
