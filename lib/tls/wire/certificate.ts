import { Reader, WireError } from '@/lib/tls/wire/bytes';
import { EXTENSION } from '@/lib/tls/wire/extensions';
import { parseExtensions } from '@/lib/tls/wire/server-hello';

/** Longer chains exist nowhere; each link costs a parse. */
const MAX_LINKS = 16;

export type CertificateMessage = {
  /** DER, leaf first, as sent. */
  readonly ders: readonly Buffer[];
  /** OCSP answer of the leaf (TLS 1.3 carries it here), DER. */
  readonly staple: Buffer | null;
  /** SignedCertificateTimestampList of the leaf (RFC 6962, section 3.3). */
  readonly scts: Buffer | null;
};

/** Certificate before TLS 1.3 (RFC 5246, section 7.4.2). */
export function parseCertificate(body: Buffer): CertificateMessage {
  const list = new Reader(new Reader(body).vector(3));
  const ders: Buffer[] = [];
  while (list.left > 0) {
    if (ders.length === MAX_LINKS) throw new WireError('chain_too_long');
    ders.push(list.vector(3));
  }
  return { ders, staple: null, scts: null };
}

/** Certificate of TLS 1.3 (RFC 8446, section 4.4.2). */
export function parseCertificate13(body: Buffer): CertificateMessage {
  const reader = new Reader(body);
  reader.vector(1);
  const list = new Reader(reader.vector(3));
  const ders: Buffer[] = [];
  let leaf = new Map<number, Buffer>();
  while (list.left > 0) {
    if (ders.length === MAX_LINKS) throw new WireError('chain_too_long');
    ders.push(list.vector(3));
    const extensions = parseExtensions(list.vector(2));
    if (ders.length === 1) leaf = extensions;
  }
  const status = leaf.get(EXTENSION.statusRequest);
  return {
    ders,
    staple: status === undefined ? null : parseCertificateStatus(status),
    scts: leaf.get(EXTENSION.sct) ?? null,
  };
}

/** CertificateStatus (RFC 6066, section 8): the OCSP answer; null for a type other than OCSP. */
export function parseCertificateStatus(body: Buffer): Buffer | null {
  const reader = new Reader(body);
  return reader.uint(1) === 1 ? reader.vector(3) : null;
}
