import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { lastTests } from '@/lib/engagements/data/last-tests';
import { recordRetest } from '@/lib/engagements/mutations/retest';
import { warnOfRetests } from '@/lib/engagements/mutations/warn';
import type { RecordRetest } from '@/lib/engagements/schema';
import { audited, NOON, somebody, stored } from '@/lib/engagements/testing/engagements';
import { anEntry, entered, findingNamed, move, reported } from '@/lib/engagements/testing/findings';
import type { RetestOutcome } from '@/lib/engagements/types';
import { triage } from '@/lib/findings/mutations/triage';
import { counts } from '@/lib/imports/testing';

withDatabase();

const TITLES = ['XSS', 'SQLi', 'TLS'] as const;

async function aReportedTest() {
  const { productId } = await aProduct();
  const ada = await somebody('Analyst', [productId], 'Ada');
  const number = await reported(ada, productId);
  await entered(
    ada,
    number,
    TITLES.map((title) => anEntry(title)),
  );
  return { productId, ada, number };
}

async function retest(
  by: PersonActor,
  number: number,
  said: Readonly<Record<string, RetestOutcome>>,
  more: Partial<RecordRetest> = {},
): Promise<void> {
  const { id, version, productId } = await stored(number);
  const outcomes = [];
  for (const [title, outcome] of Object.entries(said)) {
    const { id: findingId } = await findingNamed(productId, title);
    outcomes.push({ findingId, outcome, note: outcome === 'fixed' ? '' : 'Seen again' });
  }
  const input = { id, version, testedOn: '2026-11-22', testers: [], note: '', outcomes, nextDueOn: null, ...more };
  await recordRetest(ctx(by, NOON), input);
}

async function claimFixed(by: PersonActor, productId: string, title: string): Promise<void> {
  for (const to of ['confirmed', 'fixed'] as const) {
    const { id, version } = await findingNamed(productId, title);
    await triage(ctx(by, NOON), { selection: { kind: 'some', findings: [{ id, version }] }, to });
  }
}

describe('a retest', () => {
  it('closes what is fixed as verified, brings back what is not, and stands in each history', async () => {
    const { productId, ada, number } = await aReportedTest();
    await claimFixed(ada, productId, 'SQLi');
    await retest(ada, number, { XSS: 'fixed', SQLi: 'not_fixed', TLS: 'partly' }, { nextDueOn: '2026-12-20' });
    const [xss, sqli, tls] = await Promise.all(TITLES.map((title) => findingNamed(productId, title)));
    expect(xss).toMatchObject({ status: 'fixed', reason: null });
    expect(sqli).toMatchObject({ status: 'open', reason: null, regressed: true });
    expect(tls).toMatchObject({ status: 'open', regressed: false });
    const last = [xss, sqli, tls].map((finding) => finding?.events.at(-1));
    expect(last.map((event) => [event?.kind, event?.reason, event?.note])).toEqual([
      ['retested', 'fixed', `PT-${number}`],
      ['retested', 'not_fixed', `PT-${number}: Seen again`],
      ['retested', 'partly', `PT-${number}: Seen again`],
    ]);
    const engagement = await stored(number);
    expect(engagement).toMatchObject({ state: 'retest_due', retestDueOn: new Date('2026-12-20') });
    expect(await audited(engagement.id)).toContain('engagement.retested');
  });

  it('verifies a claimed fix, and leaves what was dismissed as it is', async () => {
    const { productId, ada, number } = await aReportedTest();
    await claimFixed(ada, productId, 'XSS');
    const { id, version } = await findingNamed(productId, 'TLS');
    await triage(ctx(ada, NOON), {
      selection: { kind: 'some', findings: [{ id, version }] },
      to: 'false_positive',
      reason: 'not_present',
    });
    await retest(ada, number, { XSS: 'fixed', TLS: 'fixed', SQLi: 'not_retested' });
    expect(await findingNamed(productId, 'XSS')).toMatchObject({ status: 'fixed', reason: null });
    expect(await findingNamed(productId, 'TLS')).toMatchObject({ status: 'false_positive', reason: 'not_present' });
    expect((await findingNamed(productId, 'SQLi')).events.some(({ kind }) => kind === 'retested')).toBe(false);
  });

  it('that refutes a verified fix starts the clock anew; one that refutes a claim leaves it running', async () => {
    const { productId, ada, number } = await aReportedTest();
    await claimFixed(ada, productId, 'SQLi');
    await retest(ada, number, { XSS: 'fixed', SQLi: 'not_fixed' });
    await retest(ada, number, { XSS: 'not_fixed' });
    expect(await findingNamed(productId, 'XSS')).toMatchObject({ status: 'open', regressed: true, slaStartedAt: NOON });
    expect(await findingNamed(productId, 'SQLi')).toMatchObject({ status: 'open', slaStartedAt: null });
  });

  it('is not undone by entering the same table once more', async () => {
    const { productId, ada, number } = await aReportedTest();
    await retest(ada, number, { XSS: 'fixed' });
    expect(
      counts(
        await entered(
          ada,
          number,
          TITLES.map((title) => anEntry(title)),
        ),
      ),
    ).toEqual([0, 0, 0, 0, 3]);
    expect(await findingNamed(productId, 'XSS')).toMatchObject({ status: 'fixed' });
  });

  it('is refused where nothing was looked at, ahead of time, of other findings, and before there is a report', async () => {
    const { ada, number } = await aReportedTest();
    const issue = (name: string) => ({ code: 'invalid', details: { issue: name } });
    await expect(retest(ada, number, { XSS: 'not_retested' })).rejects.toMatchObject(issue('nothing_retested'));
    const ahead = { testedOn: '2026-11-24' };
    await expect(retest(ada, number, { XSS: 'fixed' }, ahead)).rejects.toMatchObject(issue('tested_future'));
    const past = { nextDueOn: '2026-11-01' };
    await expect(retest(ada, number, { XSS: 'fixed' }, past)).rejects.toMatchObject(issue('due_past'));
    const other = await aReportedTest();
    const { id: findingId } = await findingNamed(other.productId, 'XSS');
    const outcomes = [{ findingId, outcome: 'fixed' as const, note: '' }];
    await expect(retest(ada, number, {}, { outcomes })).rejects.toMatchObject(issue('not_found_findings'));
    await move(ada, number, 'close', { note: 'Over' });
    await expect(retest(ada, number, { XSS: 'fixed' })).rejects.toMatchObject(issue('wrong_state'));
  });

  it('is for who may triage in the product; of two at once one goes first', async () => {
    const { productId, ada, number } = await aReportedTest();
    await expect(retest(readOnly(), number, { XSS: 'fixed' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(retest(stranger('Analyst'), number, { XSS: 'fixed' })).rejects.toMatchObject({ code: 'not_found' });
    const ben = await somebody('Responder', [productId]);
    const seen = { version: (await stored(number)).version };
    const both = await Promise.allSettled([
      retest(ada, number, { XSS: 'fixed' }, seen),
      retest(ben, number, { XSS: 'not_fixed' }, seen),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    expect(await unsafeDb().engagementRetest.count({ where: { engagement: { number } } })).toBe(1);
  });
});

describe('the notice of a retest', () => {
  it('reaches the owner two weeks before, once for each day that is planned', async () => {
    const { ada, number } = await aReportedTest();
    const noticed = () => unsafeDb().notice.count({ where: { personId: ada.id, kind: 'retest_due' } });
    await move(ada, number, 'plan_retest', { dueOn: '2026-12-07' });
    await warnOfRetests(ctx(system, NOON));
    expect(await noticed()).toBe(0);
    await warnOfRetests(ctx(system, new Date('2026-11-23T00:00:00Z')));
    await warnOfRetests(ctx(system, new Date('2026-11-24T00:00:00Z')));
    expect(await noticed()).toBe(1);
    await move(ada, number, 'plan_retest', { dueOn: '2026-11-30' });
    await warnOfRetests(ctx(system, new Date('2026-11-24T00:00:00Z')));
    expect(await noticed()).toBe(2);
  });
});

describe('the last test of each product', () => {
  it('is the newest that has a report, with its findings by state; a third party counts for a year', async () => {
    const { productId, ada, number } = await aReportedTest();
    await claimFixed(ada, productId, 'SQLi');
    await retest(ada, number, { XSS: 'fixed' });
    const reads = requirePermission({ actor: ada }, 'finding:read');
    const [row] = await lastTests(reads, NOON);
    expect(row?.last).toMatchObject({
      number,
      endedOn: '2026-11-20',
      findings: { total: 3, open: 1, claimed: 1, verified: 1, accepted: 0, dismissed: 0 },
    });
    expect(row).toMatchObject({ current: true, lastThirdParty: { number, company: 'Rotes Team GmbH' } });
    const later = new Date('2027-12-01T00:00:00Z');
    expect((await lastTests(reads, later))[0]).toMatchObject({ current: false, last: { number } });
    const own = await reported(ada, productId, { performer: 'internal', company: '', endsOn: '2026-11-21' });
    expect((await lastTests(reads, NOON))[0]).toMatchObject({
      current: true,
      last: { number: own, performer: 'internal', findings: { total: 0 } },
      lastThirdParty: { number },
    });
  });

  it('knows products that were never tested, none outside the scope, and none that is still to come', async () => {
    const { productId } = await aProduct();
    const ada = await somebody('Analyst', [productId]);
    await reported(ada, productId, { endsOn: '2026-12-24' });
    const rows = await lastTests(requirePermission({ actor: ada }, 'finding:read'), NOON);
    expect(rows).toMatchObject([{ product: { id: productId }, last: null, lastThirdParty: null, current: false }]);
    expect(await lastTests(requirePermission({ actor: stranger() }, 'finding:read'), NOON)).toEqual([]);
    const all = await lastTests(requirePermission({ actor: person('Auditor', 'everywhere') }, 'finding:read'), NOON);
    expect(all.map(({ product }) => product.id)).toContain(productId);
  });
});
