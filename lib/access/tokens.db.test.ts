import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { listTokens } from '@/lib/access/data/tokens-list';
import { createToken, type NewToken, revokeToken } from '@/lib/access/mutations/tokens';
import { requirePermission } from '@/lib/access/policy';
import { TOKEN_SCOPES } from '@/lib/access/schema';
import { at, NOW } from '@/lib/access/testing/sign-in';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { givableScopes } from '@/lib/access/token-scopes';
import { tokenActor } from '@/lib/access/tokens';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();

let productId: string;
let engineer: PersonActor;

beforeEach(async () => {
  ({ productId } = await aProduct());
  engineer = await satisfiedFor(person('Engineer', [productId]), 'token:create', productId);
});

const input = (days = 30) => ({ name: 'ci', productId, scopes: ['finding:ingest' as const], days });

function bearer(text: string): Headers {
  return new Headers({ authorization: `Bearer ${text}`, 'x-forwarded-for': `198.51.100.1, ${randomUUID()}` });
}

async function made(days = 30): Promise<NewToken> {
  return createToken(ctx(engineer, NOW), input(days));
}

describe('a token', () => {
  test('works for its product and scope; only the HMAC is stored', async () => {
    const { id, token } = await made();
    const actor = await tokenActor(bearer(token), 'finding:ingest', NOW);
    expect(actor).toMatchObject({ kind: 'token', id, productId, scopes: ['finding:ingest'] });
    expect(() => requirePermission({ actor }, 'finding:ingest', randomUUID())).toThrow('not_found');
    const row = await unsafeDb().apiToken.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(row)).not.toContain(token.slice(13));
    await expect(tokenActor(bearer(token), 'finding:read', NOW)).rejects.toThrow('forbidden');
    await expect(tokenActor(bearer(token), 'audit:read', NOW)).rejects.toThrow('forbidden');
    await expect(tokenActor(bearer(token), ['import:read', 'finding:read'], NOW)).rejects.toThrow('forbidden');
    await expect(tokenActor(bearer(token), ['import:read', 'finding:ingest'], NOW)).resolves.toMatchObject({ id });
  });

  test('is refused when wrong, missing, expired or revoked, always alike', async () => {
    const { id, token } = await made(1);
    const wrong = `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`;
    for (const text of [wrong, 'lgb_', '', `${token}x`, token.replace(id, 'AAAAAAAA')]) {
      await expect(tokenActor(bearer(text), 'finding:ingest', NOW), text).rejects.toThrow('unauthenticated');
    }
    await expect(tokenActor(new Headers(), 'finding:ingest', NOW)).rejects.toThrow('unauthenticated');
    await expect(tokenActor(bearer(token), 'finding:ingest', at(24 * 60))).rejects.toThrow('unauthenticated');
    await unsafeDb().apiToken.update({ where: { id }, data: { revokedAt: NOW } });
    await expect(tokenActor(bearer(token), 'finding:ingest', NOW)).rejects.toThrow('unauthenticated');
  });

  test('its last use is written at most once a minute', async () => {
    const { id, token } = await made();
    const used = async () => (await unsafeDb().apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt;
    await tokenActor(bearer(token), 'finding:ingest', NOW);
    await tokenActor(bearer(token), 'finding:ingest', at(0.5));
    expect(await used()).toEqual(NOW);
    await tokenActor(bearer(token), 'finding:ingest', at(1));
    expect(await used()).toEqual(at(1));
  });

  test('is limited to 600 calls a minute, and works again later', async () => {
    const { id, token } = await made();
    await tokenActor(bearer(token), 'finding:ingest', NOW);
    await unsafeDb().rateBucket.update({ where: { key: `token:${id}` }, data: { tokens: 1 } });
    await tokenActor(bearer(token), 'finding:ingest', NOW);
    await expect(tokenActor(bearer(token), 'finding:ingest', NOW)).rejects.toMatchObject({
      code: 'rate_limited',
      details: { retryAfterSeconds: 1 },
    });
    await tokenActor(bearer(token), 'finding:ingest', new Date(NOW.getTime() + 1000));
  });

  test('thirty wrong guesses from one address close it for a while', async () => {
    const guess = () =>
      tokenActor(new Headers({ authorization: 'Bearer lgb_x', 'x-forwarded-for': 'g' }), 'finding:ingest', NOW);
    for (let n = 0; n < 30; n += 1) await expect(guess()).rejects.toThrow('unauthenticated');
    await expect(guess()).rejects.toThrow('rate_limited');
  });
});

describe('creating', () => {
  test('asks for a step-up each time, and writes the trail', async () => {
    const { id } = await made();
    await expect(made()).rejects.toThrow('step_up_required');
    expect(await unsafeDb().apiToken.count({ where: { productId } })).toBe(1);
    const row = await unsafeDb().auditEntry.findFirstOrThrow({ where: { targetId: id } });
    expect(row).toMatchObject({ action: 'token.created', productId, actorId: engineer.id });
  });

  test('is not for another team, a reader or a machine', async () => {
    const foreign = person('Engineer', [randomUUID()]);
    await expect(createToken(ctx(foreign), input())).rejects.toThrow('not_found');
    await expect(createToken(ctx(readOnly()), input())).rejects.toThrow('forbidden');
    const { token } = await made();
    const machine = await tokenActor(bearer(token), 'finding:ingest', NOW);
    await expect(createToken(ctx(machine), input())).rejects.toThrow('forbidden');
  });

  test('is given nothing beside reporting that its maker may not do', async () => {
    const ask = (scopes: ('asset-list:write' | 'asset-list:read')[]) => ({ ...input(), scopes });
    const refused = createToken(ctx(engineer, NOW), ask(['asset-list:read', 'asset-list:write']));
    await expect(refused).rejects.toMatchObject({ code: 'forbidden', details: { permission: 'asset-list:write' } });
    expect(await unsafeDb().apiToken.count({ where: { productId } })).toBe(0);
    expect(givableScopes({ actor: engineer })).toContain('restore-test:write');
    expect(givableScopes({ actor: engineer })).not.toContain('asset-list:write');
    const admin = await satisfiedFor(person('Admin', [productId]), 'token:create', productId);
    const { token } = await createToken(ctx(admin, NOW), ask(['asset-list:write']));
    await expect(tokenActor(bearer(token), 'asset-list:write', NOW)).resolves.toMatchObject({ productId });
    const elsewhere = person('Admin', [productId]);
    expect(givableScopes({ actor: elsewhere }, randomUUID())).toEqual([
      'finding:ingest',
      'event:ingest',
      'backup:ingest',
    ]);
  });

  test('offers nothing that the policy withholds from machines', () => {
    const actor = { kind: 'token', id: 'x', name: 'x', productId, scopes: TOKEN_SCOPES } as const;
    for (const scope of TOKEN_SCOPES) expect(requirePermission({ actor }, scope).products).toEqual([productId]);
  });
});

describe('revoking', () => {
  test('acts at once, needs a step-up, and the second of two is told', async () => {
    const { id, token } = await made();
    const one = await satisfiedFor(engineer, 'token:revoke', id);
    const two = await satisfiedFor(person('Admin', 'everywhere'), 'token:revoke', id);
    await expect(revokeToken(ctx(person('Engineer', [productId])), id)).rejects.toThrow();
    const both = await Promise.allSettled([revokeToken(ctx(one, NOW), id), revokeToken(ctx(two, NOW), id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    await expect(tokenActor(bearer(token), 'finding:ingest', NOW)).rejects.toThrow('unauthenticated');
  });

  test('is not for another team or a reader', async () => {
    const { id } = await made();
    await expect(revokeToken(ctx(person('Engineer', [randomUUID()])), id)).rejects.toThrow('not_found');
    await expect(revokeToken(ctx(readOnly()), id)).rejects.toThrow('forbidden');
  });
});

test('the list shows the products in reach, with state', async () => {
  await made(90);
  const own = await listTokens(requirePermission({ actor: engineer }, 'token:read'), NOW);
  expect(own).toMatchObject([{ name: 'ci', scopes: ['finding:ingest'], state: 'active', lastUsedAt: null }]);
  expect(await listTokens(requirePermission({ actor: engineer }, 'token:read'), at(80 * 24 * 60))).toMatchObject([
    { state: 'expiring' },
  ]);
  const foreign = requirePermission({ actor: person('Engineer', [randomUUID()]) }, 'token:read');
  expect(await listTokens(foreign, NOW)).toEqual([]);
});
