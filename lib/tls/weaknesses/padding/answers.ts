import { cbcHandshake } from '@/lib/tls/connect/cbc-session';
import { reasonOf } from '@/lib/tls/connect/hello';
import { suitesOf } from '@/lib/tls/probes/found';
import { offer } from '@/lib/tls/probes/offers';
import type { ProbeContext } from '@/lib/tls/probes/types';
import type { Suite } from '@/lib/tls/registry/suites';
import { compareReactions } from '@/lib/tls/weaknesses/compare';
import { type Malformed, PADDING_RECORDS, type PaddingRecord } from '@/lib/tls/weaknesses/padding/records';
import { type Reaction, reactionSoon, SILENCE } from '@/lib/tls/weaknesses/reaction';
import { cbcSuite } from '@/lib/tls/wire/cbc';
import { AGREEABLE_GROUPS } from '@/lib/tls/wire/pre-master';
import { CONTENT } from '@/lib/tls/wire/records';

type Version = (typeof VERSIONS)[number];

/** How a server answered malformed records: it said nothing else when asked again, where its answers differ. */
export type PaddingAnswers =
  | {
      readonly state: 'answered';
      readonly version: Version;
      /** IANA's name of the suite that was negotiated. */
      readonly suite: string;
      readonly malformed: Malformeds;
      /** Answer to a record without fault; null where it was not needed to tell what the others mean. */
      readonly intact: Reaction | null;
    }
  | { readonly state: 'not_applicable' | 'inconclusive'; readonly why: string };

type Malformeds = Readonly<Record<PaddingRecord, Reaction>>;

const VERSIONS = ['tls12', 'tls11', 'tls10'] as const;
/** A block of padding more than needed: there must be bytes to spoil. */
const MORE_PADDING = 1;

function usable(suite: Suite): boolean {
  return cbcSuite(suite) !== null && !suite.needsSecret && ['RSA', 'DHE', 'ECDHE'].includes(suite.kx);
}

/** CBC suites of a version to ask with: AES alone where it is accepted, because that is what most oracles were found in. */
function suitesFor({ found }: ProbeContext, version: Version): readonly number[] {
  const aes = suitesOf(found, version, (suite) => usable(suite) && suite.cipher === 'AES');
  return aes.length > 0 ? aes : suitesOf(found, version, usable);
}

/** A request that changes nothing; behind STARTTLS an empty line, which no service obeys. */
function contentFor({ connector, sni }: ProbeContext): Buffer {
  const { starttls, host } = connector.endpoint;
  if (starttls !== null) return Buffer.from('\r\n');
  return Buffer.from(`HEAD / HTTP/1.1\r\nHost: ${sni ?? host}\r\nConnection: close\r\n\r\n`, 'latin1');
}

type Asked = { readonly suite: string; readonly reaction: Reaction };

/** A whole handshake, one record, and what the server does about it. */
function askOnce(context: ProbeContext, version: Version, malformed: Malformed | null): Promise<Asked> {
  const { connector, sni } = context;
  const suites = suitesFor(context, version);
  return connector.dial(async (connection) => {
    const begun = performance.now();
    const session = await cbcHandshake(connection, offer({ version, sni, suites, groups: AGREEABLE_GROUPS }));
    const content = malformed?.empty === true ? Buffer.alloc(0) : contentFor(context);
    session.write(CONTENT.application, content, malformed?.shape, MORE_PADDING);
    return { suite: session.suite, reaction: await reactionSoon(() => session.read(), begun) };
  });
}

/** A handshake that did not get through is tried once more: the server may have been busy with others of ours. */
async function ask(context: ProbeContext, version: Version, malformed: Malformed | null): Promise<Asked> {
  try {
    return await askOnce(context, version, malformed);
  } catch (error) {
    reasonOf(error);
    return askOnce(context, version, malformed);
  }
}

/** Asks with each malformed record, and with one that is right where that tells what a difference means. */
async function observe(context: ProbeContext, version: Version): Promise<PaddingAnswers> {
  let suite = '';
  const one = async (malformed: Malformed | null) => {
    const asked = await ask(context, version, malformed);
    suite = asked.suite;
    return asked.reaction;
  };
  const reactions = await compareReactions(Object.values(PADDING_RECORDS), one);
  if (reactions === null) return { state: 'inconclusive', why: 'answers_changed' };
  const of = (record: PaddingRecord) => reactions[Object.keys(PADDING_RECORDS).indexOf(record)] ?? SILENCE;
  const malformed: Malformeds = {
    macWrong: of('macWrong'),
    paddingWrong: of('paddingWrong'),
    bothWrong: of('bothWrong'),
    emptyMacWrong: of('emptyMacWrong'),
    emptyPaddingWrong: of('emptyPaddingWrong'),
    allPadding: of('allPadding'),
  };
  const overlooked = malformed.paddingWrong !== malformed.macWrong;
  return { state: 'answered', version, suite, malformed, intact: overlooked ? await one(null) : null };
}

/**
 * Answers in the highest and in the lowest version of TLS that accepts CBC: stacks treat the old form of records, without an
 * IV of their own, in code of their own. Never throws for what the server does.
 */
export async function paddingAnswersOf(context: ProbeContext): Promise<readonly PaddingAnswers[]> {
  const { found } = context;
  const versions = VERSIONS.filter((version) => suitesFor(context, version).length > 0);
  const [highest, lowest] = [versions[0], versions.at(-1)];
  if (highest === undefined || lowest === undefined) {
    const known = VERSIONS.every((each) => found[each].facts.complete || found[each].facts.offered === false);
    return [
      known
        ? { state: 'not_applicable', why: 'no_cbc_in_tls' }
        : { state: 'inconclusive', why: 'suites_not_all_known' },
    ];
  }
  return Promise.all(
    [...new Set([highest, lowest])].map((version) =>
      observe(context, version).catch(
        (error: unknown): PaddingAnswers => ({ state: 'inconclusive', why: reasonOf(error) }),
      ),
    ),
  );
}
