import { beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '@/lib/audit/verify';
import type { PersonActor } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { ctx, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { ownerUrl, withDatabase } from '@/lib/core/testing/database';
import { bulkQueue } from '@/lib/findings/bulk-queue';
import type { BulkOrder } from '@/lib/findings/bulk-schema';
import { readSnapshot } from '@/lib/findings/data/snapshot';
import { cancelBulk } from '@/lib/findings/mutations/bulk/cancel';
import { give, takeBack } from '@/lib/findings/mutations/bulk/start';
import { takeTurn } from '@/lib/findings/mutations/bulk/turn';
import { triage } from '@/lib/findings/mutations/triage';
import { NOW } from '@/lib/findings/testing/findings';
import { manyFindings, signedIn } from '@/lib/findings/testing/many';
import type { Given } from '@/lib/findings/types';
import { installJobs, JOBS_SCHEMA } from '@/lib/jobs/install';

withDatabase();
beforeAll(() => installJobs(ownerUrl(), JOBS_SCHEMA, [bulkQueue]));

/** A slice and a bit. */
const MANY = 2_600;
const SLICE = 2_500;
const OUT = { verb: 'triage', to: 'out_of_scope', reason: 'test_code' } as const;

async function someMany(n = MANY) {
  const { productId } = await aProduct();
  await manyFindings(productId, n);
  return productId;
}

const as = (actor: PersonActor) => ({ ...ctx(actor, NOW), actor });
const selection = async (product: string) =>
  ({ kind: 'matching', query: `?product=${product}&status=any`, asOf: await readSnapshot() }) as const;
const order = async (actor: PersonActor, product: string, what: Exclude<BulkOrder, { verb: 'undo' }> = OUT) =>
  jobIdOf(await give(as(actor), what, await selection(product)));

function jobIdOf(given: Given): string {
  if (given.kind !== 'started') throw new Error('expected a job');
  return given.jobId;
}

let second = 0;
/** A turn of the worker, a second after the one before. */
const turn = () => takeTurn(new Date(NOW.getTime() + ++second * 1000));
async function workAll(): Promise<void> {
  for (let n = 1; await turn(); n++) if (n > 200) throw new Error('it does not end');
}

const jobOf = (id: string) => unsafeDb().bulkJob.findUniqueOrThrow({ where: { id } });
const withStatus = (productId: string, status: 'open' | 'out_of_scope' | 'confirmed' | 'in_progress') =>
  unsafeDb().finding.count({ where: { productId, status } });

test('all that match are decided on as one batch, which one undo takes back', async () => {
  const product = await someMany();
  const analyst = await signedIn('Analyst', [product]);
  const id = await order(analyst, product, { ...OUT, note: 'only tests', duplicateOf: undefined });
  expect(await withStatus(product, 'open')).toBe(MANY);
  await workAll();
  expect(await jobOf(id)).toMatchObject({
    state: 'done',
    total: MANY,
    done: MANY,
    outcome: [{ result: 'changed', detail: 'open', count: MANY }],
  });
  expect(await withStatus(product, 'out_of_scope')).toBe(MANY);
  expect(await unsafeDb().findingEvent.count({ where: { batchId: id, actorId: analyst.id } })).toBe(MANY);
  expect(await unsafeDb().bulkSlice.count()).toBe(0);

  const back = jobIdOf(await takeBack(as(analyst), { batchId: id }));
  await workAll();
  expect(await jobOf(back)).toMatchObject({ state: 'done', outcome: [{ result: 'changed', count: MANY }] });
  expect(await withStatus(product, 'open')).toBe(MANY);
  expect((await jobOf(id)).undoneAt).not.toBeNull();
  const trail = await unsafeDb().auditEntry.findMany({
    where: { targetId: { in: [id, back] } },
    orderBy: { id: 'asc' },
  });
  expect(JSON.parse(trail[0]?.text ?? '').data).toMatchObject({
    verb: 'triage',
    to: 'out_of_scope',
    reason: 'test_code',
  });
  expect(await verifyAudit()).toMatchObject({ breach: null });
  expect(trail.map(({ action, productId }) => [action, productId])).toEqual([
    ['finding.bulk-started', null],
    ['finding.bulk-ended', product],
    ['finding.bulk-started', null],
    ['finding.bulk-ended', product],
  ]);
});

test('what a request can do is done at once', async () => {
  const product = await someMany(30);
  const analyst = await signedIn('Analyst', [product]);
  const given = await give(as(analyst), OUT, await selection(product));
  expect(given).toMatchObject({ kind: 'done', outcome: { changed: 30 } });
});

test('tells apart what changed, what was so, what may not, and what somebody else changed meanwhile', async () => {
  const product = await someMany();
  const [one, two, three, four] = await unsafeDb().finding.findMany({
    where: { productId: product },
    orderBy: { id: 'asc' },
    take: 4,
  });
  if (!one || !two || !three || !four) throw new Error('findings');
  await unsafeDb().finding.update({ where: { id: one.id }, data: { status: 'out_of_scope' } });
  await unsafeDb().finding.update({ where: { id: two.id }, data: { status: 'fixed' } });
  await unsafeDb().finding.update({ where: { id: three.id }, data: { status: 'confirmed' } });
  const analyst = await signedIn('Analyst', [product]);
  const id = await order(analyst, product);
  await turn();
  const other = await signedIn('Analyst', [product]);
  await triage(ctx(other, NOW), { selection: { kind: 'some', findings: [four] }, to: 'in_progress' });
  await workAll();
  const { outcome, stale } = await jobOf(id);
  expect(stale).toEqual([four.id]);
  expect(outcome).toEqual(
    expect.arrayContaining([
      { result: 'changed', detail: 'open', count: MANY - 4 },
      { result: 'changed', detail: 'confirmed', count: 1 },
      { result: 'unchanged', detail: 'already', count: 1 },
      { result: 'unchanged', detail: 'from_fixed', count: 1 },
      { result: 'conflicted', detail: '', count: 1 },
    ]),
  );
  expect((await unsafeDb().finding.findUniqueOrThrow({ where: { id: four.id } })).status).toBe('in_progress');
});

test('jobs of two people progress in turns', async () => {
  const [mine, theirs] = [await someMany(), await someMany()];
  const ids = [
    await order(await signedIn('Analyst', [mine]), mine),
    await order(await signedIn('Analyst', [theirs]), theirs),
  ];
  for (let n = 1; n <= 4; n++) await turn();
  const jobs = await Promise.all(ids.map(jobOf));
  expect(jobs.map(({ done }) => done)).toEqual([SLICE, SLICE]);
  await workAll();
});

test('several workers at once do each slice once', async () => {
  const many = 2 * SLICE + 100;
  const product = await someMany(many);
  const id = await order(await signedIn('Analyst', [product]), product);
  await Promise.all([workAll(), workAll(), workAll()]);
  await workAll();
  expect(await jobOf(id)).toMatchObject({ state: 'done', done: many });
  expect(await unsafeDb().findingEvent.count({ where: { batchId: id } })).toBe(many);
  expect(await unsafeDb().finding.count({ where: { productId: product, version: 2 } })).toBe(many);
});

describe('stopping', () => {
  test('keeps what was done, which can be undone', async () => {
    const product = await someMany();
    const analyst = await signedIn('Analyst', [product]);
    const id = await order(analyst, product);
    await turn();
    await turn();
    await expect(takeBack(as(analyst), { batchId: id })).rejects.toMatchObject({ details: { issue: 'still_running' } });
    await cancelBulk(as(analyst), { jobId: id });
    await expect(cancelBulk(as(analyst), { jobId: id })).rejects.toThrow('conflict');
    await workAll();
    expect(await jobOf(id)).toMatchObject({ state: 'cancelled', done: SLICE });
    expect(await withStatus(product, 'out_of_scope')).toBe(SLICE);
    await takeBack(as(analyst), { batchId: id });
    await workAll();
    expect(await withStatus(product, 'open')).toBe(MANY);
  });

  test('is for whoever asked', async () => {
    const product = await someMany(1_001);
    const id = await order(await signedIn('Analyst', [product]), product);
    const other = await signedIn('Analyst', [product]);
    await expect(cancelBulk(as(other), { jobId: id })).rejects.toThrow('not_found');
    await expect(cancelBulk(ctx(await signedIn('Auditor', [product])), { jobId: id })).rejects.toThrow('forbidden');
    await workAll();
    await expect(takeBack(as(other), { batchId: id })).rejects.toThrow('not_found');
  });
});

describe('rights', () => {
  test('are those of each slice: whoever loses the product stops there', async () => {
    const product = await someMany();
    const analyst = await signedIn('Analyst', [product]);
    const id = await order(analyst, product);
    await turn();
    await turn();
    await unsafeDb().scopeGrant.deleteMany({ where: { personId: analyst.id } });
    await workAll();
    const { state, outcome } = await jobOf(id);
    expect(state).toBe('done');
    expect(outcome).toContainEqual({ result: 'unchanged', detail: 'no_access', count: MANY - SLICE });
    expect(await withStatus(product, 'out_of_scope')).toBe(SLICE);
  });

  test.each(['ended-by-administrator', 'no-role', 'disabled'])(
    'a session that ended as %s ends the job',
    async (why) => {
      const product = await someMany(1_001);
      const analyst = await signedIn('Analyst', [product]);
      const id = await order(analyst, product);
      const ended = { revokedAt: NOW, revokedReason: why };
      await unsafeDb().userSession.update({ where: { id: analyst.sessionId }, data: ended });
      await workAll();
      expect(await jobOf(id)).toMatchObject({ state: 'failed', error: 'forbidden', done: 0 });
      expect(await withStatus(product, 'open')).toBe(1_001);
    },
  );

  test('signing out does not end the job', async () => {
    const product = await someMany(1_001);
    const analyst = await signedIn('Analyst', [product]);
    const id = await order(analyst, product);
    const ended = { revokedAt: NOW, revokedReason: 'signed-out' };
    await unsafeDb().userSession.update({ where: { id: analyst.sessionId }, data: ended });
    await workAll();
    expect(await jobOf(id)).toMatchObject({ state: 'done', done: 1_001 });
  });

  test('readers start none, and another team is not touched', async () => {
    const product = await someMany(1_001);
    await expect(order(await signedIn('Auditor', [product]), product)).rejects.toThrow('forbidden');
    const outsider = stranger('Analyst');
    const given = await give(as(outsider), OUT, await selection(product));
    expect(given).toMatchObject({ kind: 'done', outcome: { changed: 0, unchanged: 0 } });
    expect(await withStatus(product, 'open')).toBe(1_001);
  });
});

test('a lock that somebody else holds lets the others go on, and is waited for', async () => {
  const product = await someMany(1_001);
  const id = await order(await signedIn('Analyst', [product]), product);
  await turn();
  await inTransaction({}, async (tx) => {
    await tx.$queryRaw`SELECT id FROM finding WHERE product_id = ${product}::uuid FOR UPDATE`;
    await turn();
  });
  expect(await jobOf(id)).toMatchObject({ state: 'running', failures: 1, done: 0 });
  second += 60;
  await workAll();
  expect(await jobOf(id)).toMatchObject({ state: 'done', done: 1_001, failures: 0 });
});

test('a decision that is wrong by itself becomes no job', async () => {
  const product = await someMany(1_001);
  const analyst = await signedIn('Analyst', [product]);
  await expect(order(analyst, product, { verb: 'triage', to: 'false_positive' })).rejects.toThrow('invalid');
  expect(await unsafeDb().bulkJob.count({ where: { personId: analyst.id } })).toBe(0);
});

const OTHERS: Exclude<BulkOrder, { verb: 'undo' }>[] = [
  { verb: 'tag', add: ['bulk'], remove: [] },
  { verb: 'assign', assigneeId: null },
];

test.each(OTHERS)('$verb works as a job too', async (what) => {
  const product = await someMany(1_001);
  const analyst = await signedIn('Analyst', [product]);
  await unsafeDb().finding.updateMany({ where: { productId: product }, data: { assigneeId: analyst.id } });
  const id = await order(analyst, product, what);
  await workAll();
  expect(await jobOf(id)).toMatchObject({ state: 'done', outcome: [{ result: 'changed', count: 1_001 }] });
});
