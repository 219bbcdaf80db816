import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { countFindings } from '@/lib/findings/data/facets';
import { readSnapshot } from '@/lib/findings/data/snapshot';
import { tag } from '@/lib/findings/mutations/tag';
import { triage } from '@/lib/findings/mutations/triage';
import { undo } from '@/lib/findings/mutations/undo';
import { loadFilter } from '@/lib/findings/search-params';
import { aFinding, NOW, someFindings } from '@/lib/findings/testing/findings';

withDatabase();

const LATER = new Date('2026-11-22T12:05:00Z');
const some = (...findings: { id: number; version: number }[]) => ({ kind: 'some' as const, findings });
const stateOf = (id: number) =>
  unsafeDb().finding.findUniqueOrThrow({
    where: { id },
    select: { status: true, reason: true, version: true, duplicateOfId: true, regressed: true },
  });
const auditOf = (id: string) =>
  unsafeDb().auditEntry.findMany({ where: { targetId: id }, select: { action: true, actorName: true, text: true } });

describe('triage', () => {
  it('moves a finding, raises its version, writes its history and one audit row', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const analyst = person('Analyst', [productId]);
    const input = {
      selection: some(finding),
      to: 'false_positive',
      reason: 'not_reachable',
      note: 'dead code',
    } as const;
    const outcome = await triage(ctx(analyst), input);
    expect(outcome).toMatchObject({ changed: 1, unchanged: 0, conflicted: 0 });
    expect(outcome.rows[0]).toMatchObject({
      id: finding.id,
      status: 'false_positive',
      reason: 'not_reachable',
      version: 2,
    });
    const history = await unsafeDb().findingEvent.findMany({ where: { findingId: finding.id } });
    expect(history).toHaveLength(1);
    expect(history[0]).toMatchObject({
      kind: 'status',
      reason: 'not_reachable',
      note: 'dead code',
      actorId: analyst.id,
      batchId: outcome.batchId,
      version: 2,
      changes: { status: ['open', 'false_positive'], reason: [null, 'not_reachable'] },
    });
    const audit = await auditOf(String(finding.id));
    expect(audit.map(({ action }) => action)).toEqual(['finding.triaged']);
    expect(audit[0]?.text).toContain('not_reachable');
  });

  it('is refused to read-only people, to a right that is missing, and hides other teams', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const confirm = { selection: some(finding), to: 'confirmed' } as const;
    const dismiss = { selection: some(finding), to: 'false_positive', reason: 'mitigated' } as const;
    await expect(triage(ctx(readOnly()), confirm)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(triage(ctx(stranger()), confirm)).rejects.toMatchObject({ code: 'not_found', details: {} });
    await expect(triage(ctx(stranger('Analyst')), dismiss)).rejects.toMatchObject({ code: 'not_found' });
    await expect(triage(ctx(person('Engineer', [productId])), dismiss)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await stateOf(finding.id)).toMatchObject({ status: 'open', version: 1 });
    expect(await unsafeDb().findingEvent.count({ where: { findingId: finding.id } })).toBe(0);
  });

  it('tells the later of two people who decided, when and what', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const first = person('Analyst', [productId], { name: 'Ada' });
    const second = person('Responder', [productId]);
    await triage(ctx(first), { selection: some(finding), to: 'confirmed' });
    const late = triage(ctx(second, LATER), { selection: some(finding), to: 'out_of_scope', reason: 'test_code' });
    await expect(late).rejects.toMatchObject({
      code: 'conflict',
      details: { by: 'Ada', at: NOW.toISOString(), status: 'confirmed', version: 2 },
    });
    expect(await stateOf(finding.id)).toMatchObject({ status: 'confirmed', version: 2 });
  });

  it('lets exactly one of many at once win', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const tries = Array.from({ length: 8 }, () =>
      triage(ctx(person('Analyst', [productId])), { selection: some(finding), to: 'confirmed' }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await stateOf(finding.id)).toMatchObject({ status: 'confirmed', version: 2 });
    expect(await unsafeDb().findingEvent.count({ where: { findingId: finding.id } })).toBe(1);
  });

  it('refuses what the machine does not know and promises without reason', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const analyst = ctx(person('Analyst', [productId]));
    const refused = (issue: string) => ({ code: 'invalid', details: { issue } });
    await expect(triage(analyst, { selection: some(finding), to: 'false_positive' })).rejects.toMatchObject(
      refused('reason_required'),
    );
    await expect(triage(analyst, { selection: some(finding), to: 'risk_accepted' })).rejects.toMatchObject(
      refused('not_by_hand'),
    );
    // A fix is claimed on what was confirmed: an open finding stays as it is.
    expect(await triage(analyst, { selection: some(finding), to: 'fixed' })).toMatchObject({
      changed: 0,
      unchanged: 1,
    });
  });

  it('takes duplicates of an original of the same product, without chains', async () => {
    const { productId } = await aProduct();
    const other = await aProduct();
    const [a, b, c] = await someFindings(productId, 3);
    const foreign = await aFinding(other.productId);
    if (!a || !b || !c) throw new Error('three findings');
    const analyst = ctx(person('Analyst', [productId, other.productId]));
    const mark = (one: { id: number; version: number }, duplicateOf: number) =>
      triage(analyst, { selection: some(one), to: 'duplicate', duplicateOf });
    expect(await mark(a, b.id)).toMatchObject({ changed: 1 });
    expect(await stateOf(a.id)).toMatchObject({ status: 'duplicate', duplicateOfId: b.id });
    await expect(mark(c, a.id)).rejects.toMatchObject({ details: { issue: 'original_is_duplicate' } });
    expect(await mark(b, c.id)).toMatchObject({ changed: 0, unchanged: 1 });
    expect(await mark(c, c.id)).toMatchObject({ changed: 0, unchanged: 1 });
    expect(await mark(c, foreign.id)).toMatchObject({ changed: 0, unchanged: 1 });
    const outside = ctx(person('Analyst', [productId]));
    await expect(
      triage(outside, { selection: some(c), to: 'duplicate', duplicateOf: foreign.id }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('triage of all that match', () => {
  it('decides on the whole set in one batch with one audit row, and takes it back', async () => {
    const { productId } = await aProduct();
    const low = await someFindings(productId, 5, { severity: 1 });
    const high = await aFinding(productId, { severity: 3 });
    const analyst = person('Analyst', [productId]);
    const selection = { kind: 'matching', query: '?severity=low', asOf: await readSnapshot() } as const;
    const outcome = await triage(ctx(analyst), { selection, to: 'out_of_scope', reason: 'test_code' });
    expect(outcome).toMatchObject({ changed: 5, conflicted: 0, rows: [] });
    expect(await stateOf(high.id)).toMatchObject({ status: 'open' });
    expect(await auditOf(outcome.batchId ?? '')).toHaveLength(1);
    expect(await unsafeDb().findingEvent.count({ where: { batchId: outcome.batchId } })).toBe(5);
    const scope = requirePermission(ctx(analyst), 'finding:read');
    const count = (query: string) => countFindings(scope, loadFilter(query), { personId: null, now: NOW });
    expect(await count('?status=out_of_scope')).toEqual({ n: 5, exact: true });

    const touched = low[0];
    if (!touched || !outcome.batchId) throw new Error('a batch of five');
    await triage(ctx(analyst, LATER), { selection: some({ id: touched.id, version: 2 }), to: 'open' });
    const undone = await undo(ctx(analyst, LATER), { batchId: outcome.batchId });
    expect(undone).toMatchObject({ changed: 4, conflicted: 1 });
    expect(undone.conflicts[0]).toMatchObject({ id: touched.id, status: 'open' });
    expect(await count('?severity=low')).toEqual({ n: 5, exact: true });
    expect(await stateOf(low[1]?.id ?? 0)).toMatchObject({ status: 'open', reason: null, version: 3 });
    // Undoing the undo does it again.
    if (!undone.batchId) throw new Error('an undo is a batch');
    expect(await undo(ctx(analyst, LATER), { batchId: undone.batchId })).toMatchObject({ changed: 4 });
    expect(await count('?status=out_of_scope')).toEqual({ n: 4, exact: true });
  });

  it('leaves what others changed since the list was read', async () => {
    const { productId } = await aProduct();
    const [one, two] = await someFindings(productId, 2);
    if (!one || !two) throw new Error('two findings');
    const selection = { kind: 'matching', query: '', asOf: await readSnapshot() } as const;
    await triage(ctx(person('Analyst', [productId]), LATER), { selection: some(one), to: 'in_progress' });
    const outcome = await triage(ctx(person('Responder', [productId]), LATER), { selection, to: 'confirmed' });
    expect(outcome).toMatchObject({ changed: 1, conflicted: 1 });
    expect(outcome.conflicts[0]).toMatchObject({ id: one.id, status: 'in_progress' });
    expect(await stateOf(one.id)).toMatchObject({ status: 'in_progress' });
  });

  it('never reaches beyond the scope, whatever the address says', async () => {
    const mine = await aProduct();
    const theirs = await aProduct();
    await aFinding(mine.productId);
    const hidden = await aFinding(theirs.productId);
    const selection = { kind: 'matching', query: `?product=${theirs.productId}`, asOf: await readSnapshot() } as const;
    const engineer = ctx(person('Engineer', [mine.productId]));
    expect(await triage(engineer, { selection, to: 'confirmed' })).toMatchObject({ changed: 0, batchId: null });
    expect(await stateOf(hidden.id)).toMatchObject({ status: 'open', version: 1 });
  });
});

describe('undo', () => {
  it('is for the person who did it, within the scope, with the right', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const analyst = person('Analyst', [productId]);
    const { batchId } = await triage(ctx(analyst), { selection: some(finding), to: 'confirmed' });
    if (!batchId) throw new Error('a batch');
    await expect(undo(ctx(person('Analyst', [productId])), { batchId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(undo(ctx({ ...analyst, roles: ['Auditor'] }), { batchId })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const moved = { ...analyst, grants: { everywhere: false, teams: [], products: [] } };
    await expect(undo(ctx(moved), { batchId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await undo(ctx(analyst), { batchId })).toMatchObject({ changed: 1 });
    expect(await stateOf(finding.id)).toMatchObject({ status: 'open', version: 3 });
    await expect(undo(ctx(analyst), { batchId })).rejects.toMatchObject({ code: 'conflict' });
  });

  it("goes back step by step through one person's own changes, but not past those of another", async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const analyst = person('Analyst', [productId]);
    const first = await triage(ctx(analyst), { selection: some(finding), to: 'confirmed' });
    const second = await tag(ctx(analyst), { selection: some({ ...finding, version: 2 }), add: ['x'], remove: [] });
    if (!first.batchId || !second.batchId) throw new Error('two batches');
    await undo(ctx(analyst), { batchId: second.batchId });
    expect(await undo(ctx(analyst), { batchId: first.batchId })).toMatchObject({ changed: 1 });
    expect(await stateOf(finding.id)).toMatchObject({ status: 'open', version: 5 });

    const again = await triage(ctx(analyst), { selection: some({ ...finding, version: 5 }), to: 'confirmed' });
    const other = ctx(person('Responder', [productId], { name: 'Rafael' }));
    await triage(other, { selection: some({ ...finding, version: 6 }), to: 'open' });
    await triage(other, { selection: some({ ...finding, version: 7 }), to: 'confirmed' });
    if (!again.batchId) throw new Error('a batch');
    await expect(undo(ctx(analyst), { batchId: again.batchId })).rejects.toMatchObject({
      code: 'conflict',
      details: { by: 'Rafael' },
    });
  });

  it('does not restore a false positive without the right to mark one', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId, { status: 'false_positive', reason: 'mitigated' });
    const analyst = person('Analyst', [productId]);
    const { batchId } = await triage(ctx(analyst), { selection: some(finding), to: 'open' });
    if (!batchId) throw new Error('a batch');
    expect(await undo(ctx({ ...analyst, roles: ['Engineer'] }), { batchId })).toMatchObject({
      changed: 0,
      unchanged: 1,
    });
    expect(await undo(ctx(analyst), { batchId })).toMatchObject({ changed: 1 });
    expect(await stateOf(finding.id)).toMatchObject({ status: 'false_positive', reason: 'mitigated' });
  });
});
