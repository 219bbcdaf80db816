import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { bits, der, integer, octets, oid, sequence, text, time, truth } from '@/lib/tls/testing/der-writer';

export type Pair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

export type Issued = { readonly der: Buffer; readonly name: string; readonly pair: Pair; readonly serial: string };

export type Wish = {
  readonly name: string;
  /** Null: signed by itself. */
  readonly issuer?: Issued | null;
  readonly pair?: Pair;
  /** A SubjectPublicKeyInfo that no key belongs to. */
  readonly spki?: Buffer;
  readonly names?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
  readonly ca?: boolean;
  readonly pathLength?: number;
  readonly hash?: 'sha1' | 'sha256' | 'md5';
  readonly serial?: string;
  /** More extensions, as `extension` writes them. */
  readonly more?: readonly Buffer[];
};

const SIGNATURES = {
  sha256: '1.2.840.10045.4.3.2',
  sha1: '1.2.840.10045.4.1',
  md5: '1.2.840.113549.1.1.4',
} as const;

export function ecPair(): Pair {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
}

export function rsaPair(modulusLength: number, publicExponent = 65_537): Pair {
  return generateKeyPairSync('rsa', { modulusLength, publicExponent });
}

export function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [truth()] : []), octets(value));
}

export const nameOf = (name: string): Buffer => sequence(der(0x31, sequence(oid('2.5.4.3'), text(0x0c, name))));

let serials = 0;

/** A certificate of an issuer, or of itself; by default a leaf of a year around 2026-11-22 with an EC key. */
export function issue(wish: Wish): Issued {
  const pair = wish.pair ?? ecPair();
  serials += 1;
  const serial = wish.serial ?? (0x1000 + serials).toString(16);
  const by = wish.issuer ?? { name: wish.name, pair };
  const algorithm = signatureId(by.pair, wish.hash ?? 'sha256');
  const tbs = sequence(
    der(0xa0, integer('02')),
    integer(serial),
    algorithm,
    nameOf(by.name),
    sequence(time(wish.from ?? new Date('2026-09-01T00:00:00Z')), time(wish.until ?? new Date('2027-03-01T00:00:00Z'))),
    nameOf(wish.name),
    wish.spki ?? pair.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensionsOf(wish))),
  );
  return { der: sealed(tbs, by.pair, wish.hash ?? 'sha256'), name: wish.name, pair, serial };
}

function extensionsOf({ ca, pathLength, names, more = [] }: Wish): Buffer[] {
  const limit = pathLength === undefined ? [] : [integer(pathLength.toString(16).padStart(2, '0'))];
  const authority = ca ? [extension('2.5.29.19', sequence(truth(), ...limit), true)] : [];
  const alternative = names ? [extension('2.5.29.17', sequence(...names.map(generalName)))] : [];
  return [...authority, ...alternative, ...more];
}

function generalName(name: string): Buffer {
  return /^[\d.]+$/.test(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : text(0x82, name);
}

function signatureId({ privateKey }: Pair, hash: 'sha1' | 'sha256' | 'md5'): Buffer {
  if (privateKey.asymmetricKeyType === 'ec') return sequence(oid(SIGNATURES[hash]));
  const rsa = { md5: '1.2.840.113549.1.1.4', sha1: '1.2.840.113549.1.1.5', sha256: '1.2.840.113549.1.1.11' };
  return sequence(oid(rsa[hash]), der(0x05));
}

/** SEQUENCE { what is signed, algorithm, signature, … }: of certificates, lists and OCSP answers. */
export function sealed(tbs: Buffer, by: Pair, hash: 'sha1' | 'sha256' | 'md5' = 'sha256', ...more: Buffer[]): Buffer {
  return sequence(tbs, signatureId(by, hash), bits(sign(hash, tbs, by.privateKey)), ...more);
}
