import type { Certificate } from '@/lib/tls/certificates/certificate';
import {
  bitsOf,
  CONTEXT,
  CONTEXT_BUILT,
  children,
  type Der,
  DerError,
  eachDer,
  expectDer,
  readDer,
  TAG,
  timeOf,
} from '@/lib/tls/certificates/der';
import { EXTENSION, type Extensions, pointAddresses, readExtensions } from '@/lib/tls/certificates/extensions';
import { publicKeyOf } from '@/lib/tls/certificates/key';
import type { Answer } from '@/lib/tls/certificates/ocsp';
import { holds, signatureAlgorithm } from '@/lib/tls/certificates/signature';

const UNDERSTOOD: ReadonlySet<string> = new Set([EXTENSION.issuingDistributionPoint]);
const SKEW = 5 * 60_000;

type Crl = {
  readonly tbs: Der;
  readonly algorithm: Der;
  readonly signature: Buffer;
  readonly from: Date;
  readonly until: Date | null;
  readonly issuerName: Buffer;
  readonly revoked: Buffer;
  readonly extensions: Extensions;
};

/**
 * A certificate list (RFC 5280, 5) about `leaf`: whole, of now, and signed by its issuer. A list for other certificates, other
 * reasons, or with critical extensions that are not understood says nothing.
 * @param url where it was fetched: a list that names its own place must name this one
 */
export function readCrl(bytes: Buffer, url: string, leaf: Certificate, issuer: Certificate, now: Date): Answer {
  try {
    const crl = partsOf(bytes);
    if (!crl.issuerName.equals(leaf.issuerName) || !covers(crl.extensions, url)) return { status: null, why: 'scope' };
    const key = publicKeyOf(issuer.x509);
    if (!key || !holds(signatureAlgorithm(crl.algorithm), key, crl.tbs.whole, crl.signature)) {
      return { status: null, why: 'signature' };
    }
    const time = now.getTime();
    if (crl.from.getTime() > time + SKEW || (crl.until && crl.until.getTime() < time - SKEW)) {
      return { status: null, why: 'outdated' };
    }
    return { status: lists(crl.revoked, serialOf(leaf)) ? 'revoked' : 'good' };
  } catch {
    return { status: null, why: 'malformed' };
  }
}

/** Until when a list may be kept; null where it does not say, or is none. */
export function crlEnd(bytes: Buffer): Date | null {
  try {
    return partsOf(bytes).until;
  } catch {
    return null;
  }
}

/** @throws DerError */
function partsOf(bytes: Buffer): Crl {
  const [tbs, algorithm, signature] = children(expectDer(readDer(bytes), TAG.sequence), 3);
  const fields = children(expectDer(tbs, TAG.sequence), 8);
  const [, issuer, from, ...rest] = fields[0]?.tag === TAG.integer ? fields.slice(1) : fields;
  const isTime = ({ tag }: Der) => tag === TAG.utcTime || tag === TAG.generalizedTime;
  const wrapped = rest.find(({ tag }) => tag === CONTEXT_BUILT);
  const until = rest.find(isTime);
  return {
    tbs: expectDer(tbs, TAG.sequence),
    algorithm: expectDer(algorithm, TAG.sequence),
    signature: bitsOf(signature),
    from: timeOf(from),
    until: until ? timeOf(until) : null,
    issuerName: expectDer(issuer, TAG.sequence).whole,
    revoked: rest.find(({ tag }) => tag === TAG.sequence)?.value ?? Buffer.alloc(0),
    extensions: wrapped ? readExtensions(expectDer(children(wrapped, 1)[0], TAG.sequence)) : new Map(),
  };
}

/** Its scope (RFC 5280, 5.2.5) holds certificates of servers, all reasons, and this place where it names one. */
function covers(extensions: Extensions, url: string): boolean {
  if ([...extensions].some(([oid, { critical }]) => critical && !UNDERSTOOD.has(oid))) return false;
  if (extensions.has(EXTENSION.deltaCrl)) return false;
  const scope = extensions.get(EXTENSION.issuingDistributionPoint);
  if (!scope) return true;
  const parts = children(expectDer(readDer(scope.value), TAG.sequence), 6);
  const named = parts.find(({ tag }) => tag === CONTEXT_BUILT);
  const places = named ? pointAddresses(named) : [url];
  const onlyUsers = CONTEXT + 1;
  const narrow = parts.some(({ tag, value }) => tag !== CONTEXT_BUILT && tag !== onlyUsers && value[0] !== 0);
  return places.includes(url) && !narrow;
}

function serialOf({ der }: Certificate): Buffer {
  const [tbs] = children(readDer(der), 3);
  const serial = children(expectDer(tbs, TAG.sequence), 12).find(({ tag }) => tag === TAG.integer);
  if (!serial) throw new DerError('serial');
  return serial.value;
}

/** Entries are looked at one by one: a list may hold hundreds of thousands. */
function lists(revoked: Buffer, serial: Buffer): boolean {
  for (const { value } of eachDer(revoked)) {
    const number = readDer(value);
    if (number.tag === TAG.integer && number.value.equals(serial)) return true;
  }
  return false;
}
