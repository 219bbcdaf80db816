import { numbers, uint, vector } from '@/lib/tls/wire/bytes';

export const EXTENSION = {
  serverName: 0,
  statusRequest: 5,
  supportedGroups: 10,
  pointFormats: 11,
  signatureAlgorithms: 13,
  heartbeat: 15,
  alpn: 16,
  sct: 18,
  padding: 21,
  encryptThenMac: 22,
  extendedMasterSecret: 23,
  sessionTicket: 35,
  preSharedKey: 41,
  supportedVersions: 43,
  cookie: 44,
  pskModes: 45,
  signatureAlgorithmsCert: 50,
  keyShare: 51,
  renegotiationInfo: 0xff01,
} as const;

export type Extension = { readonly type: number; readonly data: Buffer };

const EMPTY = Buffer.alloc(0);

export function extension(type: number, data: Buffer = EMPTY): Extension {
  return { type, data };
}

/** RFC 6066, section 3: one DNS name. */
export function serverName(host: string): Extension {
  return extension(EXTENSION.serverName, vector(2, uint(1, 0), vector(2, Buffer.from(host, 'latin1'))));
}

/** RFC 6066, section 8: an OCSP answer is welcome, from any responder. */
export function statusRequest(): Extension {
  return extension(EXTENSION.statusRequest, Buffer.from([1, 0, 0, 0, 0]));
}

export function supportedGroups(ids: readonly number[]): Extension {
  return extension(EXTENSION.supportedGroups, vector(2, numbers(2, ids)));
}

/** RFC 8422, section 5.1.2: uncompressed, and the compressed forms for curves of old. */
export function pointFormats(formats: readonly number[] = [0, 1, 2]): Extension {
  return extension(EXTENSION.pointFormats, vector(1, numbers(1, formats)));
}

export function signatureAlgorithms(ids: readonly number[]): Extension {
  return extension(EXTENSION.signatureAlgorithms, vector(2, numbers(2, ids)));
}

export function alpn(names: readonly string[]): Extension {
  return extension(EXTENSION.alpn, vector(2, ...names.map((name) => vector(1, Buffer.from(name, 'latin1')))));
}

export function supportedVersions(codes: readonly number[]): Extension {
  return extension(EXTENSION.supportedVersions, vector(1, numbers(2, codes)));
}

export type KeyShare = { readonly group: number; readonly key: Buffer };

/** RFC 8446, section 4.2.8; an empty list asks the server to name its group by a HelloRetryRequest. */
export function keyShare(shares: readonly KeyShare[]): Extension {
  const entries = shares.map(({ group, key }) => Buffer.concat([uint(2, group), vector(2, key)]));
  return extension(EXTENSION.keyShare, vector(2, ...entries));
}

/** RFC 8446, section 4.2.9: psk_dhe_ke. */
export function pskModes(): Extension {
  return extension(EXTENSION.pskModes, vector(1, Buffer.from([1])));
}

/** RFC 5746, section 3.2: empty in the first handshake. */
export function renegotiationInfo(verifyData: Buffer = EMPTY): Extension {
  return extension(EXTENSION.renegotiationInfo, vector(1, verifyData));
}
