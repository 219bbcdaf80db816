import { constants } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { LEGACY, type SecureOptions, secure } from '@/lib/tls/connect/secure';
import { bestOld } from '@/lib/tls/probes/found';
import { sniOption } from '@/lib/tls/probes/offers';
import { done, type Probe, type ProbeContext } from '@/lib/tls/probes/types';

/** Tickets of TLS 1.3 come after the handshake; servers that send them do so at once. */
const TICKET_WAIT = 400;

/** Two handshakes, the second with the session of the first; null where a first one does not come about. */
async function resumes(
  { connector, sni }: ProbeContext,
  options: SecureOptions,
  take: (socket: TLSSocket) => Promise<Buffer | undefined>,
): Promise<boolean | null> {
  const all = { ...options, ...sniOption(sni) };
  try {
    const session = await secure(connector, all, take);
    if (session === undefined) return false;
    return await secure(connector, { ...all, session }, async (socket) => socket.isSessionReused());
  } catch {
    return null;
  }
}

const OLD: SecureOptions = { maxVersion: 'TLSv1.2' };

/** By session id (RFC 5246, section 7.3): tickets are not offered. */
const byId = (context: ProbeContext) =>
  resumes(context, { ...OLD, flags: LEGACY | constants.SSL_OP_NO_TICKET }, async (socket) => socket.getSession());

/** By ticket (RFC 5077); without one from the server there is nothing to resume. */
const byTicket = (context: ProbeContext) =>
  resumes(context, OLD, async (socket) => (socket.getTLSTicket() === undefined ? undefined : socket.getSession()));

/** By pre-shared key (RFC 8446, section 2.2). A request makes servers talk that say nothing unasked. */
const byPsk = (context: ProbeContext) =>
  resumes(context, { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3' }, async (socket) => {
    const ticket = new Promise<Buffer | undefined>((resolve) => {
      socket.once('session', resolve);
      setTimeout(() => resolve(undefined), TICKET_WAIT).unref();
    });
    socket.resume();
    return ticket;
  });

/** How a client that comes back may shorten its handshake. */
export const resumption: Probe = {
  id: 'resumption',
  async run(context) {
    const version = bestOld(context.found);
    const old = version !== null && version !== 'ssl3';
    const [ids, tickets, psk] = await Promise.all([
      old ? byId(context) : null,
      old ? byTicket(context) : null,
      context.found.tls13.facts.offered === true ? byPsk(context) : null,
    ]);
    return done({ facts: { resumption: { ids, tickets, psk } } });
  },
};
