import type { Certificate } from '@/lib/tls/certificates/certificate';
import { publicKeyOf } from '@/lib/tls/certificates/key';
import type { Pool } from '@/lib/tls/certificates/types';

/** From the leaf up; the last one is an anchor of the store. */
export type Path = readonly Certificate[];

/** Signatures computed for one chain: a server may send many certificates of one name to keep us busy. */
const SIGNATURES = 100;
/** Bits of a key that is computed with: roots in use have half of it, and larger ones cost seconds on purpose. */
const LARGEST_KEY = 8_192;
/** Ways tried: certificates that sign each other make more of them than there are atoms. */
const STEPS = 2_000;
const LINKS = 10;

/** Counts signatures and ways down; shared by all searches over one chain. */
export class Effort {
  #left = SIGNATURES;
  #steps = STEPS;
  readonly #known = new Map<string, boolean>();

  /** One more way may be tried. */
  step(): boolean {
    this.#steps -= 1;
    return this.#steps >= 0;
  }

  /** `child` names `issuer`, may be signed by it, and is: by its key, whatever the strength. */
  signed(child: Certificate, issuer: Certificate): boolean {
    if (!child.issuerName.equals(issuer.subjectName)) return false;
    const pair = child.facts.fingerprint + issuer.facts.fingerprint;
    const known = this.#known.get(pair);
    if (known !== undefined) return known;
    if (this.#left === 0) return false;
    this.#left -= 1;
    const result = isSigned(child, issuer);
    this.#known.set(pair, result);
    return result;
  }
}

function isSigned(child: Certificate, issuer: Certificate): boolean {
  const key = publicKeyOf(issuer.x509);
  if (!key || issuer.facts.key.bits > LARGEST_KEY) return false;
  try {
    return child.x509.checkIssued(issuer.x509) && child.x509.verify(key);
  } catch {
    return false;
  }
}

/** By subject; a certificate that comes twice is there once, where it came first. */
export function poolOf(certificates: readonly Certificate[]): Pool {
  const once = new Map(certificates.toReversed().map((certificate) => [certificate.facts.fingerprint, certificate]));
  const pool = new Map<string, Certificate[]>();
  for (const certificate of [...once.values()].toReversed()) {
    const name = nameKey(certificate.subjectName);
    pool.set(name, [...(pool.get(name) ?? []), certificate]);
  }
  return pool;
}

const nameKey = (name: Buffer): string => name.toString('latin1');

/** Every path from `leaf` to an anchor, anchors first and then the pool in its order, within the effort. */
export function* pathsTo(leaf: Certificate, anchors: Pool, pool: Pool, effort: Effort): Generator<Path> {
  yield* extend([leaf], leaf, anchors, pool, effort);
}

function* extend(path: Path, last: Certificate, anchors: Pool, pool: Pool, effort: Effort): Generator<Path> {
  if (anchors.get(nameKey(last.subjectName))?.some((anchor) => same(anchor, last))) yield path;
  if (path.length === LINKS || !effort.step()) return;
  const name = nameKey(last.issuerName);
  const fresh = (candidate: Certificate) =>
    !path.some((link) => same(link, candidate)) && effort.signed(last, candidate);
  for (const anchor of anchors.get(name) ?? []) if (fresh(anchor)) yield [...path, anchor];
  for (const next of pool.get(name) ?? []) {
    if (effort.step() && fresh(next)) yield* extend([...path, next], next, anchors, pool, effort);
  }
}

/** As far as the pool leads from `leaf`, where no anchor is reached. */
export function longestPath(leaf: Certificate, pool: Pool, effort: Effort): Path {
  const path = [leaf];
  for (let last = leaf; path.length < LINKS; ) {
    const next = (pool.get(nameKey(last.issuerName)) ?? []).find(
      (candidate) => !path.some((link) => same(link, candidate)) && effort.signed(last, candidate),
    );
    if (!next) break;
    path.push(next);
    last = next;
  }
  return path;
}

export function same(one: Certificate, other: Certificate): boolean {
  return one.facts.fingerprint === other.facts.fingerprint;
}
