import { SUITES, type Suite } from '@/e2e/lab/own/suites';

const SIGNALLING_RENEGOTIATION = 0x00ff;

export type Hello = {
  readonly version: number;
  readonly random: Buffer;
  readonly sessionId: Buffer;
  readonly suite: Suite | null;
  readonly compressions: Buffer;
  readonly extensions: ReadonlyMap<number, Buffer>;
  /** renegotiation_info, or the suite that stands for it. */
  readonly knowsSecureRenegotiation: boolean;
};

/** A cursor over a ClientHello; reading past the end throws, which ends the connection. */
function cursor(bytes: Buffer) {
  let at = 0;
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new Error('ClientHello ends early');
    at += length;
    return bytes.subarray(at - length, at);
  };
  return {
    take,
    vector: (lengthBytes: number) => take(take(lengthBytes).readUIntBE(0, lengthBytes)),
    done: () => at >= bytes.length,
  };
}

/** Reads a ClientHello's body (RFC 5246, section 7.4.1.2). @throws on a broken one */
export function readHello(body: Buffer): Hello {
  const reader = cursor(body);
  const version = reader.take(2).readUInt16BE();
  const random = Buffer.from(reader.take(32));
  const sessionId = Buffer.from(reader.vector(1));
  const suites = reader.vector(2);
  const offered = Array.from({ length: suites.length / 2 }, (_, at) => suites.readUInt16BE(2 * at));
  const compressions = reader.vector(1);
  const extensions = new Map<number, Buffer>();
  const list = cursor(reader.done() ? Buffer.alloc(0) : reader.vector(2));
  while (!list.done()) extensions.set(list.take(2).readUInt16BE(), list.vector(2));
  return {
    version,
    random,
    sessionId,
    suite: SUITES.find(({ id }) => offered.includes(id)) ?? null,
    compressions,
    extensions,
    knowsSecureRenegotiation: extensions.has(0xff01) || offered.includes(SIGNALLING_RENEGOTIATION),
  };
}
