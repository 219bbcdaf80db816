import { randomBytes } from 'node:crypto';
import type { Connector } from '@/lib/tls/connect/connector';
import { sayHello } from '@/lib/tls/connect/hello';
import { secure } from '@/lib/tls/connect/secure';
import { bestOld } from '@/lib/tls/probes/found';
import { offer, sniOption } from '@/lib/tls/probes/offers';
import { type ActiveWeakness, inconclusive, notApplicable, safe, vulnerable } from '@/lib/tls/weaknesses/types';
import { EXTENSION, extension } from '@/lib/tls/wire/extensions';

/** Half of what a session id may have: an echo of the whole shows 16 bytes of the server's memory. */
const ID_LENGTH = 16;

/** A ticket of a whole handshake by Node's own TLS, which is up to TLS 1.2; null where the server gives none. */
async function ticketOf(connector: Connector, sni: string | null): Promise<Buffer | null> {
  const options = { maxVersion: 'TLSv1.2' as const, ...sniOption(sni) };
  const ticket = await secure(connector, options, async (socket) => socket.getTLSTicket());
  return ticket === undefined || ticket.length === 0 ? null : ticket;
}

/** CVE-2016-9244, in load balancers of F5. */
export const ticketbleed: ActiveWeakness = {
  id: 'ticketbleed',
  async ask({ connector, sni, found }) {
    const version = bestOld(found);
    if (version === null || version === 'ssl3') return notApplicable('no_tickets');
    const ticket = await ticketOf(connector, sni);
    if (ticket === null) return notApplicable('no_tickets');
    const sessionId = randomBytes(ID_LENGTH);
    const extra = [extension(EXTENSION.extendedMasterSecret), extension(EXTENSION.sessionTicket, ticket)];
    const hello = { ...offer({ version, sni, suites: found[version].facts.suites, extra }), sessionId };
    const answer = await sayHello(connector, hello);
    if (answer.kind === 'silent') return inconclusive('silence');
    if (answer.kind !== 'hello') return inconclusive('no_server_hello');
    const echo = answer.hello.sessionId;
    if (!echo.subarray(0, ID_LENGTH).equals(sessionId)) return safe('not_resumed');
    return echo.length > ID_LENGTH ? vulnerable(`${echo.length - ID_LENGTH} bytes`) : safe();
  },
};
