import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '@/lib/core/secrets';

const HOURS = 24;
const ID_BYTES = 16;
const BODY_BYTES = 2 * ID_BYTES + 4;
const MAC_BYTES = 32;

/** What a link says: who, about which run. */
export type Claim = { readonly runId: string; readonly personId: string };

const idBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');
const idText = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const macOf = (body: Buffer) => createHmac('sha256', deriveKey('acknowledge')).update(body).digest();

/** A link's token for one person and one run of a chain: signed, good for a day, in base64url. */
export function makeToken({ runId, personId }: Claim, now: Date): string {
  const until = Buffer.alloc(4);
  until.writeUInt32BE(Math.floor(now.getTime() / 1000) + HOURS * 3600);
  const body = Buffer.concat([idBytes(runId), idBytes(personId), until]);
  return Buffer.concat([body, macOf(body)]).toString('base64url');
}

/** Who and what; null: not ours, changed, or too old. */
export function readToken(token: string, now: Date): Claim | null {
  if (!/^[\w-]{91}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== BODY_BYTES + MAC_BYTES) return null;
  const body = bytes.subarray(0, BODY_BYTES);
  if (!timingSafeEqual(macOf(body), bytes.subarray(BODY_BYTES))) return null;
  if (body.readUInt32BE(2 * ID_BYTES) * 1000 <= now.getTime()) return null;
  return { runId: idText(body.subarray(0, ID_BYTES)), personId: idText(body.subarray(ID_BYTES, 2 * ID_BYTES)) };
}
