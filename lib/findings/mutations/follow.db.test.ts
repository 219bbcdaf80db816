import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { findingById } from '@/lib/findings/data/detail';
import { mentionablePeople } from '@/lib/findings/data/people';
import { assign } from '@/lib/findings/mutations/assign';
import { addComment, editComment } from '@/lib/findings/mutations/comment';
import { tellOfImport } from '@/lib/findings/mutations/tell-import';
import { triage } from '@/lib/findings/mutations/triage';
import { undo } from '@/lib/findings/mutations/undo';
import { watch } from '@/lib/findings/mutations/watch';
import { aFinding, aPerson, NOW, someFindings } from '@/lib/findings/testing/findings';
import { listNotices } from '@/lib/notices/data';

withDatabase();

const some = (...findings: { id: number; version: number }[]) => ({ kind: 'some', findings }) as const;
const noticesOf = async (actor: PersonActor) => (await listNotices(actor, null)).rows;

async function analyst(productId: string, name?: string): Promise<PersonActor> {
  const id = await aPerson('Analyst', productId, name);
  return person('Analyst', [productId], { id, ...(name ? { name } : {}) });
}

async function three() {
  const { productId } = await aProduct();
  const [ada, ben, cleo] = [await analyst(productId, 'Ada'), await analyst(productId, 'Ben'), await analyst(productId)];
  return { productId, ada, ben, cleo, finding: await aFinding(productId) };
}

async function detailOf(actor: PersonActor, id: number) {
  return findingById(requirePermission(ctx(actor), 'finding:read'), id, NOW, actor.id);
}

describe('watch', () => {
  it('tells of decisions and comments of others, not of one’s own', async () => {
    const { ada, ben, finding } = await three();
    await watch(ctx(ben), { findingId: finding.id, on: true });
    await watch(ctx(ben), { findingId: finding.id, on: true });
    expect((await detailOf(ben, finding.id)).watching).toBe(true);
    expect((await detailOf(ada, finding.id)).watching).toBe(false);
    await triage(ctx(ada), { selection: some(finding), to: 'confirmed' });
    await addComment(ctx(ada), { findingId: finding.id, body: 'Seen' });
    await addComment(ctx(ben), { findingId: finding.id, body: 'Mine' });
    expect(await noticesOf(ben)).toMatchObject([
      { kind: 'commented', params: { actor: 'Ada', title: 'SQL built from request input' } },
      { kind: 'decided', params: { actor: 'Ada', status: 'confirmed', count: 1 }, href: `/findings/${finding.id}` },
    ]);
    await watch(ctx(ben), { findingId: finding.id, on: false });
    await addComment(ctx(ada), { findingId: finding.id, body: 'Again' });
    expect(await noticesOf(ben)).toHaveLength(2);
  });

  it('tells of a decision that was taken back', async () => {
    const { ada, ben, finding } = await three();
    await watch(ctx(ben), { findingId: finding.id, on: true });
    const { batchId } = await triage(ctx(ada), { selection: some(finding), to: 'confirmed' });
    await undo(ctx(ada), { batchId: batchId ?? '' });
    expect((await noticesOf(ben)).map(({ kind }) => kind)).toEqual(['undone', 'decided']);
  });

  it('tells of many decisions in one notice', async () => {
    const { productId, ada, ben } = await three();
    const findings = await someFindings(productId, 3);
    for (const { id } of findings) await watch(ctx(ben), { findingId: id, on: true });
    await triage(ctx(ada), { selection: some(...findings), to: 'out_of_scope', reason: 'test_code' });
    expect(await noticesOf(ben)).toMatchObject([{ params: { count: 3, title: '', status: 'out_of_scope' } }]);
  });

  it('tells of what was taken back as one, whatever the statuses are that came back', async () => {
    const { productId, ada, ben } = await three();
    const findings = [await aFinding(productId), await aFinding(productId, { status: 'confirmed' })];
    for (const { id } of findings) await watch(ctx(ben), { findingId: id, on: true });
    const { batchId } = await triage(ctx(ada), { selection: some(...findings), to: 'in_progress' });
    await undo(ctx(ada), { batchId: batchId ?? '' });
    const told = await noticesOf(ben);
    expect(told.map(({ kind, params }) => [kind, params.count])).toEqual([
      ['undone', 2],
      ['decided', 2],
    ]);
  });

  it('is for whoever may read the finding, and for nobody else', async () => {
    const { finding } = await three();
    const auditor = { ...readOnly(), id: await aPerson('Auditor', null) };
    await watch(ctx(auditor), { findingId: finding.id, on: true });
    expect((await detailOf(auditor, finding.id)).watching).toBe(true);
    await expect(watch(ctx(stranger()), { findingId: finding.id, on: true })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('goes with the person’s reach', async () => {
    const { ada, ben, finding } = await three();
    await watch(ctx(ben), { findingId: finding.id, on: true });
    await triage(ctx(ada), { selection: some(finding), to: 'confirmed' });
    expect(await noticesOf({ ...ben, grants: { ...ben.grants, products: [] } })).toEqual([]);
  });
});

describe('assign', () => {
  it('tells the new assignee, once for all that were given', async () => {
    const { productId, ada, ben } = await three();
    const findings = await someFindings(productId, 3);
    await assign(ctx(ada), { selection: some(...findings), assigneeId: ben.id });
    expect(await noticesOf(ben)).toMatchObject([
      { kind: 'assigned', params: { actor: 'Ada', count: 3, title: '' }, href: '/inbox?queue=mine' },
    ]);
  });

  it('tells nobody who takes a finding', async () => {
    const { ada, finding } = await three();
    await assign(ctx(ada), { selection: some(finding), assigneeId: ada.id });
    expect(await noticesOf(ada)).toEqual([]);
  });

  it('with a note is a handover: told, in the history, given back, undone', async () => {
    const { ada, ben, finding } = await three();
    const note = 'Please check the staging host first.';
    const given = await assign(ctx(ada), { selection: some(finding), assigneeId: ben.id, note });
    expect(await noticesOf(ben)).toMatchObject([{ kind: 'handed_over', params: { note, count: 1 } }]);
    const { handover, history } = await detailOf(ben, finding.id);
    expect(handover).toMatchObject({ by: { id: ada.id, name: 'Ada' }, note });
    expect(history[0]).toMatchObject({ kind: 'handover', note });
    await undo(ctx(ada), { batchId: given.batchId ?? '' });
    expect(await detailOf(ben, finding.id)).toMatchObject({ handover: null, assignee: null });
  });

  it('to nobody is no handover', async () => {
    const { ada, ben, finding } = await three();
    await assign(ctx(ada), { selection: some(finding), assigneeId: ben.id });
    const version = finding.version + 1;
    await assign(ctx(ada), { selection: some({ id: finding.id, version }), assigneeId: null, note: 'x' });
    expect(await detailOf(ada, finding.id)).toMatchObject({ handover: null, assignee: null });
  });

  it('lets the assignee follow what was given', async () => {
    const { ada, ben, finding } = await three();
    await assign(ctx(ben), { selection: some(finding), assigneeId: ben.id });
    await addComment(ctx(ada), { findingId: finding.id, body: 'Any news?' });
    expect(await noticesOf(ben)).toMatchObject([{ kind: 'commented' }]);
  });
});

describe('mentions', () => {
  it('tell whoever is mentioned, and nobody twice', async () => {
    const { ada, ben, cleo, finding } = await three();
    await watch(ctx(ben), { findingId: finding.id, on: true });
    await watch(ctx(cleo), { findingId: finding.id, on: true });
    const comment = await addComment(ctx(ada), { findingId: finding.id, body: `Look, @[${ben.id}]` });
    expect(await noticesOf(ben)).toMatchObject([{ kind: 'mentioned', params: { actor: 'Ada' } }]);
    expect(await noticesOf(cleo)).toMatchObject([{ kind: 'commented' }]);
    await editComment(ctx(ada), { commentId: comment.id, body: `Look, @[${ben.id}] and @[${cleo.id}]` });
    expect(await noticesOf(ben)).toHaveLength(1);
    expect((await noticesOf(cleo)).map(({ kind }) => kind)).toEqual(['mentioned', 'commented']);
  });

  it('are shown by the names of today', async () => {
    const { ada, ben, finding } = await three();
    await addComment(ctx(ada), { findingId: finding.id, body: `@[${ben.id}]` });
    await unsafeDb().person.update({ where: { id: ben.id }, data: { name: 'Benedikt' } });
    expect((await detailOf(ada, finding.id)).comments).toMatchObject([
      { body: `@[${ben.id}]`, mentions: [{ id: ben.id, name: 'Benedikt' }] },
    ]);
  });

  it('of people who do not see the product are refused, and nobody is told', async () => {
    const { ada, finding } = await three();
    const elsewhere = await aProduct();
    const outside = await analyst(elsewhere.productId);
    const body = `@[${outside.id}] look`;
    await expect(addComment(ctx(ada), { findingId: finding.id, body })).rejects.toMatchObject({
      code: 'invalid',
      details: { issue: 'mention_out_of_reach' },
    });
    const comment = await addComment(ctx(ada), { findingId: finding.id, body: 'look' });
    await expect(editComment(ctx(ada), { commentId: comment.id, body })).rejects.toMatchObject({ code: 'invalid' });
    expect(await noticesOf(outside)).toEqual([]);
    expect((await detailOf(ada, finding.id)).comments).toMatchObject([{ body: 'look' }]);
  });

  it('are offered of those who read the product, to whoever may comment on it', async () => {
    const { productId, ada, ben } = await three();
    const auditor = await aPerson('Auditor', null);
    const elsewhere = await aProduct();
    const outside = await analyst(elsewhere.productId);
    const scope = requirePermission(ctx(ada), 'finding:triage');
    const ids = (await mentionablePeople(scope, [productId])).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([ada.id, ben.id, auditor]));
    expect(ids).not.toContain(outside.id);
    expect(await mentionablePeople(scope, [elsewhere.productId])).toEqual([]);
  });
});

describe('tellOfImport', () => {
  it('tells followers what an import closed and reopened, once however often the job runs', async () => {
    const { productId, ben, cleo, finding } = await three();
    const back = await aFinding(productId, { assigneeId: cleo.id });
    const unwatched = await aFinding(productId);
    await watch(ctx(ben), { findingId: finding.id, on: true });
    const { id: importId } = await unsafeDb().import.create({
      data: {
        productId,
        state: 'running',
        fileName: 'report.json',
        createdByName: 'pipeline',
        sets: {
          create: [
            { change: 'fixed', findingIds: [finding.id, unwatched.id] },
            { change: 'reopened', findingIds: [back.id] },
          ],
        },
      },
      select: { id: true },
    });
    await tellOfImport(ctx(system), importId);
    expect(await noticesOf(ben)).toEqual([]);
    await unsafeDb().import.update({ where: { id: importId }, data: { state: 'done', finishedAt: NOW } });
    await tellOfImport(ctx(system), importId);
    await tellOfImport(ctx(system), importId);
    expect(await noticesOf(ben)).toMatchObject([{ kind: 'import_fixed', href: `/findings/${finding.id}` }]);
    expect(await noticesOf(cleo)).toMatchObject([{ kind: 'import_reopened', params: { count: 1 } }]);
  });
});
