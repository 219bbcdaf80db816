import type { KeyObject } from 'node:crypto';
import type { Opened } from '@/lib/tls/wire/cbc';

/** What a server of the tests does about a fault: go on as if there were none, hang up, say nothing, or send this alert. */
export type Reaction = 'accept' | 'close' | 'silence' | { readonly alert: number };

/** What is wrong with the PKCS #1 v1.5 block of an RSA key exchange. */
export type PkcsFault = 'prefix' | 'short_padding' | 'no_zero' | 'secret_length' | 'version';

/** The ways in which the server is broken; without them it is safe. */
export type Quirks = {
  /** A record with wrong padding or MAC (POODLE and kin). Safe: alert 20 for each. */
  readonly badRecord?: (record: Opened, version: number) => Reaction;
  /** A key exchange whose padding is wrong (ROBOT). Safe: 'accept', which goes on with a random secret. */
  readonly badPkcs?: (fault: PkcsFault) => Reaction;
  /** RFC 6520: `answers` treats it right, `bleeds` is Heartbleed (the bytes are zeros). */
  readonly heartbeat?: 'answers' | 'bleeds' | 'ignores';
  /** A ChangeCipherSpec before the key exchange is taken, as OpenSSL did before 1.0.1h (CVE-2014-0224). */
  readonly earlyChangeCipherSpec?: boolean;
  /** Gives tickets; a resumption echoes the session id (`honest`) or 32 bytes of it whatever its length (`bleeds`). */
  readonly tickets?: 'honest' | 'bleeds';
  /** Leaves `renegotiation_info` out (CVE-2009-3555). */
  readonly insecureRenegotiation?: boolean;
  /** Chooses DEFLATE where it is offered (CRIME); such a handshake ends at ServerHelloDone. */
  readonly compression?: boolean;
};

export type FakeOptions = {
  /** RSA. */
  readonly key: KeyObject;
  /** DER, leaf first. */
  readonly chain: readonly Buffer[];
  /** Code points in the server's order. RSA, ECDHE_RSA; only AES, CAMELLIA, ARIA and 3DES with CBC can be completed. */
  readonly suites: readonly number[];
  /** Code of the highest version, TLS 1.2 by default; TLS 1.3 is not spoken. */
  readonly highest?: number;
  /** Code of the lowest version, TLS 1.0 by default. */
  readonly lowest?: number;
  /** Answer to the first application data, after which the connection is closed; null: says nothing. */
  readonly response?: Buffer | null;
  readonly quirks?: Quirks;
};
