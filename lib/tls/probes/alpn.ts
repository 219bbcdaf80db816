import { openHandshake13 } from '@/lib/tls/connect/handshake13';
import { sayHello } from '@/lib/tls/connect/hello';
import { bestOld } from '@/lib/tls/probes/found';
import { offer, sniOf } from '@/lib/tls/probes/offers';
import { done, type Probe, type ProbeContext } from '@/lib/tls/probes/types';
import { schemeIds } from '@/lib/tls/registry/schemes';
import { Reader } from '@/lib/tls/wire/bytes';
import { alpn as alpnExtension, EXTENSION, signatureAlgorithms } from '@/lib/tls/wire/extensions';

/** IANA's registry of ALPN names, those that run over TCP. */
const NAMES = ['h2', 'http/1.1', 'http/1.0', 'spdy/3.1', 'imap', 'pop3', 'ftp', 'xmpp-client', 'postgresql'];

/** The extensions in which the server answers; 'refused' for its no, null where there was no answer. */
async function answered(context: ProbeContext, names: readonly string[]) {
  const { connector, sni, found } = context;
  const extra = [alpnExtension(names)];
  const version = bestOld(found);
  if (version === null) {
    const extensions = [...sniOf(sni), signatureAlgorithms(schemeIds()), ...extra];
    const answer = await openHandshake13(connector, { extensions });
    return answer.kind === 'opened' ? answer.opened.extensions : answer.kind === 'refused' ? 'refused' : null;
  }
  const { suites } = found[version].facts;
  const answer = await sayHello(connector, offer({ version, sni, suites, extra }));
  if (answer.kind === 'hello') return answer.hello.extensions;
  return answer.kind === 'alert' || answer.kind === 'closed' ? 'refused' : null;
}

/** The one name in the server's extension (RFC 7301, section 3.1). */
function nameIn(data: Buffer): string {
  return new Reader(new Reader(data).vector(2)).vector(1).toString('latin1');
}

/** Application protocols that the server takes, by elimination. */
export const alpn: Probe = {
  id: 'alpn',
  async run(context) {
    const chosen: string[] = [];
    let left = NAMES;
    while (left.length > 0) {
      const extensions = await answered(context, left);
      if (extensions === null) return { state: 'inconclusive', why: 'timeout' };
      const data = extensions === 'refused' ? undefined : extensions.get(EXTENSION.alpn);
      const name = data === undefined ? null : nameIn(data);
      if (name === null || !left.includes(name)) break;
      chosen.push(name);
      left = left.filter((other) => other !== name);
    }
    return done({ facts: { alpn: chosen } });
  },
};
