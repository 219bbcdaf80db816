import { sayHello } from '@/lib/tls/connect/hello';
import { bestOld } from '@/lib/tls/probes/found';
import { offer } from '@/lib/tls/probes/offers';
import { done, notApplicable, type Probe, type ProbeContext } from '@/lib/tls/probes/types';
import { EXTENSION, extension } from '@/lib/tls/wire/extensions';

const DEFLATE = 1;

/** DEFLATE is offered beside null; the ServerHello names the choice (CRIME). A refusal of the hello is a no. */
async function compression({ connector, sni, found }: ProbeContext): Promise<boolean | null> {
  const version = bestOld(found);
  if (version === null) return false;
  const { suites } = found[version].facts;
  const answer = await sayHello(connector, offer({ version, sni, suites, compression: [DEFLATE, 0] }));
  if (answer.kind === 'hello') return answer.hello.compression === DEFLATE;
  return answer.kind === 'alert' || answer.kind === 'closed' ? false : null;
}

/** Extended master secret (RFC 7627). */
async function masterSecret({ connector, sni, found }: ProbeContext): Promise<boolean | null> {
  const version = bestOld(found);
  if (version === null || version === 'ssl3') return null;
  const extra = [extension(EXTENSION.extendedMasterSecret)];
  const answer = await sayHello(connector, offer({ version, sni, suites: found[version].facts.suites, extra }));
  return answer.kind === 'hello' ? answer.hello.extensions.has(EXTENSION.extendedMasterSecret) : null;
}

export const compressionProbe: Probe = {
  id: 'compression',
  run: async (context) => done({ facts: { compression: await compression(context) } }),
};

export const extendedMasterSecret: Probe = {
  id: 'extended_master_secret',
  async run(context) {
    if (bestOld(context.found) === null) return notApplicable('tls13_only');
    return done({ facts: { extendedMasterSecret: await masterSecret(context) } });
  },
};
