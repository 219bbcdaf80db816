import { createHash } from 'node:crypto';
import { type Certificate, readCertificate } from '@/lib/tls/certificates/certificate';
import {
  bitsOf,
  CONTEXT,
  CONTEXT_BUILT,
  children,
  type Der,
  DerError,
  expectDer,
  integerHex,
  oidOf,
  readDer,
  TAG,
  timeOf,
} from '@/lib/tls/certificates/der';
import { EXTENSION, readExtensions } from '@/lib/tls/certificates/extensions';
import { publicKeyOf } from '@/lib/tls/certificates/key';
import { readWrappedScts } from '@/lib/tls/certificates/scts';
import { holds, signatureAlgorithm } from '@/lib/tls/certificates/signature';
import type { ChainFacts } from '@/lib/tls/facts';

/** What an answer says of a certificate, or why it says nothing. */
export type Answer =
  | { readonly status: 'good' | 'revoked' }
  | { readonly status: null; readonly why: 'malformed' | 'signature' | 'outdated' | 'serial' | 'unknown' | 'scope' };

const HASHES: ReadonlyMap<string, string> = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const SINGLES = 64;
/** Clocks differ; an answer without an end is believed for ten days. */
const SKEW = 5 * 60_000;
const WITHOUT_END = 10 * 86_400_000;

type Basic = {
  readonly data: Der;
  readonly algorithm: Der;
  readonly signature: Buffer;
  readonly certificates: readonly Der[];
};

/** An OCSPResponse (RFC 6960) about `leaf`: signed by its issuer or one it delegated to, of now, for this serial number. */
export function readOcsp(response: Buffer, leaf: Certificate, issuer: Certificate, now: Date): Answer {
  try {
    const basic = basicOf(response);
    const single = singlesOf(basic.data).find((parts) => isAbout(parts[0], leaf, issuer));
    if (!single) return { status: null, why: 'serial' };
    if (!isSigned(basic, issuer, now)) return { status: null, why: 'signature' };
    if (!isOfNow(single, now)) return { status: null, why: 'outdated' };
    const tag = single[1]?.tag;
    if (tag === CONTEXT) return { status: 'good' };
    return tag === CONTEXT_BUILT + 1 ? { status: 'revoked' } : { status: null, why: 'unknown' };
  } catch {
    return { status: null, why: 'malformed' };
  }
}

/** @throws DerError, also for an answer that says only that there is none */
function basicOf(response: Buffer): Basic {
  const [status, wrapped] = children(expectDer(readDer(response), TAG.sequence), 2);
  if (expectDer(status, TAG.enumerated).value[0] !== 0) throw new DerError('no answer');
  const [bytes] = children(expectDer(wrapped, CONTEXT_BUILT), 1);
  const [, octets] = children(expectDer(bytes, TAG.sequence), 2);
  const basic = readDer(expectDer(octets, TAG.octetString).value);
  const [data, algorithm, signature, extra] = children(expectDer(basic, TAG.sequence), 4);
  const certificates = extra ? children(expectDer(children(extra, 1)[0], TAG.sequence), 8) : [];
  return {
    data: expectDer(data, TAG.sequence),
    algorithm: expectDer(algorithm, TAG.sequence),
    signature: bitsOf(signature),
    certificates,
  };
}

/** SingleResponses by their parts. ResponseData may begin with a version, and ends in the list and extensions. */
function singlesOf(data: Der): Der[][] {
  const list = children(data, 6).find(({ tag }) => tag === TAG.sequence);
  return children(expectDer(list, TAG.sequence), SINGLES).map((single) => children(single, 6));
}

function isAbout(id: Der | undefined, leaf: Certificate, issuer: Certificate): boolean {
  const [identifier, name, key, serial] = children(expectDer(id, TAG.sequence), 4);
  const hash = HASHES.get(oidOf(identifier && children(identifier)[0]));
  if (!hash || integerHex(serial) !== leaf.facts.serial) return false;
  const digest = (bytes: Buffer) => createHash(hash).update(bytes).digest();
  return (
    digest(issuer.subjectName).equals(expectDer(name, TAG.octetString).value) &&
    digest(keyBits(issuer)).equals(expectDer(key, TAG.octetString).value)
  );
}

function keyBits({ spki }: Certificate): Buffer {
  return bitsOf(children(readDer(spki), 2)[1]);
}

function isSigned({ data, algorithm, signature, certificates }: Basic, issuer: Certificate, now: Date): boolean {
  const by = signatureAlgorithm(algorithm);
  const delegates = certificates.map(({ whole }) => readCertificate(whole)).filter((found) => found !== null);
  const signers = [issuer, ...delegates.filter((delegate) => maySign(delegate, issuer, now))];
  return signers.some((signer) => {
    const key = publicKeyOf(signer.x509);
    return key !== null && holds(by, key, data.whole, signature);
  });
}

/** RFC 6960, 4.2.2.2: issued by the same CA, for this purpose. */
function maySign({ x509, facts }: Certificate, issuer: Certificate, now: Date): boolean {
  const moment = now.toISOString();
  const key = publicKeyOf(issuer.x509);
  if (facts.notBefore > moment || facts.notAfter < moment || !key) return false;
  const purposes: readonly string[] | undefined = x509.keyUsage;
  return purposes?.includes(OCSP_SIGNING) === true && x509.checkIssued(issuer.x509) && x509.verify(key);
}

function isOfNow([, , begin, ...more]: readonly Der[], now: Date): boolean {
  const from = timeOf(begin).getTime();
  const next = more.find(({ tag }) => tag === CONTEXT_BUILT);
  const until = next ? timeOf(children(next, 1)[0]).getTime() : from + WITHOUT_END;
  return from <= now.getTime() + SKEW && until >= now.getTime() - SKEW;
}

/** SCTs that came in the staple (RFC 6962, 3.3), whatever else it says. */
export function stapleScts(staple: Buffer): ChainFacts['scts'] {
  try {
    return singlesOf(basicOf(staple).data).flatMap((parts) => {
      // Behind id, status and time: before it the tag is that of "revoked".
      const wrapped = parts.slice(3).find(({ tag }) => tag === CONTEXT_BUILT + 1);
      const extensions = wrapped ? readExtensions(expectDer(children(wrapped, 1)[0], TAG.sequence)) : undefined;
      return readWrappedScts(extensions?.get(EXTENSION.stapleScts)?.value, 'staple');
    });
  } catch {
    return [];
  }
}

/** An OCSPRequest for one certificate (RFC 6960, 4.1), without nonce: responders answer from a store. */
export function ocspRequest(leaf: Certificate, issuer: Certificate): Buffer {
  const digest = (bytes: Buffer) => createHash('sha1').update(bytes).digest();
  const sha1 = Buffer.from('300906052b0e03021a0500', 'hex');
  const digits = leaf.facts.serial;
  const plain = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  const serial = (plain[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), plain]) : plain;
  const id = sequence(
    sha1,
    wrap(TAG.octetString, digest(issuer.subjectName)),
    wrap(TAG.octetString, digest(keyBits(issuer))),
    wrap(TAG.integer, serial),
  );
  return sequence(sequence(sequence(sequence(id))));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return wrap(TAG.sequence, Buffer.concat(parts));
}

function wrap(tag: number, value: Buffer): Buffer {
  const long = Buffer.of(0x82, value.length >> 8, value.length & 0xff);
  return Buffer.concat([Buffer.of(tag), value.length < 0x80 ? Buffer.of(value.length) : long, value]);
}
