import { markTokenUsed, tokenSecret } from '@/lib/access/data/tokens';
import { addressOf } from '@/lib/access/edge';
import { type Permission, scopeOf } from '@/lib/access/policy';
import { parseToken, sameMac, tokenMac } from '@/lib/access/token-format';
import type { TokenActor } from '@/lib/core/context';
import { DomainError } from '@/lib/core/errors';
import { type Limit, takeToken } from '@/lib/core/rate-limit';

/** What a token may call, counted for itself under its name. */
export type CallLimit = Limit & { readonly name: string };

/** A token may call ten times a second for a minute. */
const PER_TOKEN: CallLimit = { name: 'token', burst: 600, perSeconds: 60 };
/** Guesses from one address. */
const PER_ADDRESS = { burst: 30, perSeconds: 60 };

/** One permission, or several of which one is enough. */
export type AnyOf = Permission | readonly Permission[];

const NOBODY = Buffer.alloc(32);

/**
 * The machine behind `Authorization: Bearer lgb_…`. Wrong, expired and revoked tokens get one and the same answer.
 * @throws DomainError `unauthenticated`, `forbidden` (scope), `rate_limited`
 */
export async function tokenActor(
  headers: Headers,
  permission: AnyOf,
  now: Date,
  limit: CallLimit = PER_TOKEN,
): Promise<TokenActor> {
  const address = addressOf(headers);
  const actor = await verifyToken(headers.get('authorization'), now);
  if (!actor) {
    await takeToken(`token-guess:${address ?? 'unknown'}`, PER_ADDRESS, now);
    throw new DomainError('unauthenticated');
  }
  await takeToken(`${limit.name}:${actor.id}`, limit, now);
  await markTokenUsed(actor.id, address, now);
  const wanted = [permission].flat();
  if (!wanted.some((one) => scopeOf({ actor }, one)))
    throw new DomainError('forbidden', { permission: wanted.join(' ') });
  return actor;
}

async function verifyToken(authorization: string | null, now: Date): Promise<TokenActor | null> {
  const parts = parseToken(authorization?.match(/^Bearer +(\S+)$/i)?.[1] ?? '');
  if (!parts) return null;
  const row = await tokenSecret(parts.id);
  const right = sameMac(tokenMac(parts), row?.secretMac ?? NOBODY);
  if (!row || !right || row.revokedAt || now >= row.expiresAt) return null;
  return { kind: 'token', id: row.id, name: row.name, productId: row.productId, scopes: row.scopes };
}
