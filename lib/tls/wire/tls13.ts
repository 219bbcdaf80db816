import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { uint, vector, WireError } from '@/lib/tls/wire/bytes';
import { CONTENT, type TlsRecord } from '@/lib/tls/wire/records';

type Aead = 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305' | 'aes-128-ccm';
type Cipher = {
  readonly hash: 'sha256' | 'sha384';
  readonly hashLength: number;
  readonly aead: Aead;
  readonly key: number;
  readonly tag: number;
};

/** The suites of RFC 8446, appendix B.4. */
const CIPHERS: ReadonlyMap<number, Cipher> = new Map([
  [0x1301, { hash: 'sha256', hashLength: 32, aead: 'aes-128-gcm', key: 16, tag: 16 }],
  [0x1302, { hash: 'sha384', hashLength: 48, aead: 'aes-256-gcm', key: 32, tag: 16 }],
  [0x1303, { hash: 'sha256', hashLength: 32, aead: 'chacha20-poly1305', key: 32, tag: 16 }],
  [0x1304, { hash: 'sha256', hashLength: 32, aead: 'aes-128-ccm', key: 16, tag: 16 }],
  [0x1305, { hash: 'sha256', hashLength: 32, aead: 'aes-128-ccm', key: 16, tag: 8 }],
]);

/** Suites whose records can be read here. */
export const READABLE_SUITES: readonly number[] = [...CIPHERS.keys()];

/** Cipher and hash of a suite of TLS 1.3; throws WireError for one that is not among READABLE_SUITES. */
export function cipherOf(suite: number): Cipher {
  const cipher = CIPHERS.get(suite);
  if (cipher === undefined) throw new WireError('unreadable_suite');
  return cipher;
}

const hmac = (cipher: Cipher, key: Buffer, data: Buffer) => createHmac(cipher.hash, key).update(data).digest();
const NOTHING = Buffer.alloc(0);

/** HKDF-Expand-Label (RFC 8446, section 7.1). Lengths here never exceed one block of the hash. */
export function expandLabel(cipher: Cipher, secret: Buffer, label: string, context: Buffer, length: number): Buffer {
  const info = [uint(2, length), vector(1, Buffer.from(`tls13 ${label}`, 'latin1')), vector(1, context), uint(1, 1)];
  return hmac(cipher, secret, Buffer.concat(info)).subarray(0, length);
}

export function transcriptHash(cipher: Cipher, messages: readonly Buffer[]): Buffer {
  const hash = createHash(cipher.hash);
  for (const message of messages) hash.update(message);
  return hash.digest();
}

/** The traffic secrets of the handshake, from the shared secret and the transcript up to ServerHello. */
export function handshakeSecrets(cipher: Cipher, shared: Buffer, transcript: Buffer) {
  const zeros = Buffer.alloc(cipher.hashLength);
  const empty = transcriptHash(cipher, []);
  const early = hmac(cipher, zeros, zeros);
  const salt = expandLabel(cipher, early, 'derived', empty, cipher.hashLength);
  const handshake = hmac(cipher, salt, shared);
  const traffic = (label: string) => expandLabel(cipher, handshake, label, transcript, cipher.hashLength);
  return { handshake, client: traffic('c hs traffic'), server: traffic('s hs traffic') };
}

/** One direction of record protection (RFC 8446, section 5.2), its sequence number kept. */
export class Protection {
  readonly #key: Buffer;
  readonly #iv: Buffer;
  #sequence = 0;

  constructor(
    private readonly cipher: Cipher,
    trafficSecret: Buffer,
  ) {
    this.#key = expandLabel(cipher, trafficSecret, 'key', NOTHING, cipher.key);
    this.#iv = expandLabel(cipher, trafficSecret, 'iv', NOTHING, 12);
  }

  #nonce(): Buffer {
    const nonce = Buffer.from(this.#iv);
    nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ this.#sequence++) >>> 0, 8);
    return nonce;
  }

  /** Decrypts a record; throws WireError('bad_record') where the tag does not fit or nothing is inside. */
  open(sealed: TlsRecord): TlsRecord {
    const { aead, tag } = this.cipher;
    const { body } = sealed;
    if (sealed.type !== CONTENT.application || body.length < tag) throw new WireError('bad_record');
    const data = body.subarray(0, body.length - tag);
    const decipher = createDecipheriv(aead as 'aes-128-gcm', this.#key, this.#nonce(), { authTagLength: tag });
    decipher.setAuthTag(body.subarray(body.length - tag));
    decipher.setAAD(header(body.length), { plaintextLength: data.length });
    return { version: sealed.version, ...inner(plain(() => [decipher.update(data), decipher.final()])) };
  }

  /** Encrypts one record of the given content. */
  seal(type: number, content: Buffer): Buffer {
    const { aead, tag } = this.cipher;
    const data = Buffer.concat([content, uint(1, type)]);
    const cipher = createCipheriv(aead as 'aes-128-gcm', this.#key, this.#nonce(), { authTagLength: tag });
    const head = header(data.length + tag);
    cipher.setAAD(head, { plaintextLength: data.length });
    return Buffer.concat([head, cipher.update(data), cipher.final(), cipher.getAuthTag()]);
  }
}

function header(length: number): Buffer {
  return Buffer.concat([uint(1, CONTENT.application), uint(2, 0x0303), uint(2, length)]);
}

function plain(decrypt: () => Buffer[]): Buffer {
  try {
    return Buffer.concat(decrypt());
  } catch {
    throw new WireError('bad_record');
  }
}

/** Content and its type in front of the padding of zeros. */
function inner(bytes: Buffer): { type: number; body: Buffer } {
  let end = bytes.length;
  while (end > 0 && bytes.readUInt8(end - 1) === 0) end--;
  if (end === 0) throw new WireError('bad_record');
  return { type: bytes.readUInt8(end - 1), body: bytes.subarray(0, end - 1) };
}
