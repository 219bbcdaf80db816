import type { ScanFacts } from '@/lib/tls/facts';
import type { Criteria } from '@/lib/tls/grade/criteria';
import { keyStrength } from '@/lib/tls/grade/strength';
import { suitesOf } from '@/lib/tls/grade/suites';
import type { Scores } from '@/lib/tls/grade/types';
import { offeredVersions } from '@/lib/tls/versions';

/** Points by steps: the first step whose `below` is above the value; null: no limit. */
export type Steps = readonly { readonly below: number | null; readonly points: number }[];

/**
 * The guide's three parts and their weighted total; a zero in any of them makes it zero. Null where a part is not known: no
 * protocol, no suite, or neither key nor group.
 */
export function scoresOf(facts: ScanFacts, { scores }: Criteria): Scores | null {
  const protocols = offeredVersions(facts).map((version) => scores.protocols[version]);
  const ciphers = suitesOf(facts).map(({ suite }) =>
    byStep(scores.cipherBits[suite.cipher] ?? suite.bits, scores.cipher),
  );
  const exchange = weakestExchange(facts);
  if (protocols.length === 0 || ciphers.length === 0 || exchange === null) return null;
  const protocol = middle(protocols);
  const keyExchange = byStep(exchange, scores.keyExchange);
  const cipher = middle(ciphers);
  const { weights } = scores;
  const sum = protocol * weights.protocol + keyExchange * weights.keyExchange + cipher * weights.cipher;
  const zero = protocol === 0 || keyExchange === 0 || cipher === 0;
  return { protocol, keyExchange, cipher, total: zero ? 0 : Math.round(sum) / 100 };
}

function middle(points: readonly number[]): number {
  return (Math.max(...points) + Math.min(...points)) / 2;
}

function byStep(value: number, steps: Steps): number {
  return steps.find(({ below }) => below === null || value < below)?.points ?? 0;
}

const EXPORT_BITS = 512;

/** Bits of RSA-like strength of the weakest key or group, anonymous exchange counting none; null without any. */
function weakestExchange(facts: ScanFacts): number | null {
  const suites = suitesOf(facts).map(({ suite }) => suite);
  const keys = facts.chains.flatMap(({ sent }) => (sent[0] ? [keyStrength(sent[0].key)] : []));
  const groups = offeredVersions(facts).flatMap((version) => {
    const { dhBits, groups: used } = facts.protocols[version];
    return [...used.map(({ bits }) => bits), dhBits];
  });
  const known = [...keys, ...groups].filter((bits) => bits !== null).filter((bits) => bits > 0);
  if (suites.some(({ auth }) => auth === 'anon') || facts.chains.some(({ sent }) => sent[0]?.key.debianWeak)) return 0;
  if (suites.some((suite) => suite.export)) known.push(EXPORT_BITS);
  return known.length === 0 ? null : Math.min(...known);
}
