import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requestAcceptance } from '@/lib/acceptances/mutations/request';
import {
  anApprover,
  approve,
  aRequester,
  audited,
  findingState,
  known,
  naming,
  noticesOf,
  requested,
  wanting,
} from '@/lib/acceptances/testing/acceptances';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, system, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readSnapshot } from '@/lib/findings/data/snapshot';
import { aFinding, NOW, someFindings } from '@/lib/findings/testing/findings';

withDatabase();

const members = (acceptanceId: string) =>
  unsafeDb().acceptanceFinding.findMany({ where: { acceptanceId }, orderBy: { findingId: 'asc' } });
const issue = (code: string) => ({ code: 'invalid', details: { issue: code } });

describe('a request', () => {
  it('names open findings as bad as they are, tells the approvers, and changes nothing else', async () => {
    const { productId } = await aProduct();
    const [low, high] = [await aFinding(productId, { severity: 1 }), await aFinding(productId, { severity: 3 })];
    const fixed = await aFinding(productId, { status: 'fixed', severity: 4 });
    const approver = await anApprover(productId);
    const requester = await aRequester(productId);
    const id = await requested(requester, naming(low, high, fixed));
    expect(await unsafeDb().acceptance.findUniqueOrThrow({ where: { id } })).toMatchObject({
      productId,
      scope: 'findings',
      ceiling: 3,
      exploited: false,
      state: 'requested',
      requesterId: requester.id,
      requestedAt: NOW,
      deciderId: null,
    });
    expect(await members(id)).toMatchObject([
      { findingId: low.id, severity: 1, exploited: false, acceptedAt: null },
      { findingId: high.id, severity: 3, exploited: false, acceptedAt: null },
    ]);
    expect(await findingState(low.id)).toMatchObject({ status: 'open', version: 1 });
    expect(await noticesOf(approver.id)).toEqual(['acceptance_requested']);
    expect(await noticesOf(requester.id)).toEqual([]);
    expect(await audited(id)).toEqual(['acceptance.requested']);
  });

  it('is refused to read-only people and machines, and hides other teams', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const named = wanting(naming(finding));
    const wide = wanting({ kind: 'product', productId, ceiling: 1, exploited: false });
    await expect(requestAcceptance(ctx(readOnly()), named)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(requestAcceptance(ctx(token(productId, ['risk:request'])), named)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(requestAcceptance(ctx(system), named)).rejects.toMatchObject({ code: 'forbidden' });
    const outside = await known(stranger());
    await expect(requestAcceptance(ctx(outside), named)).rejects.toMatchObject({ code: 'not_found', details: {} });
    await expect(requestAcceptance(ctx(outside), wide)).rejects.toMatchObject({ code: 'not_found', details: {} });
    const analyst = await known(person('Analyst', 'everywhere'));
    const nowhere = wanting({ kind: 'product', productId: randomUUID(), ceiling: 1, exploited: false });
    await expect(requestAcceptance(ctx(analyst), nowhere)).rejects.toMatchObject({ code: 'not_found' });
    expect(await unsafeDb().acceptance.count({ where: { productId } })).toBe(0);
  });

  it('keeps to the policy of the worst that it is about', async () => {
    const { productId } = await aProduct();
    const requester = await aRequester(productId);
    const critical = await aFinding(productId, { severity: 4 });
    const ask = (scope: Parameters<typeof wanting>[0], days: number) =>
      requestAcceptance(ctx(requester), wanting(scope, { expiresAt: addDays(NOW, days) }));
    await expect(ask(naming(critical), 31)).rejects.toMatchObject(issue('expiry_too_late'));
    expect(await ask(naming(critical), 30)).toHaveLength(1);
    const exploited = await aFinding(productId, { severity: 1, knownExploited: true });
    await expect(ask(naming(exploited), 15)).rejects.toMatchObject(issue('expiry_too_late'));
    expect(await ask(naming(exploited), 14)).toHaveLength(1);
    await expect(ask({ kind: 'product', productId, ceiling: 2, exploited: true }, 15)).rejects.toMatchObject(
      issue('expiry_too_late'),
    );
    await expect(ask(naming(critical), 0)).rejects.toMatchObject(issue('expiry_too_early'));
  });

  it('of findings that are all closed is refused', async () => {
    const { productId } = await aProduct();
    const closed = await aFinding(productId, { status: 'false_positive', reason: 'mitigated' });
    const asking = requestAcceptance(ctx(await aRequester(productId)), wanting(naming(closed)));
    await expect(asking).rejects.toMatchObject(issue('nothing_open'));
  });

  it('of all that match becomes one a product, with the worst of each', async () => {
    const [a, b] = [await aProduct(), await aProduct()];
    const title = `one in two places ${randomUUID()}`;
    await someFindings(a.productId, 3, { title, severity: 2 });
    await aFinding(b.productId, { title, severity: 3 });
    await aFinding(b.productId, { severity: 4 });
    const analyst = await known(person('Analyst', [a.productId, b.productId]));
    const selection = { kind: 'matching', query: `?q=${title}`, asOf: await readSnapshot() } as const;
    const ids = await requestAcceptance(ctx(analyst), wanting({ kind: 'findings', selection }));
    expect(ids).toHaveLength(2);
    const rows = await unsafeDb().acceptance.findMany({
      where: { id: { in: [...ids] } },
      select: { productId: true, ceiling: true, _count: { select: { findings: true } } },
      orderBy: { ceiling: 'asc' },
    });
    expect(rows).toEqual([
      { productId: a.productId, ceiling: 2, _count: { findings: 3 } },
      { productId: b.productId, ceiling: 3, _count: { findings: 1 } },
    ]);
  });
});

describe('a renewal', () => {
  it('takes over what the old one holds, without opening it in between', async () => {
    const { productId } = await aProduct();
    const [kept, gone] = await someFindings(productId, 2, { status: 'confirmed' });
    if (!kept || !gone) throw new Error('two findings');
    const [requester, approver] = [await aRequester(productId), await anApprover(productId)];
    const old = await requested(requester, naming(kept, gone));
    expect(await approve(approver, old)).toBe(2);
    await unsafeDb().finding.update({ where: { id: gone.id }, data: { status: 'fixed' } });
    const renewal = await requested(requester, { kind: 'renewal', acceptanceId: old }, { expiresAt: addDays(NOW, 20) });
    expect(await members(renewal)).toMatchObject([{ findingId: kept.id }]);
    expect(await findingState(kept.id)).toMatchObject({ acceptanceId: old });
    await expect(requested(requester, { kind: 'renewal', acceptanceId: old })).rejects.toMatchObject(
      issue('renewed_already'),
    );
    expect(await approve(approver, renewal)).toBe(1);
    expect(await findingState(kept.id)).toMatchObject({ status: 'risk_accepted', acceptanceId: renewal });
    expect(await members(renewal)).toMatchObject([{ before: 'confirmed' }]);
    expect(await unsafeDb().acceptance.findUniqueOrThrow({ where: { id: old } })).toMatchObject({
      state: 'replaced',
      endedAt: NOW,
      enderId: approver.id,
    });
    expect(await audited(old)).toContain('acceptance.replaced');
  });

  it('of an acceptance that was never approved is refused', async () => {
    const { productId } = await aProduct();
    const requester = await aRequester(productId);
    const id = await requested(requester, naming(await aFinding(productId)));
    const asking = requested(requester, { kind: 'renewal', acceptanceId: id });
    await expect(asking).rejects.toMatchObject({ code: 'conflict' });
  });
});
