import { describe, expect, it } from 'vitest';
import { anApprover, aRequester, naming, requested } from '@/lib/acceptances/testing/acceptances';
import { requirePermission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { listFindings } from '@/lib/findings/data/list';
import { samePlaces } from '@/lib/findings/data/same';
import { viewerOf } from '@/lib/findings/data/viewer';
import { snooze } from '@/lib/findings/mutations/snooze';
import { triage } from '@/lib/findings/mutations/triage';
import { aFinding, aPerson, EARLIER, NOW } from '@/lib/findings/testing/findings';
import { queueCounts } from '@/lib/inbox/data';
import { QUEUES, type Queue, queueFilter, queueOrder } from '@/lib/inbox/queues';

withDatabase();

const EVERYWHERE = { team: [], product: [] };
const NOTHING = { knownExploited: false, epss: null, severity: false, exposed: false } as const;
const some = (...findings: { id: number; version: number }[]) => ({ kind: 'some', findings }) as const;

/** What each queue holds for a person; the counts beside the queues must say the same. */
async function inboxOf(actor: PersonActor): Promise<Readonly<Record<Queue, readonly number[]>>> {
  const scope = requirePermission(ctx(actor), 'finding:read');
  const viewer = viewerOf(ctx(actor));
  const counts = await queueCounts(scope, EVERYWHERE, ctx(actor));
  const queues: Record<Queue, number[]> = {
    new: [],
    regressed: [],
    mine: [],
    team: [],
    due: [],
    woken: [],
    handover: [],
  };
  for (const queue of QUEUES) {
    const filter = queueFilter(queue, EVERYWHERE, NOW);
    const page = await listFindings(scope, { filter, order: queueOrder(queue), cursor: null }, viewer);
    queues[queue] = page.rows.map(({ id }) => id);
    expect(counts[queue], queue).toEqual({ n: page.rows.length, exact: true });
  }
  return queues;
}

async function analystOf(...products: string[]): Promise<PersonActor> {
  return person('Analyst', products, { id: await aPerson('Analyst', products[0] ?? null) });
}

describe('queues', () => {
  it('hold what waits, each for its reason', async () => {
    const { productId } = await aProduct();
    const me = await analystOf(productId);
    const other = await aPerson('Analyst', productId);
    const fresh = await aFinding(productId, { priority: 900 });
    const old = await aFinding(productId, { firstSeenAt: addDays(NOW, -40), priority: 800 });
    const confirmed = await aFinding(productId, { status: 'confirmed', priority: 300 });
    const mine = await aFinding(productId, { assigneeId: me.id, priority: 200 });
    const others = await aFinding(productId, { assigneeId: other });
    const back = await aFinding(productId, { regressed: true, firstSeenAt: addDays(NOW, -90), priority: 100 });
    const late = await aFinding(productId, { dueAt: addDays(NOW, -1), assigneeId: other });
    const soon = await aFinding(productId, { dueAt: addDays(NOW, 6), assigneeId: other });
    const far = await aFinding(productId, { dueAt: addDays(NOW, 8), assigneeId: other });
    const woken = await aFinding(productId, { wokenAt: EARLIER, assigneeId: other });
    const handed = await aFinding(productId, { assigneeId: other, handedById: me.id });
    await aFinding(productId, { assigneeId: other, handedById: other });
    await aFinding(productId, { status: 'false_positive', regressed: true, wokenAt: EARLIER });
    const inbox = await inboxOf(me);
    expect(inbox).toEqual({
      new: [fresh.id],
      regressed: [back.id],
      mine: [mine.id],
      team: [fresh.id, old.id, confirmed.id, mine.id, back.id],
      due: [late.id, soon.id],
      woken: [woken.id],
      handover: [handed.id],
    });
    expect(Object.values(inbox).flat()).not.toContain(others.id);
    expect(Object.values(inbox).flat()).not.toContain(far.id);
  });

  it('show nothing that sleeps', async () => {
    const { productId } = await aProduct();
    const me = await analystOf(productId);
    const findings = [
      await aFinding(productId),
      await aFinding(productId, { regressed: true }),
      await aFinding(productId, { assigneeId: me.id, dueAt: NOW }),
    ];
    await snooze(ctx(me), { selection: some(...findings), until: addDays(NOW, 1).toISOString(), wakeOn: NOTHING });
    expect(Object.values(await inboxOf(me)).flat()).toEqual([]);
  });

  it('are of one’s own products alone; a read-only person sees the same', async () => {
    const { productId } = await aProduct();
    const { id } = await aFinding(productId);
    expect(Object.values(await inboxOf(stranger())).flat()).toEqual([]);
    const auditor = readOnly();
    const scope = requirePermission(ctx(auditor), 'finding:read');
    const filter = queueFilter('new', EVERYWHERE, NOW);
    const { rows } = await listFindings(
      scope,
      { filter, order: 'severity.desc', cursor: null },
      viewerOf(ctx(auditor)),
    );
    expect(rows.map((row) => row.id)).toContain(id);
  });

  it('"my team’s" is what the grants name, not what the role reaches', async () => {
    const [mine, other] = [await aProduct(), await aProduct()];
    const { id } = await aFinding(mine.productId);
    await aFinding(other.productId);
    const me = await analystOf(mine.productId);
    const everywhere = { ...me, grants: { ...me.grants, everywhere: true } };
    expect((await inboxOf(everywhere)).team).toEqual([id]);
  });
});

describe('awaiting approval', () => {
  it('counts requests of others for whoever may decide on them, and is no queue of anybody else', async () => {
    const { productId } = await aProduct();
    const [requester, approver] = [await aRequester(productId), await anApprover(productId)];
    const finding = await aFinding(productId);
    await requested(requester, naming(finding));
    const approvals = async (actor: PersonActor) => {
      const scope = requirePermission(ctx(actor), 'finding:read');
      return (await queueCounts(scope, EVERYWHERE, ctx(actor))).approval;
    };
    expect(await approvals(approver)).toEqual({ n: 1, exact: true });
    expect(await approvals(requester)).toBeNull();
    expect(await approvals(await anApprover((await aProduct()).productId))).toEqual({ n: 0, exact: true });
  });
});

describe('samePlaces', () => {
  const NGINX = {
    kind: 'dependency',
    vulnId: 'CVE-2026-1',
    ids: ['CVE-2026-1'],
    packageName: 'nginx',
    ruleId: 'CVE-2026-1',
  };

  it('finds the same vulnerability of the same package wherever the decision is still to be made', async () => {
    const [a, b, c] = [await aProduct(), await aProduct(), await aProduct()];
    const me = await analystOf(a.productId, b.productId);
    const one = await aFinding(a.productId, NGINX);
    const other = await aFinding(b.productId, { ...NGINX, status: 'confirmed' });
    await aFinding(b.productId, { ...NGINX, status: 'fixed' });
    await aFinding(b.productId, { ...NGINX, packageName: 'nginx-light' });
    await aFinding(c.productId, NGINX);
    const scope = requirePermission(ctx(me), 'finding:triage');
    const decision = { to: 'false_positive', reason: 'not_present' } as const;
    await triage(ctx(me), { selection: some(one), ...decision });
    const places = await samePlaces(scope, viewerOf(ctx(me)), one.id, 'false_positive');
    expect(places).toMatchObject({ total: { n: 1, exact: true }, products: 1 });
    const { query, asOf } = places;
    const outcome = await triage(ctx(me), { selection: { kind: 'matching', query, asOf }, ...decision });
    expect(outcome).toMatchObject({ changed: 1, unchanged: 0, conflicted: 0 });
    expect(await samePlaces(scope, viewerOf(ctx(me)), other.id, 'false_positive')).toMatchObject({ total: { n: 0 } });
  });

  it('counts of confirmed places only those where confirming is still to be done', async () => {
    const { productId } = await aProduct();
    const me = await analystOf(productId);
    const one = await aFinding(productId, { ruleId: 'rule-x' });
    await aFinding(productId, { ruleId: 'rule-x', status: 'confirmed' });
    await aFinding(productId, { ruleId: 'rule-x', assigneeId: me.id });
    const scope = requirePermission(ctx(me), 'finding:triage');
    const of = (verb: Parameters<typeof samePlaces>[3]) => samePlaces(scope, viewerOf(ctx(me)), one.id, verb);
    expect(await of('confirmed')).toMatchObject({ total: { n: 1 } });
    expect(await of('false_positive')).toMatchObject({ total: { n: 2 } });
    expect(await of('assign')).toMatchObject({ total: { n: 1 } });
    expect(await of('snooze')).toMatchObject({ total: { n: 2 } });
  });

  it('tells nothing of findings outside of the scope', async () => {
    const { productId } = await aProduct();
    const { id } = await aFinding(productId);
    const scope = requirePermission(ctx(stranger()), 'finding:triage');
    await expect(samePlaces(scope, viewerOf(ctx(stranger())), id, 'snooze')).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
