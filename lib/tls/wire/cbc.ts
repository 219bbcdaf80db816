import { createCipheriv, createDecipheriv, createHmac, getCiphers, randomBytes } from 'node:crypto';
import type { Suite } from '@/lib/tls/registry/suites';
import { uint, vector, WireError } from '@/lib/tls/wire/bytes';
import { type PrfHash, prf, type Randoms } from '@/lib/tls/wire/prf';
import { VERSION_CODES } from '@/lib/tls/wire/versions';

/** What a CBC suite needs: names as node:crypto knows them, lengths in bytes. */
export type CbcSuite = {
  readonly cipher: string;
  readonly keyLength: number;
  readonly blockLength: number;
  readonly mac: string;
  readonly macLength: number;
};

const BLOCK: Readonly<Record<string, number>> = { AES: 16, CAMELLIA: 16, ARIA: 16, '3DES': 8 };
const MACS: Readonly<Record<string, readonly [string, number]>> = {
  md5: ['md5', 16],
  sha: ['sha1', 20],
  sha256: ['sha256', 32],
  sha384: ['sha384', 48],
};
const known = new Set(getCiphers());

/** Null for suites that are not CBC, and for ciphers that Node's OpenSSL no longer has (DES, IDEA, SEED, RC2). */
export function cbcSuite(suite: Suite): CbcSuite | null {
  const blockLength = BLOCK[suite.cipher];
  const mac = MACS[suite.mac ?? ''];
  if (suite.mode !== 'cbc' || blockLength === undefined || mac === undefined) return null;
  const triple = suite.cipher === '3DES';
  const cipher = triple ? 'des-ede3-cbc' : `${suite.cipher.toLowerCase()}-${suite.bits}-cbc`;
  if (!known.has(cipher)) return null;
  return { cipher, keyLength: triple ? 24 : suite.bits / 8, blockLength, mac: mac[0], macLength: mac[1] };
}

export type CbcKeys = { readonly mac: Buffer; readonly key: Buffer; readonly iv: Buffer };

/** The key block cut into both directions (RFC 5246, section 6.3; the IVs are used by TLS 1.0 alone). */
export function cbcKeys(
  hash: PrfHash,
  master: Buffer,
  { client, server }: Randoms,
  suite: CbcSuite,
): { readonly client: CbcKeys; readonly server: CbcKeys } {
  const lengths = [suite.macLength, suite.keyLength, suite.blockLength];
  const total = 2 * lengths.reduce((sum, length) => sum + length, 0);
  const block = prf(hash, master, 'key expansion', Buffer.concat([server, client]), total);
  let at = 0;
  const [clientMac, serverMac, clientKey, serverKey, clientIv, serverIv] = lengths
    .flatMap((length) => [length, length])
    .map((length) => {
      at += length;
      return block.subarray(at - length, at);
    });
  if (!clientMac || !serverMac || !clientKey || !serverKey || !clientIv || !serverIv) throw new TypeError('key block');
  return {
    client: { mac: clientMac, key: clientKey, iv: clientIv },
    server: { mac: serverMac, key: serverKey, iv: serverIv },
  };
}

/** What one record encrypts, in its three parts; `padding` ends with its length byte. */
export type CbcParts = { readonly content: Buffer; readonly mac: Buffer; readonly padding: Buffer };

/** What a record turned out to be; with `too_long` the padding claims more bytes than there are. */
export type Opened = {
  readonly content: Buffer;
  readonly padding: 'right' | 'wrong' | 'too_long';
  readonly macRight: boolean;
};

/** One direction of a connection of TLS 1.0 to 1.2 with a CBC suite: MAC, then padding, then encryption. */
export class CbcDirection {
  #sequence = 0n;
  #iv: Buffer;

  constructor(
    private readonly version: number,
    private readonly suite: CbcSuite,
    private readonly keys: CbcKeys,
  ) {
    this.#iv = keys.iv;
  }

  /**
   * One record. `shape` may replace what is encrypted (whole blocks): that is how a probe breaks padding or MAC.
   * `blocks` of padding are added to the least that fits.
   */
  seal(type: number, content: Buffer, shape: (parts: CbcParts) => Buffer = join, blocks = 0): Buffer {
    const { blockLength, macLength } = this.suite;
    const mac = this.#mac(type, content);
    const last = blockLength - 1 - ((content.length + macLength) % blockLength) + blocks * blockLength;
    const plain = shape({ content, mac, padding: Buffer.alloc(last + 1, last) });
    const iv = this.#explicitIv ? randomBytes(blockLength) : this.#iv;
    const cipher = createCipheriv(this.suite.cipher, this.keys.key, iv).setAutoPadding(false);
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    this.#iv = sealed.subarray(-blockLength);
    const body = this.#explicitIv ? Buffer.concat([iv, sealed]) : sealed;
    return Buffer.concat([uint(1, type), uint(2, this.version), vector(2, body)]);
  }

  /** Decrypts the body of a record. Throws WireError where it is not made of whole blocks. */
  open(type: number, body: Buffer): Opened {
    const { blockLength, macLength } = this.suite;
    const sealed = this.#explicitIv ? body.subarray(blockLength) : body;
    if (sealed.length < blockLength || sealed.length % blockLength !== 0) throw new WireError('record_not_in_blocks');
    const iv = this.#explicitIv ? body.subarray(0, blockLength) : this.#iv;
    const cipher = createDecipheriv(this.suite.cipher, this.keys.key, iv).setAutoPadding(false);
    const plain = Buffer.concat([cipher.update(sealed), cipher.final()]);
    this.#iv = sealed.subarray(-blockLength);
    const last = plain.readUInt8(plain.length - 1);
    const fits = last + 1 + macLength <= plain.length;
    const even = fits && plain.subarray(plain.length - last - 1).every((byte) => byte === last);
    const end = Math.max(0, plain.length - macLength - (fits ? last + 1 : 0));
    const content = plain.subarray(0, end);
    const macRight = this.#mac(type, content).equals(plain.subarray(end, end + macLength));
    return { content, padding: even ? 'right' : fits ? 'wrong' : 'too_long', macRight };
  }

  get #explicitIv(): boolean {
    return this.version >= VERSION_CODES.tls11;
  }

  #mac(type: number, content: Buffer): Buffer {
    const sequence = Buffer.alloc(8);
    sequence.writeBigUInt64BE(this.#sequence++);
    return createHmac(this.suite.mac, this.keys.mac)
      .update(sequence)
      .update(uint(1, type))
      .update(uint(2, this.version))
      .update(vector(2, content))
      .digest();
  }
}

function join({ content, mac, padding }: CbcParts): Buffer {
  return Buffer.concat([content, mac, padding]);
}
