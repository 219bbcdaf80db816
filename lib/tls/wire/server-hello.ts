import type { TlsVersion } from '@/lib/tls/facts';
import { Reader, WireError } from '@/lib/tls/wire/bytes';
import { EXTENSION } from '@/lib/tls/wire/extensions';
import { versionOf } from '@/lib/tls/wire/versions';

export type ServerHello = {
  /** What was negotiated, `supported_versions` seen; null for a version that nobody defined. */
  readonly version: TlsVersion | null;
  readonly random: Buffer;
  readonly sessionId: Buffer;
  readonly suite: number;
  readonly compression: number;
  readonly extensions: ReadonlyMap<number, Buffer>;
  /** A HelloRetryRequest (RFC 8446, section 4.1.4): suite and group are chosen, nothing else is said. */
  readonly retry: boolean;
  /** Group of `key_share`; null without one. */
  readonly group: number | null;
  /** The server's public key of `key_share`; null without one and in a retry. */
  readonly publicKey: Buffer | null;
};

/** SHA-256 of "HelloRetryRequest": the random that marks one. */
const RETRY = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');

/** The list of extensions; the same one twice is a protocol error (RFC 8446, section 4.2). */
export function parseExtensions(bytes: Buffer): Map<number, Buffer> {
  const reader = new Reader(bytes);
  const found = new Map<number, Buffer>();
  while (reader.left > 0) {
    const type = reader.uint(2);
    if (found.has(type)) throw new WireError('duplicate_extension');
    found.set(type, reader.vector(2));
  }
  return found;
}

function selectedVersion(legacy: number, extension: Buffer | undefined): number {
  return extension === undefined ? legacy : new Reader(extension).uint(2);
}

/** Reads the body of a ServerHello. Throws WireError on lengths that lie. */
export function parseServerHello(body: Buffer): ServerHello {
  const reader = new Reader(body);
  const legacy = reader.uint(2);
  const random = reader.take(32);
  const sessionId = reader.vector(1);
  if (sessionId.length > 32) throw new WireError('session_id_length');
  const suite = reader.uint(2);
  const compression = reader.uint(1);
  const extensions = reader.left > 0 ? parseExtensions(reader.vector(2)) : new Map<number, Buffer>();
  if (reader.left > 0) throw new WireError('trailing_bytes');
  const retry = random.equals(RETRY);
  const share = extensions.get(EXTENSION.keyShare);
  const shareReader = share === undefined ? null : new Reader(share);
  const group = shareReader?.uint(2) ?? null;
  return {
    version: versionOf(selectedVersion(legacy, extensions.get(EXTENSION.supportedVersions))),
    random,
    sessionId,
    suite,
    compression,
    extensions,
    retry,
    group,
    publicKey: retry ? null : (shareReader?.vector(2) ?? null),
  };
}

/** RFC 8446, section 4.1.3: the mark of a server that could do better than what it chose. */
export function hasDowngradeSentinel(random: Buffer): boolean {
  const end = random.subarray(24);
  return end.subarray(0, 7).toString('latin1') === 'DOWNGRD' && end.readUInt8(7) <= 1;
}
