import { describe, expect, it } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { savedViews } from '@/lib/findings/data/views';
import { assign } from '@/lib/findings/mutations/assign';
import { addComment, deleteComment, editComment } from '@/lib/findings/mutations/comment';
import { tag } from '@/lib/findings/mutations/tag';
import { triage } from '@/lib/findings/mutations/triage';
import { undo } from '@/lib/findings/mutations/undo';
import { changeView, createView, deleteView } from '@/lib/findings/mutations/views';
import { aFinding, aPerson, NOW, someFindings } from '@/lib/findings/testing/findings';

withDatabase();

const some = (...findings: { id: number; version: number }[]) => ({ kind: 'some' as const, findings });
const audits = (action: string) => unsafeDb().auditEntry.count({ where: { action } });

describe('assign', () => {
  it('gives a finding to somebody who may triage it, and takes it back', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const name = 'Grace';
    const assigneeId = await aPerson('Engineer', productId, name);
    const analyst = ctx(person('Analyst', [productId]));
    const outcome = await assign(analyst, { selection: some(finding), assigneeId });
    expect(outcome.rows[0]?.assignee).toEqual({ id: assigneeId, name });
    if (!outcome.batchId) throw new Error('a batch');
    expect(await undo(analyst, { batchId: outcome.batchId })).toMatchObject({ changed: 1 });
    const row = await unsafeDb().finding.findUniqueOrThrow({ where: { id: finding.id } });
    expect(row).toMatchObject({ assigneeId: null, version: 3, status: 'open' });
  });

  it('refuses people who cannot reach it, read-only people and other teams', async () => {
    const { productId } = await aProduct();
    const other = await aProduct();
    const finding = await aFinding(productId);
    const foreign = await aPerson('Engineer', other.productId);
    const auditor = await aPerson('Auditor', null);
    const analyst = ctx(person('Analyst', [productId, other.productId]));
    expect(await assign(analyst, { selection: some(finding), assigneeId: foreign })).toMatchObject({ changed: 0 });
    await expect(assign(analyst, { selection: some(finding), assigneeId: auditor })).rejects.toMatchObject({
      details: { issue: 'not_assignable' },
    });
    const give = { selection: some(finding), assigneeId: null };
    await expect(assign(ctx(readOnly()), give)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(assign(ctx(stranger()), give)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('tells the later of two', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const [one, two] = [await aPerson('Analyst', null), await aPerson('Analyst', null)];
    const analyst = ctx(person('Analyst', [productId], { name: 'Ada' }));
    await assign(analyst, { selection: some(finding), assigneeId: one });
    await expect(assign(analyst, { selection: some(finding), assigneeId: two })).rejects.toMatchObject({
      code: 'conflict',
      details: { by: 'Ada' },
    });
  });
});

describe('tag', () => {
  it('adds and removes on a set, keeps the order, and takes it back', async () => {
    const { productId } = await aProduct();
    const [a, b] = await someFindings(productId, 2, { tags: ['x', 'y'] });
    if (!a || !b) throw new Error('two findings');
    const analyst = ctx(person('Analyst', [productId]));
    const tagsOf = async (id: number) =>
      (await unsafeDb().finding.findUniqueOrThrow({ where: { id }, select: { tags: true } })).tags;
    const before = await audits('finding.tagged');
    const outcome = await tag(analyst, { selection: some(a, b), add: ['z', 'y'], remove: ['x'] });
    expect(outcome).toMatchObject({ changed: 2 });
    expect(await tagsOf(a.id)).toEqual(['y', 'z']);
    expect(await audits('finding.tagged')).toBe(before + 1);
    const again = outcome.rows.map(({ id, version }) => ({ id, version }));
    expect(await tag(analyst, { selection: some(...again), add: ['z'], remove: ['x'] })).toMatchObject({
      unchanged: 2,
    });
    if (!outcome.batchId) throw new Error('a batch');
    await undo(analyst, { batchId: outcome.batchId });
    expect(await tagsOf(b.id)).toEqual(['x', 'y']);
  });

  it('is refused to read-only people, hides other teams, and tells the later of two', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const input = { selection: some(finding), add: ['x'], remove: [] };
    await expect(tag(ctx(readOnly()), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(tag(ctx(stranger()), input)).rejects.toMatchObject({ code: 'not_found' });
    await triage(ctx(person('Analyst', [productId])), { selection: some(finding), to: 'confirmed' });
    await expect(tag(ctx(person('Analyst', [productId])), input)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('comments', () => {
  it('are added, edited and deleted by their author, and leave the version alone', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const id = await aPerson('Analyst', productId);
    const author = ctx(person('Analyst', [productId], { id }));
    const comment = await addComment(author, { findingId: finding.id, body: 'Looks **real**' });
    await editComment(author, { commentId: comment.id, body: 'Is real' });
    await expect(
      editComment(ctx(person('Analyst', [productId])), { commentId: comment.id, body: 'no' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await unsafeDb().findingComment.findUnique({ where: { id: comment.id } })).toMatchObject({
      body: 'Is real',
      editedAt: NOW,
    });
    await deleteComment(author, { commentId: comment.id });
    await expect(deleteComment(author, { commentId: comment.id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await unsafeDb().finding.findUnique({ where: { id: finding.id } })).toMatchObject({ version: 1 });
    expect(await unsafeDb().findingEvent.count({ where: { findingId: finding.id, kind: 'comment' } })).toBe(3);
    expect(await audits('comment.added')).toBeGreaterThan(0);
  });

  it('are refused to read-only people and hide other teams', async () => {
    const { productId } = await aProduct();
    const finding = await aFinding(productId);
    const input = { findingId: finding.id, body: 'x' };
    await expect(addComment(ctx(readOnly()), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(addComment(ctx(stranger()), input)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('saved views', () => {
  it('are kept by whoever reads the list, shared on request, and changed by their owner alone', async () => {
    const [mine, theirs] = [await aPerson('Auditor', null), await aPerson('Analyst', null)];
    const owner = ctx({ ...readOnly(), id: mine });
    const other = ctx(person('Analyst', 'everywhere', { id: theirs }));
    const { id } = await createView(owner, { name: 'Mine', query: '?severity=critical', shared: false });
    expect(await savedViews(theirs)).toEqual([]);
    await expect(createView(owner, { name: 'Mine', query: '', shared: false })).rejects.toMatchObject({
      details: { issue: 'name_taken' },
    });
    await changeView(owner, { viewId: id, name: 'Worst', shared: true });
    expect(await savedViews(theirs)).toMatchObject([{ name: 'Worst', own: false, query: '?severity=critical' }]);
    const worse = { viewId: id, name: 'Worst', shared: true, query: '?severity=critical,high' };
    await changeView(owner, worse);
    expect(await savedViews(mine)).toMatchObject([{ name: 'Worst', shared: true, query: worse.query }]);
    await changeView(owner, { viewId: id, name: 'Worst', shared: true });
    expect(await savedViews(mine)).toMatchObject([{ query: worse.query }]);
    await expect(changeView(other, { ...worse, query: '' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await savedViews(mine)).toMatchObject([{ query: worse.query }]);
    await expect(changeView(other, { viewId: id, name: 'x', shared: true })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(deleteView(other, { viewId: id })).rejects.toMatchObject({ code: 'not_found' });
    await deleteView(owner, { viewId: id });
    expect(await savedViews(mine)).toEqual([]);
    await expect(deleteView(owner, { viewId: id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are not for people without the right to read findings', async () => {
    const nobody = ctx(person('Engineer', [], { roles: [] }));
    await expect(createView(nobody, { name: 'x', query: '', shared: false })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
