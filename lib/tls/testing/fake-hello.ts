import { Reader } from '@/lib/tls/wire/bytes';
import { parseExtensions } from '@/lib/tls/wire/server-hello';

/** A ClientHello as a server of the tests reads it. */
export type HeardHello = {
  readonly version: number;
  readonly random: Buffer;
  readonly sessionId: Buffer;
  readonly suites: readonly number[];
  readonly compression: readonly number[];
  readonly extensions: ReadonlyMap<number, Buffer>;
};

export function parseClientHello(body: Buffer): HeardHello {
  const reader = new Reader(body);
  return {
    version: reader.uint(2),
    random: reader.take(32),
    sessionId: reader.vector(1),
    suites: new Reader(reader.vector(2)).numbers(2),
    compression: new Reader(reader.vector(1)).numbers(1),
    extensions: reader.left > 0 ? parseExtensions(reader.vector(2)) : new Map(),
  };
}
