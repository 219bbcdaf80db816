import { createHash, createHmac } from 'node:crypto';
import type { Suite } from '@/lib/tls/registry/suites';
import { VERSION_CODES } from '@/lib/tls/wire/versions';

/** Hash of the pseudorandom function: MD5 and SHA-1 together before TLS 1.2 (RFC 2246, section 5), the suite's own in it. */
export type PrfHash = 'md5sha1' | 'sha256' | 'sha384';

export function prfHashOf(version: number, suite: Suite): PrfHash {
  if (version < VERSION_CODES.tls12) return 'md5sha1';
  return suite.mac === 'sha384' ? 'sha384' : 'sha256';
}

/** P_hash (RFC 5246, section 5). */
function expand(hash: string, secret: Buffer, seed: Buffer, length: number): Buffer {
  const hmac = (data: Buffer) => createHmac(hash, secret).update(data).digest();
  const parts: Buffer[] = [];
  for (let made = 0, a = hmac(seed); made < length; a = hmac(a)) {
    const part = hmac(Buffer.concat([a, seed]));
    parts.push(part);
    made += part.length;
  }
  return Buffer.concat(parts).subarray(0, length);
}

/** The pseudorandom function of TLS 1.0 to 1.2. */
export function prf(hash: PrfHash, secret: Buffer, label: string, seed: Buffer, length: number): Buffer {
  const labelled = Buffer.concat([Buffer.from(label, 'latin1'), seed]);
  if (hash !== 'md5sha1') return expand(hash, secret, labelled, length);
  const half = Math.ceil(secret.length / 2);
  const md5 = expand('md5', secret.subarray(0, half), labelled, length);
  const sha1 = expand('sha1', secret.subarray(secret.length - half), labelled, length);
  return Buffer.from(md5.map((byte, index) => byte ^ (sha1[index] ?? 0)));
}

/** Hash over all handshake messages, as Finished takes it. */
export function transcriptHash(hash: PrfHash, messages: readonly Buffer[]): Buffer {
  const digest = (name: string) => {
    const running = createHash(name);
    for (const message of messages) running.update(message);
    return running.digest();
  };
  return hash === 'md5sha1' ? Buffer.concat([digest('md5'), digest('sha1')]) : digest(hash);
}

export type Randoms = { readonly client: Buffer; readonly server: Buffer };

/** RFC 5246, section 8.1; no probe offers the extended master secret. */
export function masterSecret(hash: PrfHash, preMaster: Buffer, { client, server }: Randoms): Buffer {
  return prf(hash, preMaster, 'master secret', Buffer.concat([client, server]), 48);
}

/** `verify_data` of a Finished message (RFC 5246, section 7.4.9). */
export function verifyData(
  hash: PrfHash,
  master: Buffer,
  side: 'client' | 'server',
  messages: readonly Buffer[],
): Buffer {
  return prf(hash, master, `${side} finished`, transcriptHash(hash, messages), 12);
}
