import { createHash } from 'node:crypto';
import { der, integer, octets, oid, sequence, time } from '@/lib/tls/testing/der-writer';
import { extension, type Issued, nameOf, sealed } from '@/lib/tls/testing/pki';

type Times = { readonly from?: Date; readonly until?: Date };

const FROM = new Date('2026-11-22T00:00:00Z');
const UNTIL = new Date('2026-11-29T00:00:00Z');

const sha1 = (value: Buffer) => createHash('sha1').update(value).digest();

/** The key bits of a SubjectPublicKeyInfo of a P-256 key: the last 65 bytes. */
const keyBits = ({ pair }: Issued) => pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-65);

export type OcspWish = Times & {
  readonly status?: 'good' | 'revoked' | 'unknown';
  /** Who signs, where it is not the issuer; with the certificate that goes along. */
  readonly by?: Issued;
  readonly extensions?: readonly Buffer[];
};

/** An OCSP answer about one certificate. */
export function ocspAnswer(about: Issued, issuer: Issued, wish: OcspWish = {}): Buffer {
  const id = sequence(
    sequence(oid('1.3.14.3.2.26'), der(0x05)),
    octets(sha1(nameOf(issuer.name))),
    octets(sha1(keyBits(issuer))),
    integer(about.serial),
  );
  const status = {
    good: der(0x80),
    revoked: der(0xa1, time(FROM), der(0xa0, der(0x0a, Buffer.of(1)))),
    unknown: der(0x82),
  };
  const single = sequence(
    id,
    status[wish.status ?? 'good'],
    time(wish.from ?? FROM),
    der(0xa0, time(wish.until ?? UNTIL)),
    ...(wish.extensions ? [der(0xa1, sequence(...wish.extensions))] : []),
  );
  const data = sequence(der(0xa2, octets(sha1(keyBits(wish.by ?? issuer)))), time(FROM), sequence(single));
  const along = wish.by ? [der(0xa0, sequence(wish.by.der))] : [];
  const basic = sealed(data, (wish.by ?? issuer).pair, 'sha256', ...along);
  return sequence(der(0x0a, Buffer.of(0)), der(0xa0, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octets(basic))));
}

export type CrlWish = Times & { readonly by?: Issued; readonly extensions?: readonly Buffer[] };

/** A certificate list of an issuer with these serial numbers. */
export function crlOf(issuer: Issued, serials: readonly string[], wish: CrlWish = {}): Buffer {
  const entries = serials.map((serial) => sequence(integer(serial), time(FROM)));
  const tbs = sequence(
    integer('01'),
    sequence(oid('1.2.840.10045.4.3.2')),
    nameOf(issuer.name),
    time(wish.from ?? FROM),
    time(wish.until ?? UNTIL),
    ...(entries.length > 0 ? [sequence(Buffer.concat(entries))] : []),
    ...(wish.extensions ? [der(0xa0, sequence(...wish.extensions))] : []),
  );
  return sealed(tbs, (wish.by ?? issuer).pair);
}

const address = (url: string) => der(0x86, Buffer.from(url, 'latin1'));

export const ocspAt = (url: string): Buffer =>
  extension('1.3.6.1.5.5.7.1.1', sequence(sequence(oid('1.3.6.1.5.5.7.48.1'), address(url))));

export const crlAt = (url: string): Buffer =>
  extension('2.5.29.31', sequence(sequence(der(0xa0, der(0xa0, address(url))))));

/** A scope (RFC 5280, 5.2.5): a place, and whether it holds authorities alone. */
export const scopeOf = (url: string, onlyCa = false): Buffer =>
  extension(
    '2.5.29.28',
    sequence(der(0xa0, der(0xa0, address(url))), ...(onlyCa ? [der(0x82, Buffer.of(0xff))] : [])),
    true,
  );

/** A list of signed timestamps with one entry of a log. */
export function sctList(log: string, at: Date): Buffer {
  const entry = Buffer.alloc(47);
  Buffer.from(log, 'hex').copy(entry, 1);
  entry.writeBigUInt64BE(BigInt(at.getTime()), 33);
  const framed = Buffer.concat([Buffer.of(entry.length >> 8, entry.length & 0xff), entry]);
  return Buffer.concat([Buffer.of(framed.length >> 8, framed.length & 0xff), framed]);
}

/** A bit string that is the signature of nobody. */
export const forged = (answer: Buffer): Buffer => {
  const copy = Buffer.from(answer);
  const last = copy.length - 1;
  copy[last] = (copy[last] ?? 0) ^ 1;
  return copy;
};
