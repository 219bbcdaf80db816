import { sayHello } from '@/lib/tls/connect/hello';
import { offer } from '@/lib/tls/probes/offers';
import { done, notApplicable, type Probe } from '@/lib/tls/probes/types';
import { ALERT } from '@/lib/tls/wire/alerts';
import { hasDowngradeSentinel } from '@/lib/tls/wire/server-hello';
import { RECORD_VERSIONS } from '@/lib/tls/wire/versions';

const FALLBACK_SCSV = 0x5600;

/** RFC 7507: a hello in the second highest version that says it is a fallback; alert 86 is the right answer. */
export const fallback: Probe = {
  id: 'fallback',
  async run({ connector, sni, found }) {
    const offered = RECORD_VERSIONS.filter((version) => found[version].facts.offered === true);
    const lower = offered.at(-2);
    if (lower === undefined) return notApplicable('one_version');
    const suites = [...found[lower].facts.suites, FALLBACK_SCSV];
    const answer = await sayHello(connector, offer({ version: lower, sni, suites }));
    if (answer.kind === 'hello') return done({ facts: { fallbackScsv: false } });
    if (answer.kind === 'alert') {
      return done({ facts: { fallbackScsv: answer.alert.code === ALERT.inappropriateFallback ? true : null } });
    }
    return { state: 'inconclusive', why: answer.kind };
  },
};

/** RFC 8446, section 4.1.3: the mark in the random of a 1.3 server that was asked for less. The enumeration saw it. */
export const downgrade: Probe = {
  id: 'downgrade',
  async run({ found }) {
    const older = (['tls12', 'tls11', 'tls10'] as const).flatMap((version) => found[version].lists.flat());
    const [first] = older;
    if (found.tls13.facts.offered !== true || first === undefined) return notApplicable('one_version');
    return done({ facts: { downgradeSentinel: hasDowngradeSentinel(first.hello.random) } });
  },
};
