import type { TLSSocket } from 'node:tls';
import { ConnectError } from '@/lib/tls/connect/errors';
import { SecureError, secure } from '@/lib/tls/connect/secure';
import { bestOld } from '@/lib/tls/probes/found';
import { sniOption } from '@/lib/tls/probes/offers';
import { done, notApplicable, type Probe, type ProbeContext } from '@/lib/tls/probes/types';
import { EXTENSION } from '@/lib/tls/wire/extensions';

/** A server that ignores the request says nothing: waiting longer would only hold its connection. */
const PATIENCE = 1000;

/** Resolves true when the second handshake is through; the error of a refusal rejects. */
function renegotiate(socket: TLSSocket): Promise<boolean> {
  return new Promise((resolve, reject) => {
    socket.renegotiate({ rejectUnauthorized: false }, (error) => (error === null ? resolve(true) : reject(error)));
    socket.resume();
  });
}

/** Exactly one attempt, never a second: in a loop, this is an attack. */
async function clientInitiated({ connector, sni }: ProbeContext): Promise<boolean | null> {
  const options = { maxVersion: 'TLSv1.2' as const, ...sniOption(sni) };
  let shaken = false;
  try {
    return await secure(
      connector,
      options,
      (socket) => {
        shaken = true;
        return renegotiate(socket);
      },
      { milliseconds: Math.min(connector.patience, PATIENCE) },
    );
  } catch (error) {
    const refused = error instanceof SecureError || (error instanceof ConnectError && error.failure === 'closed');
    return shaken && refused ? false : null;
  }
}

/** Secure renegotiation (RFC 5746) by the ServerHello, and whether a client may ask for another handshake. */
export const renegotiation: Probe = {
  id: 'renegotiation',
  async run(context) {
    const version = bestOld(context.found);
    if (version === null) return notApplicable('tls13_only');
    const hello = context.found[version].lists.flat()[0]?.hello;
    const facts = {
      renegotiation: {
        secure: hello === undefined ? null : hello.extensions.has(EXTENSION.renegotiationInfo),
        clientInitiated: version === 'ssl3' ? null : await clientInitiated(context),
      },
    };
    const unknown = facts.renegotiation.clientInitiated === null;
    return unknown ? { state: 'inconclusive', why: 'no_answer', facts } : done({ facts });
  },
};
