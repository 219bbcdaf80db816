import { describe, expect, it } from 'vitest';
import { nextEnd } from '@/lib/acceptances/data/due';
import { acceptanceJobs } from '@/lib/acceptances/jobs';
import { applyAcceptances } from '@/lib/acceptances/mutations/apply';
import { expireAcceptances, warnOfExpiry } from '@/lib/acceptances/mutations/expire';
import {
  acceptanceState,
  anApprover,
  approve,
  aRequester,
  audited,
  findingState,
  historyKinds,
  naming,
  noticesOf,
  requested,
} from '@/lib/acceptances/testing/acceptances';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aFinding, NOW, someFindings } from '@/lib/findings/testing/findings';
import { importReport } from '@/lib/imports/testing';

withDatabase();

const END = addDays(NOW, 10);
const justBefore = new Date(END.getTime() - 1);
const worker = (now: Date) => ctx(system, now);

async function people() {
  const { productId } = await aProduct();
  return { productId, requester: await aRequester(productId), approver: await anApprover(productId) };
}

async function accepted(status: 'open' | 'in_progress' = 'in_progress') {
  const { productId, requester, approver } = await people();
  const finding = await aFinding(productId, { status, regressed: true });
  const id = await requested(requester, naming(finding));
  await approve(approver, id);
  return { productId, requester, approver, finding, id };
}

describe('expiry', () => {
  it('comes at its instant, not a millisecond before, and puts findings back where they were', async () => {
    const { finding, id, requester, approver } = await accepted();
    await expireAcceptances(worker(justBefore));
    expect(await acceptanceState(id)).toMatchObject({ state: 'approved' });
    expect(await findingState(finding.id)).toMatchObject({ status: 'risk_accepted' });
    const ended = await expireAcceptances(worker(END));
    expect(ended.map((one) => one.id)).toContain(id);
    expect(await acceptanceState(id)).toMatchObject({ state: 'expired', endedAt: END, enderId: null });
    expect(await findingState(finding.id)).toMatchObject({
      status: 'in_progress',
      acceptanceId: null,
      regressed: true,
      version: 3,
    });
    expect(await historyKinds(finding.id)).toEqual(['accepted', 'acceptance_expired']);
    expect(await audited(id)).toEqual(['acceptance.requested', 'acceptance.approved', 'acceptance.expired']);
    expect(await noticesOf(requester.id)).toEqual(['acceptance_approved', 'acceptance_expired']);
    expect(await noticesOf(approver.id)).toEqual(['acceptance_requested', 'acceptance_expired']);
    expect((await expireAcceptances(worker(END))).map((one) => one.id)).not.toContain(id);
  });

  it('of a request that nobody decided on is told to who asked, and touches no finding', async () => {
    const { productId, requester } = await people();
    const finding = await aFinding(productId);
    const id = await requested(requester, naming(finding));
    await expireAcceptances(worker(END));
    expect(await acceptanceState(id)).toMatchObject({ state: 'expired', deciderId: null });
    expect(await findingState(finding.id)).toMatchObject({ status: 'open', version: 1 });
    expect(await noticesOf(requester.id)).toEqual(['acceptance_lapsed']);
  });

  it('by two workers at once happens once', async () => {
    const { finding, id } = await accepted();
    const [one, two] = await Promise.all([expireAcceptances(worker(END)), expireAcceptances(worker(END))]);
    expect([...one, ...two].filter((ended) => ended.id === id)).toHaveLength(1);
    expect(await historyKinds(finding.id)).toEqual(['accepted', 'acceptance_expired']);
  });

  it('is what the worker wakes up for', async () => {
    const sooner = addDays(NOW, 1);
    const { productId, requester } = await people();
    await requested(requester, naming(await aFinding(productId)), { expiresAt: sooner });
    expect(await nextEnd()).toEqual(sooner);
    await expireAcceptances(worker(sooner));
    expect((await nextEnd())?.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(sooner.getTime());
  });

  it('is worked by the task that also says when it is due next', async () => {
    const task = acceptanceJobs.tasks?.find(({ name }) => name === 'acceptances.end');
    const { finding, id } = await accepted();
    const due = await task?.run(worker(justBefore));
    expect(await acceptanceState(id)).toMatchObject({ state: 'approved' });
    expect(due).toEqual(END);
    await task?.run(worker(END));
    expect(await findingState(finding.id)).toMatchObject({ status: 'in_progress' });
  });

  it('leaves what was fixed meanwhile fixed', async () => {
    const { finding, id } = await accepted();
    await unsafeDb().finding.update({ where: { id: finding.id }, data: { status: 'fixed' } });
    await expireAcceptances(worker(END));
    expect(await acceptanceState(id)).toMatchObject({ state: 'expired' });
    expect(await findingState(finding.id)).toMatchObject({ status: 'fixed' });
  });
});

describe('the warning', () => {
  it('comes once, in time, to requester and approver', async () => {
    const { id, requester, approver } = await accepted();
    const { warnAt } = await acceptanceState(id);
    if (!warnAt) throw new Error('a warning is due');
    await warnOfExpiry(worker(new Date(warnAt.getTime() - 1)));
    expect(await noticesOf(approver.id)).not.toContain('acceptance_expiring');
    await warnOfExpiry(worker(warnAt));
    await warnOfExpiry(worker(new Date(warnAt.getTime() + 1)));
    expect((await noticesOf(requester.id)).filter((kind) => kind === 'acceptance_expiring')).toHaveLength(1);
    expect((await noticesOf(approver.id)).filter((kind) => kind === 'acceptance_expiring')).toHaveLength(1);
  });
});

describe('an acceptance of a package, a rule or a product', () => {
  it('covers what comes later within its terms, and nothing above them, elsewhere or after its end', async () => {
    const { productId, requester, approver } = await people();
    const id = await requested(requester, {
      kind: 'package',
      productId,
      packageName: 'openssl',
      ceiling: 2,
      exploited: false,
    });
    expect(await approve(approver, id)).toBe(0);
    const later = await aFinding(productId, { packageName: 'openssl', severity: 2 });
    const left = await Promise.all([
      aFinding(productId, { packageName: 'openssl', severity: 3 }),
      aFinding(productId, { packageName: 'openssl', severity: 1, knownExploited: true }),
      aFinding(productId, { packageName: 'zlib', severity: 1 }),
      aFinding((await aProduct()).productId, { packageName: 'openssl', severity: 1 }),
      aFinding(productId, { packageName: 'openssl', severity: 1, status: 'false_positive' }),
    ]);
    expect(await applyAcceptances(worker(NOW), productId)).toEqual({ covered: 1, voided: 0 });
    expect(await applyAcceptances(worker(NOW), productId)).toEqual({ covered: 0, voided: 0 });
    expect(await findingState(later.id)).toMatchObject({ status: 'risk_accepted', acceptanceId: id });
    for (const one of left) expect((await findingState(one.id)).status).not.toBe('risk_accepted');
    expect(await audited(id)).toContain('acceptance.applied');
    const tooLate = await aFinding(productId, { packageName: 'openssl', severity: 1 });
    expect(await applyAcceptances(worker(END), productId)).toEqual({ covered: 0, voided: 0 });
    expect(await findingState(tooLate.id)).toMatchObject({ status: 'open' });
  });

  it.each([
    ['rule', { ruleId: 'B101' }],
    ['product', {}],
  ] as const)('by %s', async (kind, more) => {
    const { productId, requester, approver } = await people();
    const [hit] = await someFindings(productId, 2, { ruleId: 'B101', severity: 1 });
    await aFinding(productId, { ruleId: 'B102', severity: 3 });
    const limits = { productId, ceiling: 1, exploited: false };
    const scope = kind === 'rule' ? { kind, ruleId: 'B101', ...limits } : { kind, ...limits, ...more };
    expect(await approve(approver, await requested(requester, scope))).toBe(2);
    expect(await findingState(hit?.id ?? 0)).toMatchObject({ status: 'risk_accepted' });
  });

  it('goes on under another one that covers it too', async () => {
    const { productId, requester, approver } = await people();
    const finding = await aFinding(productId, { packageName: 'zlib', severity: 1 });
    const limits = { productId, ceiling: 1, exploited: false };
    const first = await requested(requester, { kind: 'package', packageName: 'zlib', ...limits });
    const second = await requested(requester, { kind: 'product', ...limits }, { expiresAt: addDays(NOW, 20) });
    await approve(approver, first);
    await approve(approver, second);
    await expireAcceptances(worker(END));
    await applyAcceptances(worker(END), productId);
    expect(await findingState(finding.id)).toMatchObject({ status: 'risk_accepted', acceptanceId: second });
    expect(await historyKinds(finding.id)).toEqual(['accepted', 'acceptance_expired', 'accepted']);
  });
});

describe('a finding that becomes worse than what was accepted', () => {
  it.each([
    ['severity_raised', { severity: 4 }],
    ['known_exploited', { knownExploited: true }],
  ] as const)('is open again, says why, and stays so: %s', async (reason, change) => {
    const { productId, finding, id, approver } = await accepted();
    await unsafeDb().finding.update({ where: { id: finding.id }, data: change });
    expect(await applyAcceptances(worker(NOW), productId)).toEqual({ covered: 0, voided: 1 });
    expect(await findingState(finding.id)).toMatchObject({ status: 'in_progress', acceptanceId: null });
    const events = await unsafeDb().findingEvent.findMany({ where: { findingId: finding.id }, orderBy: { id: 'asc' } });
    expect(events.at(-1)).toMatchObject({ kind: 'acceptance_void', reason, actorKind: 'system' });
    await unsafeDb().finding.update({ where: { id: finding.id }, data: { severity: 3, knownExploited: false } });
    expect(await applyAcceptances(worker(NOW), productId)).toEqual({ covered: 0, voided: 0 });
    expect(await acceptanceState(id)).toMatchObject({ state: 'approved' });
    expect(await noticesOf(approver.id)).toContain('acceptance_void');
  });

  it('that was exploited when it was accepted stays accepted', async () => {
    const { productId, requester, approver } = await people();
    const finding = await aFinding(productId, { knownExploited: true });
    await approve(approver, await requested(requester, naming(finding)));
    expect(await applyAcceptances(worker(NOW), productId)).toEqual({ covered: 0, voided: 0 });
    expect(await findingState(finding.id)).toMatchObject({ status: 'risk_accepted' });
  });
});

describe('an import', () => {
  it('closes what is accepted when it is fixed; back again it is covered while the acceptance is valid, not after', async () => {
    const { productId, requester, approver } = await people();
    await importReport(productId, { findings: [{ id: 'a' }] }, 0);
    const { id: findingId, version } = await unsafeDb().finding.findFirstOrThrow({ where: { productId } });
    const id = await requested(requester, naming({ id: findingId, version }));
    await approve(approver, id);
    const reported = (minute: number, ...ids: string[]) =>
      importReport(productId, { findings: ids.map((one) => ({ id: one })) }, minute);

    await reported(1);
    expect(await findingState(findingId)).toMatchObject({ status: 'fixed' });
    await reported(2, 'a');
    expect(await findingState(findingId)).toMatchObject({ status: 'open', regressed: true });
    expect(await applyAcceptances(worker(NOW), productId)).toEqual({ covered: 1, voided: 0 });
    expect(await findingState(findingId)).toMatchObject({ status: 'risk_accepted', acceptanceId: id });

    await reported(3);
    await expireAcceptances(worker(END));
    await reported(4, 'a');
    expect(await applyAcceptances(worker(END), productId)).toEqual({ covered: 0, voided: 0 });
    expect(await findingState(findingId)).toMatchObject({ status: 'open' });
    expect(await historyKinds(findingId)).toEqual(['accepted', 'fixed', 'reopened', 'accepted', 'fixed', 'reopened']);
  });

  it('that raises a severity ends the acceptance of that finding', async () => {
    const { productId, requester, approver } = await people();
    await importReport(productId, { findings: [{ id: 'a', severity: 2 }] }, 0);
    const { id, version } = await unsafeDb().finding.findFirstOrThrow({ where: { productId } });
    await approve(approver, await requested(requester, naming({ id, version })));
    await importReport(productId, { findings: [{ id: 'a', severity: 4 }] }, 1);
    expect(await findingState(id)).toMatchObject({ status: 'risk_accepted' });
    expect(await applyAcceptances(worker(NOW), productId)).toEqual({ covered: 0, voided: 1 });
    expect(await findingState(id)).toMatchObject({ status: 'open' });
  });
});

describe('the clock of a finding', () => {
  const pauses = (findingId: number) =>
    unsafeDb().$queryRaw`SELECT kind::text, ended_at IS NULL AS running FROM sla_pause
      WHERE finding_id = ${findingId} ORDER BY id`;

  it('stops while a request for it waits, and while it is accepted', async () => {
    const { productId, requester, approver } = await people();
    const finding = await aFinding(productId);
    const first = await requested(requester, naming(finding));
    const second = await requested(requester, naming(finding), { expiresAt: addDays(NOW, 1) });
    expect(await pauses(finding.id)).toEqual([{ kind: 'awaiting', running: true }]);
    await expireAcceptances(worker(addDays(NOW, 1)));
    expect(await acceptanceState(second)).toMatchObject({ state: 'expired' });
    expect(await pauses(finding.id)).toEqual([{ kind: 'awaiting', running: true }]);
    await approve(approver, first);
    expect(await pauses(finding.id)).toEqual([
      { kind: 'awaiting', running: false },
      { kind: 'accepted', running: true },
    ]);
    await expireAcceptances(worker(END));
    expect(await pauses(finding.id)).toEqual([
      { kind: 'awaiting', running: false },
      { kind: 'accepted', running: false },
    ]);
  });
});

it('one statement covers thousands', async () => {
  const { productId, requester, approver } = await people();
  await unsafeDb().$executeRaw`
    INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, rule_id, location, first_seen_at,
      status_changed_at, updated_at)
    SELECT ${productId}::uuid, 'code.1:' || n, 'code', 'semgrep', 'many', 1, 'r', 'x', now(), now(), now()
    FROM generate_series(1, 5000) n`;
  const id = await requested(requester, { kind: 'product', productId, ceiling: 1, exploited: false });
  expect(await approve(approver, id)).toBe(5000);
  await expireAcceptances(worker(END));
  expect(await unsafeDb().finding.count({ where: { productId, status: 'open' } })).toBe(5000);
});
