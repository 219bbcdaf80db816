import {
  constants,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
  privateEncrypt,
  randomBytes,
  sign,
} from 'node:crypto';
import type { PkcsFault } from '@/lib/tls/testing/fake-options';
import { Reader, uint, vector } from '@/lib/tls/wire/bytes';
import { VERSION_CODES } from '@/lib/tls/wire/versions';

const SPKI = Buffer.from('302a300506032b656e032100', 'hex');
const RSA_PKCS1_SHA256 = 0x0401;
const X25519 = 29;

/** An ephemeral key of X25519 with its signed ServerKeyExchange (RFC 8422, section 5.4). */
export function x25519Exchange(key: KeyObject, version: number, randoms: Buffer) {
  const pair = generateKeyPairSync('x25519');
  const point = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const params = Buffer.concat([uint(1, 3), uint(2, X25519), vector(1, point)]);
  const signed = Buffer.concat([randoms, params]);
  const body =
    version >= VERSION_CODES.tls12
      ? Buffer.concat([params, uint(2, RSA_PKCS1_SHA256), vector(2, sign('sha256', signed, key))])
      : Buffer.concat([params, vector(2, oldSignature(key, signed))]);
  const secretOf = (message: Buffer): Buffer => {
    const theirs = new Reader(message).vector(1);
    const publicKey = createPublicKey({ key: Buffer.concat([SPKI, theirs]), format: 'der', type: 'spki' });
    return diffieHellman({ privateKey: pair.privateKey, publicKey });
  };
  return { body, secretOf };
}

/** MD5 and SHA-1 side by side, without a DigestInfo (RFC 4346, section 7.4.3). */
function oldSignature(key: KeyObject, data: Buffer): Buffer {
  const digest = Buffer.concat([createHash('md5').update(data).digest(), createHash('sha1').update(data).digest()]);
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digest);
}

function faultOf(block: Buffer, version: number): PkcsFault | null {
  if (block.readUInt16BE(0) !== 2) return 'prefix';
  const zero = block.indexOf(0, 2);
  if (zero === -1) return 'no_zero';
  if (zero < 10) return 'short_padding';
  if (block.length - zero - 1 !== 48) return 'secret_length';
  return block.readUInt16BE(zero + 1) === version ? null : 'version';
}

/** Takes the secret out of an RSA key exchange; where that is wrong, what is wrong and a random one (RFC 5246, 7.4.7.1). */
export function rsaSecret(
  key: KeyObject,
  version: number,
  message: Buffer,
): { secret: Buffer; fault: PkcsFault | null } {
  const block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, new Reader(message).vector(2));
  const fault = faultOf(block, version);
  return { secret: fault === null ? Buffer.from(block.subarray(-48)) : randomBytes(48), fault };
}
