import { describe, expect, it } from 'vitest';
import { decide } from '@/lib/acceptances/mutations/decide';
import { revokeAcceptance, withdrawAcceptance } from '@/lib/acceptances/mutations/end';
import { ACCEPTANCE_POLICY_DEFAULT } from '@/lib/acceptances/settings-schema';
import {
  acceptanceState,
  anApprover,
  approve,
  aRequester,
  audited,
  findingState,
  historyKinds,
  known,
  naming,
  noticesOf,
  proven,
  requested,
} from '@/lib/acceptances/testing/acceptances';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { forgetSetting } from '@/lib/core/settings';
import { ctx, grants, person, readOnly } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aFinding, NOW, someFindings } from '@/lib/findings/testing/findings';

withDatabase();

async function asked() {
  const { productId } = await aProduct();
  const [a, b] = await someFindings(productId, 2, { status: 'confirmed' });
  if (!a || !b) throw new Error('two findings');
  const [requester, approver] = [await aRequester(productId), await anApprover(productId)];
  const id = await requested(requester, naming(a, b));
  return { productId, a, b, requester, approver, id };
}

const approving = (id: string, version = 1) => ({ id, version, decision: 'approve', note: '' }) as const;
const rejecting = (id: string, note: string) => ({ id, version: 1, decision: 'reject', note }) as const;

describe('approval', () => {
  it('accepts the open findings with their history, once, and tells who asked', async () => {
    const { a, b, requester, approver, id } = await asked();
    await unsafeDb().finding.update({ where: { id: b.id }, data: { status: 'fixed' } });
    expect(await approve(approver, id)).toBe(1);
    expect(await findingState(a.id)).toMatchObject({ status: 'risk_accepted', acceptanceId: id, version: 2 });
    expect(await findingState(b.id)).toMatchObject({ status: 'fixed', acceptanceId: null });
    const [event] = await unsafeDb().findingEvent.findMany({ where: { findingId: a.id } });
    expect(event).toMatchObject({
      kind: 'accepted',
      actorId: approver.id,
      reason: 'no_fix',
      changes: { status: ['confirmed', 'risk_accepted'], acceptanceId: [null, id] },
    });
    expect(await acceptanceState(id)).toMatchObject({
      state: 'approved',
      deciderId: approver.id,
      decidedAt: NOW,
      warnAt: addDays(NOW, 5),
    });
    expect(await noticesOf(requester.id)).toEqual(['acceptance_approved']);
    expect(await audited(id)).toEqual(['acceptance.requested', 'acceptance.approved']);
    await proven(approver, 'risk:approve', `approve:${id}`);
    await expect(decide(ctx(approver), approving(id, 2))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is refused to the requester, in another session and with the duty too, in code and in the database', async () => {
    const { productId, a, requester, approver, id } = await asked();
    const duties = [{ duty: 'RiskApprover' as const, grants: grants([productId]) }];
    const elsewhere = { ...requester, sessionId: crypto.randomUUID(), duties };
    await proven(elsewhere, 'risk:approve', `approve:${id}`);
    await expect(decide(ctx(elsewhere), approving(id))).rejects.toMatchObject({
      code: 'forbidden',
      details: { reason: 'own-request' },
    });
    const past = unsafeDb().acceptance.update({
      where: { id },
      data: { state: 'approved', deciderId: requester.id, decidedAt: NOW },
    });
    await expect(past).rejects.toThrow(/acceptance_second_person_check/);
    expect(await findingState(a.id)).toMatchObject({ status: 'confirmed' });
    expect(await approve(approver, id)).toBe(2);
  });

  it('needs the duty for the product, and fresh proof for this deed on this request', async () => {
    const { id, approver, productId } = await asked();
    await expect(decide(ctx(readOnly()), approving(id))).rejects.toMatchObject({ code: 'forbidden' });
    const analyst = await known(person('Analyst', [productId]));
    await expect(decide(ctx(analyst), approving(id))).rejects.toMatchObject({ code: 'forbidden' });
    const other = await anApprover((await aProduct()).productId);
    await proven(other, 'risk:approve', `approve:${id}`);
    await expect(decide(ctx(other), approving(id))).rejects.toMatchObject({ code: 'not_found', details: {} });
    const everywhere = { ...approver, duties: [{ duty: 'RiskApprover' as const, grants: grants('everywhere') }] };
    await expect(decide(ctx(everywhere), approving(id))).rejects.toMatchObject({ code: 'not_found' });
    await proven(approver, 'risk:approve', `reject:${id}`);
    await proven(approver, 'risk:revoke', id);
    await expect(decide(ctx(approver), approving(id))).rejects.toMatchObject({
      code: 'step_up_required',
      details: { purpose: 'risk:approve', target: `approve:${id}` },
    });
    expect(await acceptanceState(id)).toMatchObject({ state: 'requested', version: 1 });
  });

  it('is not for whoever is to mend one of the findings', async () => {
    const { a, id, approver } = await asked();
    await unsafeDb().finding.update({ where: { id: a.id }, data: { assigneeId: approver.id } });
    await proven(approver, 'risk:approve', `approve:${id}`);
    await expect(decide(ctx(approver), approving(id))).rejects.toMatchObject({
      code: 'forbidden',
      details: { reason: 'owns-fix' },
    });
  });

  it('keeps to the policy as it is by then', async () => {
    const { id, approver } = await asked();
    const value = { ...ACCEPTANCE_POLICY_DEFAULT, longestDays: [9, 9, 9, 9, 9] };
    await unsafeDb().setting.create({ data: { key: 'acceptances', value, updatedAt: NOW } });
    forgetSetting('acceptances');
    await expect(approve(approver, id)).rejects.toMatchObject({ details: { issue: 'expiry_too_late' } });
    await unsafeDb().setting.delete({ where: { key: 'acceptances' } });
    forgetSetting('acceptances');
    expect(await approve(approver, id)).toBe(2);
  });

  it('of two approvers at once lets exactly one decide', async () => {
    const { productId, a, id, approver } = await asked();
    const second = await anApprover(productId, 'Rita');
    await proven(approver, 'risk:approve', `approve:${id}`);
    await proven(second, 'risk:approve', `reject:${id}`);
    const results = await Promise.allSettled([
      decide(ctx(approver), approving(id)),
      decide(ctx(second), rejecting(id, 'Patch it')),
    ]);
    const lost = results.filter((one) => one.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toMatchObject({ code: 'conflict' });
    const { state } = await acceptanceState(id);
    expect((await findingState(a.id)).status).toBe(state === 'approved' ? 'risk_accepted' : 'confirmed');
    expect(await audited(id)).toHaveLength(2);
  });

  it('comes too late at the instant of the expiry', async () => {
    const { id, approver } = await asked();
    await proven(approver, 'risk:approve', `approve:${id}`);
    const end = addDays(NOW, 10);
    await expect(decide(ctx(approver, end), approving(id))).rejects.toMatchObject({ code: 'conflict' });
    expect(await acceptanceState(id)).toMatchObject({ state: 'requested' });
  });
});

describe('rejection', () => {
  it('leaves the findings open, with a note for who asked', async () => {
    const { a, id, approver, requester } = await asked();
    await proven(approver, 'risk:approve', `reject:${id}`);
    await expect(decide(ctx(approver), rejecting(id, ''))).rejects.toMatchObject({ code: 'invalid' });
    expect(await decide(ctx(approver), rejecting(id, 'Patch it'))).toBe(0);
    expect(await acceptanceState(id)).toMatchObject({ state: 'rejected', deciderId: approver.id });
    expect(await findingState(a.id)).toMatchObject({ status: 'confirmed', version: 1 });
    expect(await noticesOf(requester.id)).toEqual(['acceptance_rejected']);
  });
});

describe('withdrawal', () => {
  it('is for who asked, and only while nobody has decided', async () => {
    const { productId, id, requester, approver } = await asked();
    await expect(withdrawAcceptance(ctx(approver), { id, version: 1 })).rejects.toMatchObject({
      code: 'forbidden',
      details: { reason: 'not-requester' },
    });
    await expect(withdrawAcceptance(ctx(readOnly()), { id, version: 1 })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(withdrawAcceptance(ctx(requester), { id, version: 2 })).rejects.toMatchObject({ code: 'conflict' });
    await withdrawAcceptance(ctx(requester), { id, version: 1 });
    expect(await acceptanceState(id)).toMatchObject({ state: 'withdrawn', enderId: requester.id, endedAt: NOW });
    const other = await anApprover(productId);
    await expect(approve(other, id)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('revocation', () => {
  it('opens the findings again as they were, with fresh proof and a reason', async () => {
    const { productId, a, id, requester, approver } = await asked();
    await approve(approver, id);
    const responder = await known(person('Responder', [productId], { name: 'Rosa' }));
    const input = { id, version: 2, note: 'An exploit is about' };
    await expect(revokeAcceptance(ctx(requester), input)).rejects.toMatchObject({ code: 'forbidden' });
    await proven(responder, 'risk:approve', `approve:${id}`);
    await expect(revokeAcceptance(ctx(responder), input)).rejects.toMatchObject({ code: 'step_up_required' });
    await proven(responder, 'risk:revoke', id);
    await expect(revokeAcceptance(ctx(responder), { ...input, version: 1 })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await revokeAcceptance(ctx(responder), input)).toBe(2);
    expect(await findingState(a.id)).toMatchObject({ status: 'confirmed', acceptanceId: null, version: 3 });
    expect(await historyKinds(a.id)).toEqual(['accepted', 'acceptance_revoked']);
    expect(await acceptanceState(id)).toMatchObject({ state: 'revoked', enderId: responder.id });
    expect(await noticesOf(approver.id)).toContain('acceptance_revoked');
    expect(await noticesOf(requester.id)).toContain('acceptance_revoked');
  });

  it('of another team is not found', async () => {
    const { id, approver } = await asked();
    await approve(approver, id);
    const other = await known(person('Responder', [(await aProduct()).productId]));
    await expect(revokeAcceptance(ctx(other), { id, version: 2, note: 'x' })).rejects.toMatchObject({
      code: 'not_found',
      details: {},
    });
  });

  it('of two at once happens once', async () => {
    const { productId, id, approver } = await asked();
    await approve(approver, id);
    const people = await Promise.all(['Rosa', 'Rolf'].map((name) => known(person('Responder', [productId], { name }))));
    for (const one of people) await proven(one, 'risk:revoke', id);
    const results = await Promise.allSettled(
      people.map((one) => revokeAcceptance(ctx(one), { id, version: 2, note: 'Exploited' })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

it('the database holds no accepted risk without an acceptance', async () => {
  const { productId } = await aProduct();
  const { id } = await aFinding(productId);
  const past = unsafeDb().finding.update({ where: { id }, data: { status: 'risk_accepted' } });
  await expect(past).rejects.toThrow(/finding_accepted_check/);
});
