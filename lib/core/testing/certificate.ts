import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** One DER value (ITU-T X.690): tag, length, content. */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...items: readonly Uint8Array[]) => der(0x30, ...items);
const SHA256_WITH_RSA = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
const COMMON_NAME = der(0x06, Buffer.from('550403', 'hex'));

function time(at: Date): Buffer {
  return der(
    0x18,
    Buffer.from(
      at
        .toISOString()
        .replace(/\.\d+Z$/, 'Z')
        .replaceAll(/[-:T]/g, ''),
    ),
  );
}

function pem(content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

export const keyPem = (key: KeyObject) => String(key.export({ format: 'pem', type: 'pkcs8' }));

/** Subject alternative names: loopback, for servers of tests. */
const LOOPBACK = sequence(
  sequence(
    der(0x06, Buffer.from('551d11', 'hex')),
    der(0x04, sequence(der(0x87, Buffer.from([127, 0, 0, 1])), der(0x82, Buffer.from('localhost')))),
  ),
);

/** A self-signed certificate and its RSA key, made anew, so that no key lies in the repository. */
export function selfSigned(validFrom: Date, validTo: Date) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from('Lagebild in a test')))));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    SHA256_WITH_RSA,
    name,
    sequence(time(validFrom), time(validTo)),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, LOOPBACK),
  );
  const signature = sign('sha256', body, privateKey);
  const certificate = pem(sequence(body, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature)));
  return { certificate, key: keyPem(privateKey) };
}
