import type { Connection } from '@/lib/tls/connect/connection';
import { beginHandshake } from '@/lib/tls/connect/handshake';
import type { TlsStream } from '@/lib/tls/connect/hello';
import { bestOld } from '@/lib/tls/probes/found';
import { offer } from '@/lib/tls/probes/offers';
import { plainRecords, reactionOf, SILENCE } from '@/lib/tls/weaknesses/reaction';
import { type ActiveWeakness, inconclusive, notApplicable, safe, vulnerable } from '@/lib/tls/weaknesses/types';
import { EXTENSION, extension } from '@/lib/tls/wire/extensions';
import { HANDSHAKE, handshakeMessage } from '@/lib/tls/wire/handshake';
import { CONTENT, record } from '@/lib/tls/wire/records';

/** RFC 6520, section 2: peer_allowed_to_send. */
const ALLOWED = extension(EXTENSION.heartbeat, Buffer.of(1));
/** A request that claims 32 bytes and carries none: a server that copies what was claimed gives its memory away. */
const REQUEST = Buffer.of(1, 0, 32);
/** Out of order, so every server answers it with an alert: whatever it has to say of the heartbeat comes before. */
const UNEXPECTED = handshakeMessage(HANDSHAKE.finished, Buffer.alloc(12));

function provoke(connection: Connection, version: number): void {
  connection.write(
    Buffer.concat([record(CONTENT.heartbeat, version, REQUEST), record(CONTENT.handshake, version, UNEXPECTED)]),
  );
}

/** Length of the heartbeat that came back; null without one. The bytes are dropped as they come. */
async function answered(stream: TlsStream): Promise<{ length: number | null; reaction: string }> {
  let length: number | null = null;
  const next = plainRecords(stream);
  const reaction = await reactionOf(async () => {
    const found = await next();
    if (found.type !== CONTENT.heartbeat) return found;
    length = found.content.length;
    return { type: CONTENT.changeCipherSpec, content: Buffer.alloc(0) };
  });
  return { length, reaction };
}

/** CVE-2014-0160. */
export const heartbleed: ActiveWeakness = {
  id: 'heartbleed',
  async ask({ connector, sni, found }) {
    const version = bestOld(found);
    if (version === null) return notApplicable('tls13_only');
    const { suites } = found[version].facts;
    return connector.dial(async (connection) => {
      const begun = await beginHandshake(connection, offer({ version, sni, suites, extra: [ALLOWED] }));
      if (!begun.serverHello.extensions.has(EXTENSION.heartbeat)) return safe('no_heartbeat');
      provoke(connection, begun.version);
      const { length, reaction } = await answered(begun.stream);
      if (length !== null) return vulnerable(`${length} bytes`);
      return reaction === SILENCE ? inconclusive(SILENCE) : safe(reaction);
    });
  },
};
