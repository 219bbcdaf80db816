import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { findingById } from '@/lib/findings/data/detail';
import { assign } from '@/lib/findings/mutations/assign';
import { answerHandover } from '@/lib/findings/mutations/handover';
import { undo } from '@/lib/findings/mutations/undo';
import { aFinding, aPerson, NOW, someFindings } from '@/lib/findings/testing/findings';
import { queueCounts } from '@/lib/inbox/data';
import { listNotices } from '@/lib/notices/data';

withDatabase();

type Seen = { readonly id: number; readonly version: number };
const some = (...findings: Seen[]) => ({ kind: 'some', findings }) as const;
const noticesOf = async (actor: PersonActor) => (await listNotices(actor, null)).rows;

async function analyst(productId: string, name: string): Promise<PersonActor> {
  return person('Analyst', [productId], { id: await aPerson('Analyst', productId, name), name });
}

/** Ada has handed findings over to Ben, who has not answered; Cleo works beside them. */
async function handedOver(n = 1) {
  const { productId } = await aProduct();
  const [ada, ben, cleo] = [
    await analyst(productId, 'Ada'),
    await analyst(productId, 'Ben'),
    await analyst(productId, 'Cleo'),
  ];
  const given = await someFindings(productId, n);
  const { rows, batchId } = await assign(ctx(ada), {
    selection: some(...given),
    assigneeId: ben.id,
    note: 'Yours, I am off',
  });
  return { productId, ada, ben, cleo, findings: rows, batchId: batchId ?? '' };
}

async function waiting(actor: PersonActor): Promise<number> {
  const scope = requirePermission(ctx(actor), 'finding:read');
  return (await queueCounts(scope, { team: [], product: [] }, ctx(actor))).handover.n;
}

const stateOf = (id: number) =>
  unsafeDb().finding.findUniqueOrThrow({ where: { id }, select: { assigneeId: true, handedById: true } });

describe('a hand-over', () => {
  it('waits, for both of them to see, until it is accepted; the giver hears of it', async () => {
    const { ada, ben, cleo, findings } = await handedOver();
    const [finding] = findings;
    if (!finding) throw new Error('nothing was given');
    expect(finding).toMatchObject({ assignee: { id: ben.id }, handedById: ada.id });
    expect([await waiting(ada), await waiting(ben), await waiting(cleo)]).toEqual([1, 1, 0]);
    const outcome = await answerHandover(ctx(ben), { selection: some(finding) });
    expect(outcome).toMatchObject({ changed: 1, rows: [{ assignee: { id: ben.id }, handedById: null }] });
    expect([await waiting(ada), await waiting(ben)]).toEqual([0, 0]);
    expect(await noticesOf(ada)).toMatchObject([{ kind: 'handover_accepted', params: { actor: 'Ben', count: 1 } }]);
    const { history, handover } = await findingById(
      requirePermission(ctx(ada), 'finding:read'),
      finding.id,
      NOW,
      ada.id,
    );
    expect(history.map(({ kind }) => kind)).toEqual(['handover_accepted', 'handover']);
    expect(handover).toMatchObject({ by: { id: ada.id }, note: 'Yours, I am off' });
  });

  it('that is declined goes back with the reason, in one notice however many', async () => {
    const { ada, ben, findings } = await handedOver(3);
    const outcome = await answerHandover(ctx(ben), { selection: some(...findings), declined: 'On leave too' });
    expect(outcome).toMatchObject({ changed: 3 });
    for (const { id } of findings) expect(await stateOf(id)).toEqual({ assigneeId: ada.id, handedById: null });
    expect(await noticesOf(ada)).toMatchObject([
      {
        kind: 'handover_declined',
        params: { actor: 'Ben', count: 3, note: 'On leave too' },
        href: '/inbox?queue=mine',
      },
    ]);
  });

  it('that is declined when the giver may no longer have it is nobody’s', async () => {
    const { ada, ben, findings } = await handedOver();
    await unsafeDb().person.update({ where: { id: ada.id }, data: { disabledAt: NOW } });
    await answerHandover(ctx(ben), { selection: some(...findings), declined: 'No' });
    expect(await stateOf(findings[0]?.id ?? 0)).toEqual({ assigneeId: null, handedById: null });
  });

  it('is answered by nobody but the person who has it', async () => {
    const { productId, ada, cleo, findings } = await handedOver();
    const selection = some(...findings);
    for (const actor of [ada, cleo]) {
      expect(await answerHandover(ctx(actor), { selection })).toMatchObject({ changed: 0, unchanged: 1 });
      expect(await answerHandover(ctx(actor), { selection, declined: 'No' })).toMatchObject({ changed: 0 });
    }
    await expect(answerHandover(ctx(readOnly()), { selection })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(answerHandover(ctx(stranger('Analyst')), { selection })).rejects.toMatchObject({ code: 'not_found' });
    const plain = await aFinding(productId, { assigneeId: cleo.id });
    expect(await answerHandover(ctx(cleo), { selection: some(plain) })).toMatchObject({ changed: 0 });
    expect(await stateOf(findings[0]?.id ?? 0)).toMatchObject({ handedById: ada.id });
  });

  it('is answered once: of two answers at the same time, and of an answer and a taking, one loses', async () => {
    const { ben, cleo, findings } = await handedOver(2);
    const [one, other] = findings;
    if (!one || !other) throw new Error('nothing was given');
    const raced = async (...work: Promise<{ readonly changed: number }>[]) => {
      const done = await Promise.allSettled(work);
      return done.reduce((sum, result) => sum + (result.status === 'fulfilled' ? result.value.changed : 0), 0);
    };
    const both = raced(
      answerHandover(ctx(ben), { selection: some(one) }),
      answerHandover(ctx(ben), { selection: some(one), declined: 'No' }),
    );
    expect(await both).toBe(1);
    const taken = raced(
      answerHandover(ctx(ben), { selection: some(other) }),
      assign(ctx(cleo), { selection: some(other), assigneeId: cleo.id }),
    );
    expect(await taken).toBe(1);
    expect(await stateOf(other.id)).toMatchObject({ handedById: null });
  });

  it('ends when somebody else takes it, and comes back when the hand-over is undone before it is answered', async () => {
    const { ada, ben, cleo, findings, batchId } = await handedOver(2);
    const [taken, kept] = findings;
    if (!taken || !kept) throw new Error('nothing was given');
    await assign(ctx(cleo), { selection: some(taken), assigneeId: cleo.id });
    expect(await stateOf(taken.id)).toEqual({ assigneeId: cleo.id, handedById: null });
    expect(await undo(ctx(ada), { batchId })).toMatchObject({ changed: 1, conflicted: 1 });
    expect(await stateOf(kept.id)).toEqual({ assigneeId: null, handedById: null });
    expect(await waiting(ben)).toBe(0);
  });

  it('waits again, with its note, when an answer is taken back', async () => {
    const { ada, ben, findings } = await handedOver();
    const [finding] = findings;
    if (!finding) throw new Error('nothing was given');
    for (const declined of ['No', undefined]) {
      const { version } = await unsafeDb().finding.findUniqueOrThrow({ where: { id: finding.id } });
      const selection = some({ id: finding.id, version });
      const { batchId } = await answerHandover(ctx(ben), { selection, declined });
      expect(await waiting(ben)).toBe(0);
      expect(await undo(ctx(ben), { batchId: batchId ?? '' })).toMatchObject({ changed: 1 });
      expect(await stateOf(finding.id)).toEqual({ assigneeId: ben.id, handedById: ada.id });
      const scope = requirePermission(ctx(ben), 'finding:read');
      const { handover } = await findingById(scope, finding.id, NOW, ben.id);
      expect(handover).toMatchObject({ by: { id: ada.id }, note: 'Yours, I am off' });
    }
  });

  it('is none where one takes a finding with a note, or gives without one', async () => {
    const { productId, ada, ben } = await handedOver();
    const [mine, plain] = await someFindings(productId, 2);
    if (!mine || !plain) throw new Error('nothing was made');
    await assign(ctx(ada), { selection: some(mine), assigneeId: ada.id, note: 'I look into it' });
    await assign(ctx(ada), { selection: some(plain), assigneeId: ben.id });
    for (const { id } of [mine, plain]) expect(await stateOf(id)).toMatchObject({ handedById: null });
  });
});
