import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginHandshake } from '@/lib/tls/connect/handshake';
import { suitesOf } from '@/lib/tls/probes/found';
import { offer } from '@/lib/tls/probes/offers';
import type { Suite } from '@/lib/tls/registry/suites';
import { compareReactions } from '@/lib/tls/weaknesses/compare';
import { plainRecords, type Reaction, reactionSoon, SILENCE } from '@/lib/tls/weaknesses/reaction';
import {
  type ActiveWeakness,
  inconclusive,
  notApplicable,
  safe,
  vulnerable,
  type WeaknessContext,
} from '@/lib/tls/weaknesses/types';
import { uint } from '@/lib/tls/wire/bytes';
import { HANDSHAKE, handshakeMessage } from '@/lib/tls/wire/handshake';
import { modulusLength, nonZeroBytes, rsaKeyExchange, rsaKeyOf } from '@/lib/tls/wire/pre-master';
import { CONTENT, record } from '@/lib/tls/wire/records';

const VERSIONS = ['tls12', 'tls11', 'tls10'] as const;
const ENCRYPT = Buffer.of(0, 2);
const ZERO = Buffer.of(0);
/** Bytes of a secret behind its version, and all that stands around the padding. */
const [REST, AROUND] = [46, 51];

type Block = (length: number, version: number) => readonly Buffer[];

/**
 * What the five key exchanges encrypt (PKCS #1 v1.5): a right block, and four that are wrong in one way each. The secret is
 * random and thrown away. Nothing is decrypted, and nothing is learnt but how the server answers.
 */
const BLOCKS: Readonly<Record<string, Block>> = {
  right: (length, version) => [ENCRYPT, nonZeroBytes(length - AROUND), ZERO, uint(2, version), nonZeroBytes(REST)],
  prefix: (length, version) => [
    Buffer.of(0, 23),
    nonZeroBytes(length - AROUND),
    ZERO,
    uint(2, version),
    nonZeroBytes(REST),
  ],
  zero_position: (length, version) => [
    ENCRYPT,
    nonZeroBytes(length - AROUND - 1),
    ZERO,
    uint(2, version),
    nonZeroBytes(REST + 1),
  ],
  no_zero: (length) => [ENCRYPT, nonZeroBytes(length - 2)],
  version: (length) => [ENCRYPT, nonZeroBytes(length - AROUND), ZERO, uint(2, 0x0202), nonZeroBytes(REST)],
};

const byRsa = (suite: Suite): boolean => suite.kx === 'RSA' && !suite.export && !suite.needsSecret;

/**
 * How long the key exchange stands alone, in milliseconds. Fixed: on a server that serves one client after the other, five
 * pauses that grow with the wait would make each other longer. Beyond such a way there and back, the end still tells.
 */
const PAUSE = 100;

type Question = { readonly version: (typeof VERSIONS)[number]; readonly suites: readonly number[] };

/**
 * One key exchange, a pause, then ChangeCipherSpec and a Finished of random bytes, which a safe server refuses whatever came
 * before. An answer in the pause, where a safe server waits for more, counts as another than the same one at the end.
 */
function exchange({ connector, sni }: WeaknessContext, { version, suites }: Question, make: Block): Promise<Reaction> {
  return connector.dial(async (connection) => {
    const started = performance.now();
    const begun = await beginHandshake(connection, offer({ version, sni, suites }));
    if (begun.leaf === null) return 'no_certificate';
    const key = rsaKeyOf(begun.leaf);
    const message = rsaKeyExchange(key, Buffer.concat(make(modulusLength(key), begun.version)));
    connection.write(record(CONTENT.handshake, begun.version, handshakeMessage(HANDSHAKE.clientKeyExchange, message)));
    const reaction = reactionSoon(plainRecords(begun.stream), started);
    const early = await Promise.race([reaction, sleep(PAUSE, null)]);
    if (early !== null) return `at once ${early}`;
    connection.write(
      Buffer.concat([
        record(CONTENT.changeCipherSpec, begun.version, Buffer.of(1)),
        record(CONTENT.handshake, begun.version, randomBytes(64)),
      ]),
    );
    return reaction;
  });
}

/** CVE-2017-13099 and others: Bleichenbacher's oracle. */
export const robot: ActiveWeakness = {
  id: 'robot',
  repeats: true,
  async ask(context) {
    const { found } = context;
    const version = VERSIONS.find((each) => suitesOf(found, each, byRsa).length > 0);
    if (version === undefined) {
      const known = VERSIONS.every((each) => found[each].facts.complete || found[each].facts.offered === false);
      return known ? notApplicable('no_rsa_key_exchange') : inconclusive('suites_not_all_known');
    }
    const question = { version, suites: suitesOf(found, version, byRsa) };
    const reactions = await compareReactions(Object.values(BLOCKS), (make) => exchange(context, question, make));
    if (reactions === null) return inconclusive('answers_changed');
    const [right = SILENCE] = reactions;
    const others = Object.keys(BLOCKS).flatMap((name, at) =>
      reactions[at] === right ? [] : `${name}: ${reactions[at]}`,
    );
    if (others.length > 0) return vulnerable(`right: ${right}, ${others.join(', ')}`);
    return right === SILENCE ? inconclusive(SILENCE) : safe(right);
  },
};
