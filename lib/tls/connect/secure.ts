import { constants } from 'node:crypto';
import {
  type ConnectionOptions,
  connect,
  createSecureContext,
  type SecureContext,
  type SecureVersion,
  type TLSSocket,
} from 'node:tls';
import type { Connector, DialLimits } from '@/lib/tls/connect/connector';
import { ConnectError } from '@/lib/tls/connect/errors';
import { groupFacts } from '@/lib/tls/registry/groups';
import { AGREEABLE_GROUPS } from '@/lib/tls/wire/agreement';

/** Node's TLS did not come to terms with the server; `message` is OpenSSL's code where there is one. */
export class SecureError extends Error {
  override readonly name = 'SecureError';
}

/** Servers without RFC 5746 are spoken to as well. */
export const LEGACY = constants.SSL_OP_LEGACY_SERVER_CONNECT | constants.SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION;

export type SecureOptions = Pick<ConnectionOptions, 'servername' | 'session' | 'ALPNProtocols'> & {
  readonly minVersion?: SecureVersion;
  readonly maxVersion?: SecureVersion;
  /** Flags of OpenSSL in place of LEGACY. */
  readonly flags?: number;
};

const contexts = new Map<string, SecureContext>();

/** Also groups that OpenSSL does not offer by itself: a server may agree in no other. */
const ecdhCurve = AGREEABLE_GROUPS.map((id) => groupFacts(id).name).join(':');

/** Everything that Node can do, however weak: a scan judges, it protects nothing here. One context serves all scans. */
function contextOf({ minVersion = 'TLSv1', maxVersion = 'TLSv1.3', flags = LEGACY }: SecureOptions): SecureContext {
  const key = `${minVersion} ${maxVersion} ${flags}`;
  const ciphers = 'ALL:COMPLEMENTOFALL:@SECLEVEL=0';
  const options = { minVersion, maxVersion, ciphers, ecdhCurve, secureOptions: flags };
  const context = contexts.get(key) ?? createSecureContext(options);
  contexts.set(key, context);
  return context;
}

function handshake(socket: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(new ConnectError('closed')));
  });
}

/** ConnectError as it is; what OpenSSL says as SecureError. */
function asKnown(error: unknown): Error {
  if (error instanceof ConnectError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return code === 'ECONNRESET' || code === 'EPIPE' ? new ConnectError('closed') : new SecureError(code);
}

/**
 * A whole handshake by Node's own TLS over a dialled connection, and `work` on it; certificates are not judged here.
 * The socket is destroyed however that ends. Throws ConnectError and SecureError.
 */
export function secure<T>(
  connector: Connector,
  options: SecureOptions,
  work: (socket: TLSSocket) => Promise<T>,
  limits: DialLimits = {},
): Promise<T> {
  return connector.dial(async (connection) => {
    const stream = connection.stream();
    const { servername, session, ALPNProtocols } = options;
    const socket = connect({
      socket: stream,
      secureContext: contextOf(options),
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      servername,
      session,
      ALPNProtocols,
    });
    const ended = new Promise<never>((_resolve, reject) => {
      stream.once('error', reject);
      socket.on('error', reject);
      // Later than what the last bytes have settled.
      socket.once('close', () => setImmediate(reject, new ConnectError('closed')));
    });
    try {
      return await Promise.race([handshake(socket).then(() => work(socket)), ended]);
    } catch (error) {
      throw asKnown(error);
    } finally {
      ended.catch(() => undefined);
      socket.on('error', () => undefined);
      stream.on('error', () => undefined);
      socket.destroy();
      stream.destroy();
    }
  }, limits);
}
