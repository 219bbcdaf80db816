import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { NOW } from '@/lib/access/testing/sign-in';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readPosture } from '@/lib/safeguards/data/posture';
import { attest, withdrawAttestation } from '@/lib/safeguards/mutations/attest';
import { evaluate } from '@/lib/safeguards/mutations/evaluate';
import { decideException, requestException } from '@/lib/safeguards/mutations/except';
import { saveTerms } from '@/lib/safeguards/mutations/terms';

withDatabase();

const admin = person('Admin', 'everywhere');
const responder = person('Responder', 'everywhere');
const analyst = person('Analyst', 'everywhere');
const everybody = requirePermission(ctx(readOnly()), 'posture:read');
const at = (days: number) => addDays(NOW, days);
const REASON = 'as the certificate says, looked at today';

async function rowAt(id: string, days: number) {
  await evaluate(ctx(system, at(days)));
  const { rows } = await readPosture(everybody, { team: [], product: [] }, at(days), id);
  return rows[0];
}

const statement = {
  safeguard: 'F8',
  known: 0,
  verdict: 'met',
  statement: REASON,
  document: 'ISO 27001 of the partner',
} as const;

describe('a statement', () => {
  it('holds until its day is over, and is made by whom may, once', async () => {
    expect(await rowAt('F8', 0)).toMatchObject({ state: 'unknown', reasons: [{ code: 'never_attested' }] });
    const input = { ...statement, validUntil: at(30) };
    for (const actor of [readOnly(), analyst, stranger('Responder')]) {
      await expect(attest(ctx(actor, NOW), input)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await attest(ctx(responder, NOW), input);
    await expect(attest(ctx(admin, NOW), input)).rejects.toMatchObject({ code: 'conflict' });
    expect(await rowAt('F8', 1)).toMatchObject({ state: 'met', reasons: [{ code: 'attested' }] });
    expect(await rowAt('F8', 31)).toMatchObject({ state: 'unknown', reasons: [{ code: 'attestation_expired' }] });
    const row = await unsafeDb().safeguardAttestation.findFirstOrThrow({ where: { safeguard: 'F8' } });
    await withdrawAttestation(ctx(responder, at(31)), { id: row.id });
    await expect(withdrawAttestation(ctx(admin, at(31)), { id: row.id })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is refused for what proves itself, and for too long', async () => {
    const wrong = [
      { ...statement, safeguard: 'B1', validUntil: at(3) },
      { ...statement, safeguard: 'D5', validUntil: at(-1) },
      { ...statement, safeguard: 'D5', validUntil: at(500) },
    ];
    for (const input of wrong) {
      await expect(attest(ctx(admin, NOW), input)).rejects.toMatchObject({ code: 'invalid' });
    }
  });
});

describe('terms', () => {
  it('change from now on, with a second factor, and one at a time', async () => {
    await aProduct();
    const input = { safeguard: 'B1', known: 0, ownerId: null, atLeast: 0.5, days: 7, reason: REASON };
    await expect(saveTerms(ctx(responder, NOW), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(saveTerms(ctx(await satisfiedFor(admin, 'safeguard:write', 'B2'), NOW), input)).rejects.toMatchObject({
      code: 'step_up_required',
    });
    await saveTerms(ctx(await satisfiedFor(admin, 'safeguard:write', 'B1'), NOW), input);
    await expect(saveTerms(ctx(admin, NOW), input)).rejects.toMatchObject({ code: 'conflict' });
    expect(await rowAt('B1', 32)).toMatchObject({ atLeast: 0.5, days: 7 });
  });
});

describe('an exception', () => {
  it('is approved by another person with a second factor, leaves the product out, and ends by itself', async () => {
    const { productId } = await aProduct();
    const ask = {
      safeguard: 'A9',
      teamId: null,
      productId,
      kind: 'not_applicable',
      reason: REASON,
      expiresAt: at(90),
    } as const;
    await expect(requestException(ctx(stranger(), NOW), ask)).rejects.toMatchObject({ code: 'not_found' });
    await expect(requestException(ctx(readOnly(), NOW), ask)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(requestException(ctx(analyst, NOW), { ...ask, safeguard: 'A12' })).rejects.toMatchObject({
      code: 'invalid',
    });
    await requestException(ctx(responder, NOW), ask);
    const { id } = await unsafeDb().safeguardException.findFirstOrThrow({ where: { productId } });
    const decision = { id, approve: true, note: '' };
    await expect(decideException(ctx(responder, NOW), decision)).rejects.toMatchObject({
      code: 'forbidden',
      details: { reason: 'own-request' },
    });
    await expect(decideException(ctx(analyst, NOW), decision)).rejects.toMatchObject({ code: 'forbidden' });
    const before = (await rowAt('A9', 33))?.products;
    await decideException(ctx(await satisfiedFor(admin, 'safeguard:approve', `approve:${id}`), NOW), decision);
    await expect(decideException(ctx(admin, NOW), decision)).rejects.toMatchObject({ code: 'conflict' });
    const during = (await rowAt('A9', 34))?.products;
    expect(during).toMatchObject({ excepted: 1, unknown: (before?.unknown ?? 0) - 1 });
    const own = requirePermission(ctx(person('Engineer', [productId])), 'posture:read');
    const { rows } = await readPosture(own, { team: [], product: [] }, at(34), 'A9');
    expect(rows[0]).toMatchObject({ counts: false, products: { excepted: 1, unknown: 0 } });
    expect((await rowAt('A9', 91))?.products).toMatchObject({ excepted: 0, unknown: before?.unknown });
  });
});
