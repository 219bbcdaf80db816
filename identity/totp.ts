import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;

/** Six digits for the 30-second step that holds `at` (RFC 6238 over HMAC-SHA1, RFC 4226 truncation). */
export function totp(secret: Buffer, at: Date): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 1000 / STEP_SECONDS)));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  const code = (digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000;
  return String(code).padStart(6, '0');
}

/** Accepts the current step and the one before: a person needs time to type. */
export function checkTotp(secret: Buffer, code: string, at: Date): boolean {
  const given = Buffer.from(code.replaceAll(/\s/g, ''));
  return [0, STEP_SECONDS].some((ago) => {
    const expected = Buffer.from(totp(secret, new Date(at.getTime() - ago * 1000)));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
