import { createHash, X509Certificate } from 'node:crypto';
import {
  CONTEXT_BUILT,
  children,
  type Der,
  DerError,
  expectDer,
  integerHex,
  readDer,
  TAG,
  timeOf,
} from '@/lib/tls/certificates/der';
import {
  demandsStaple,
  EXTENSION,
  type Extensions,
  readDistributionPoints,
  readExtensions,
  readInfoAccess,
} from '@/lib/tls/certificates/extensions';
import { readKey } from '@/lib/tls/certificates/key';
import { readAlternativeNames } from '@/lib/tls/certificates/names';
import { signatureAlgorithm } from '@/lib/tls/certificates/signature';
import type { CertificateFacts } from '@/lib/tls/facts';

/** A certificate that could be read: what is told of it, and what checks need. */
export type Certificate = {
  readonly facts: CertificateFacts;
  readonly x509: X509Certificate;
  readonly der: Buffer;
  /** DER of the names: how issuers are looked up (RFC 5280, 7.1, without its case folding). */
  readonly issuerName: Buffer;
  readonly subjectName: Buffer;
  /** SubjectPublicKeyInfo, and the key bits alone, as OCSP hashes them. */
  readonly spki: Buffer;
  readonly extensions: Extensions;
};

/** Certificates of more bytes are left alone: the longest in use (post-quantum, many names) stay far below. */
const LONGEST = 64 * 1024;

/**
 * @returns null for what is no certificate, or one that breaks its own rules: bytes of a server never throw here
 */
export function readCertificate(der: Buffer): Certificate | null {
  if (der.length > LONGEST) return null;
  try {
    return parse(der);
  } catch {
    return null;
  }
}

/** @throws DerError, or what OpenSSL says */
function parse(bytes: Buffer): Certificate {
  const outer = readDer(bytes);
  const der = outer.whole;
  const [tbs, identifier] = children(expectDer(outer, TAG.sequence), 3);
  const fields = children(expectDer(tbs, TAG.sequence), 12);
  const versioned = fields[0]?.tag === CONTEXT_BUILT;
  const [serial, , issuer, validity, subject, spki] = versioned ? fields.slice(1) : fields;
  const { notBefore, notAfter } = readValidity(validity);
  const wrapped = fields.find(({ tag }) => tag === CONTEXT_BUILT + 3);
  const extensions = wrapped ? readExtensions(expectDer(children(wrapped, 1)[0], TAG.sequence)) : new Map();
  const x509 = new X509Certificate(der);
  const keyInfo = expectDer(spki, TAG.sequence);
  return {
    facts: {
      fingerprint: sha256(der),
      keyHash: sha256(keyInfo.whole),
      subject: oneLine(x509.subject),
      issuer: oneLine(x509.issuer),
      serial: integerHex(serial),
      notBefore,
      notAfter,
      names: part(extensions, EXTENSION.subjectAltName, readAlternativeNames, []),
      key: readKey(keyInfo, x509),
      signature: signatureAlgorithm(expectDer(identifier, TAG.sequence)),
      isCa: x509.ca,
      mustStaple: part(extensions, EXTENSION.tlsFeature, demandsStaple, false),
      ...part(extensions, EXTENSION.authorityInfoAccess, readInfoAccess, { ocsp: [], caIssuers: [] }),
      crl: part(extensions, EXTENSION.crlDistributionPoints, readDistributionPoints, []),
    },
    x509,
    der,
    issuerName: expectDer(issuer, TAG.sequence).whole,
    subjectName: expectDer(subject, TAG.sequence).whole,
    spki: keyInfo.whole,
    extensions,
  };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function readValidity(validity: Der | undefined): { notBefore: string; notAfter: string } {
  const [from, until] = children(expectDer(validity, TAG.sequence), 2).map(timeOf);
  if (!from || !until) throw new DerError('validity');
  return { notBefore: from.toISOString(), notAfter: until.toISOString() };
}

/** One broken extension does not hide the others; what it would have said stays unsaid. */
function part<T>(extensions: Extensions, oid: string, read: (value: Buffer) => T, without: T): T {
  const found = extensions.get(oid);
  if (!found) return without;
  try {
    return read(found.value);
  } catch {
    return without;
  }
}

/** OpenSSL writes a line an attribute, general to special; RFC 4514 begins with the special one. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').reverse().join(', ').slice(0, 500);
}
