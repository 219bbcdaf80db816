import type { Connector } from '@/lib/tls/connect/connector';
import { type Answer, sayHello } from '@/lib/tls/connect/hello';
import type { ScanFacts } from '@/lib/tls/facts';
import { ALL_GROUPS, idleShare, sniOf, X25519 } from '@/lib/tls/probes/offers';
import type { Enumeration } from '@/lib/tls/probes/suites';
import { notApplicable, type Probe } from '@/lib/tls/probes/types';
import { schemeIds } from '@/lib/tls/registry/schemes';
import type { ClientHello } from '@/lib/tls/wire/client-hello';
import {
  EXTENSION,
  type Extension,
  extension,
  keyShare,
  pointFormats,
  pskModes,
  renegotiationInfo,
  signatureAlgorithms,
  supportedGroups,
  supportedVersions,
} from '@/lib/tls/wire/extensions';

type Intolerance = ScanFacts['intolerances'][number];
type Change = {
  readonly versions?: readonly number[];
  readonly suites?: readonly number[];
  readonly groups?: readonly number[];
  readonly extra?: readonly Extension[];
};

/** RFC 8701: values that nobody will ever define; an honest server passes over them. */
const GREASE = 0x2a2a;

const CHANGES: readonly (readonly [Intolerance, Change])[] = [
  ['version', { versions: [GREASE] }],
  ['suite', { suites: [GREASE] }],
  ['group', { groups: [GREASE] }],
  ['extension', { extra: [extension(GREASE), extension(0x3a3a, Buffer.from([0]))] }],
  // Longer than a packet, as a hello with a key of ML-KEM is.
  ['long_hello', { extra: [extension(EXTENSION.padding, Buffer.alloc(1800))] }],
];

/** What a client of today offers, all versions at once, and one thing changed. */
function hello(found: Enumeration, sni: string | null, change: Change): ClientHello {
  const accepted = [...found.tls13.facts.suites, ...found.tls12.facts.suites, ...found.tls10.facts.suites];
  const shares = [...(change.groups ?? []).map((group) => ({ group, key: Buffer.from([0]) }))];
  return {
    version: 0x0303,
    sessionId: idleShare,
    suites: [...(change.suites ?? []), ...new Set([...accepted, ...found.tls11.facts.suites])],
    extensions: [
      ...sniOf(sni),
      supportedGroups([...(change.groups ?? []), ...ALL_GROUPS]),
      pointFormats(),
      signatureAlgorithms(schemeIds()),
      supportedVersions([...(change.versions ?? []), 0x0304, 0x0303, 0x0302, 0x0301]),
      keyShare([...shares, { group: X25519, key: idleShare }]),
      pskModes(),
      renegotiationInfo(),
      ...(change.extra ?? []),
    ],
  };
}

/** Whether the server minds: only an alert or a close says so, silence says nothing. */
function minds(answer: Answer): boolean | null {
  if (answer.kind === 'hello') return false;
  return answer.kind === 'alert' || answer.kind === 'closed' ? true : null;
}

async function ask(connector: Connector, found: Enumeration, sni: string | null) {
  const asked = await Promise.all(
    CHANGES.map(async ([name, change]) => ({
      name,
      minds: minds(await sayHello(connector, hello(found, sni, change))),
    })),
  );
  return {
    intolerances: asked.flatMap((each) => (each.minds === true ? [each.name] : [])),
    silent: asked.some((each) => each.minds === null),
  };
}

/** Versions, suites, groups, extensions and lengths that a server must not stumble over. */
export const intolerance: Probe = {
  id: 'intolerance',
  async run({ connector, sni, found }) {
    if ((['tls10', 'tls11', 'tls12', 'tls13'] as const).every((version) => found[version].facts.offered !== true)) {
      return notApplicable('ssl3_only');
    }
    const plain = await sayHello(connector, hello(found, sni, {}));
    // A server that refuses the plain one would be blamed for the changes.
    if (plain.kind !== 'hello') return { state: 'inconclusive', why: plain.kind };
    const { intolerances, silent } = await ask(connector, found, sni);
    return { state: silent ? 'inconclusive' : 'done', why: silent ? 'timeout' : null, facts: { intolerances } };
  },
};
