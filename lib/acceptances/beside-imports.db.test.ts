import { expect, it } from 'vitest';
import { applyAcceptances } from '@/lib/acceptances/mutations/apply';
import { expireAcceptances } from '@/lib/acceptances/mutations/expire';
import { anApprover, approve, aRequester, requested } from '@/lib/acceptances/testing/acceptances';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { NOW } from '@/lib/findings/testing/findings';
import { importReport } from '@/lib/imports/testing';

withDatabase();

const ALL = Array.from({ length: 120 }, (_, n) => ({
  id: `f${n}`,
  severity: n % 2 === 0 ? (1 as const) : (3 as const),
}));

it('imports, approvals and the worker do not stumble over one another, and end in agreement', async () => {
  const { productId } = await aProduct();
  const [requester, approver] = [await aRequester(productId), await anApprover(productId)];
  await importReport(productId, { findings: ALL }, 0);
  const limits = { productId, ceiling: 1, exploited: false };
  const asked = [
    await requested(requester, { kind: 'product', ...limits }),
    await requested(requester, { kind: 'product', ...limits }, { expiresAt: addDays(NOW, 20) }),
  ];
  const imports = async () => {
    for (let minute = 1; minute <= 6; minute += 1) {
      const findings = ALL.filter((_, n) => (n + minute) % 5 !== 0).reverse();
      await importReport(productId, { findings }, minute);
    }
  };
  const worker = async () => {
    for (let n = 0; n < 12; n += 1) await applyAcceptances(ctx(system, NOW), productId);
  };
  const decisions = async () => {
    for (const id of asked) await approve(approver, id);
  };
  await Promise.all([imports(), worker(), decisions(), worker()]);

  await applyAcceptances(ctx(system, NOW), productId);
  const count = (where: object) => unsafeDb().finding.count({ where: { productId, ...where } });
  expect(await count({ status: { in: ['open', 'risk_accepted'] }, severity: 1 })).toBe(
    await count({ status: 'risk_accepted', severity: 1 }),
  );
  expect(await count({ status: 'risk_accepted', severity: 3 })).toBe(0);
  await expireAcceptances(ctx(system, addDays(NOW, 30)));
  expect(await count({ status: 'risk_accepted' })).toBe(0);
}, 120_000);
