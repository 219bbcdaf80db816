import { getDiffieHellman } from 'node:crypto';

function derInteger(bytes: Buffer): Buffer {
  const value = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Buffer.concat([derHeader(0x02, value.length), value]);
}

function derHeader(tag: number, length: number): Buffer {
  if (length < 0x80) return Buffer.of(tag, length);
  if (length < 0x100) return Buffer.of(tag, 0x81, length);
  return Buffer.of(tag, 0x82, length >> 8, length & 0xff);
}

/** PKCS #3 parameters of a well-known group, which `openssl dhparam` would search for minutes. */
function parameters(group: string): string {
  const known = getDiffieHellman(group);
  const body = Buffer.concat([derInteger(known.getPrime()), derInteger(known.getGenerator())]);
  const base64 = Buffer.concat([derHeader(0x30, body.length), body]).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN DH PARAMETERS-----\n${lines.join('\n')}\n-----END DH PARAMETERS-----\n`;
}

/** Files with the groups of RFC 2409 and RFC 3526 (1024, 2048 and 4096 bits). */
export function dhParameters(): readonly { readonly name: string; readonly pem: string }[] {
  return [
    { name: 'dh1024.pem', pem: parameters('modp2') },
    { name: 'dh2048.pem', pem: parameters('modp14') },
    { name: 'dh4096.pem', pem: parameters('modp16') },
  ];
}
