import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { ENTRIES_MAX, entriesOf } from '@/lib/incidents/data/entries';
import { acknowledgeIncident } from '@/lib/incidents/mutations/acknowledge';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { at, declared, NOON } from '@/lib/incidents/testing/incidents';

withDatabase();

const scopeOf = (actor: PersonActor) => requirePermission(ctx(actor), 'incident:read');
const numbers = (page: Awaited<ReturnType<typeof entriesOf>>) => page.lines.map(({ seq }) => seq);

async function one() {
  const { productId } = await aProduct();
  const id = await aPerson('Responder', productId, 'Rita');
  const rita = person('Responder', [productId], { id, name: 'Rita' });
  const incident = await declared(ctx(rita, NOON), productId);
  return { productId, rita, incident };
}

async function write(by: Ctx, incident: Parameters<typeof keepEntry>[2], notes: readonly string[]): Promise<void> {
  await inTransaction(by, async (tx) => {
    for (const note of notes) await keepEntry(tx, by, incident, { kind: 'message', note });
  });
}

describe('lines of the log', () => {
  it('come newest page first, then back or on from a number', async () => {
    const { rita, incident } = await one();
    const scope = scopeOf(rita);
    // Past keepEntry and its audit trail, which is not what is looked at here.
    await unsafeDb().incidentEntry.createMany({
      data: Array.from({ length: ENTRIES_MAX + 5 }, (_, n) => ({
        ...{ incidentId: incident.id, seq: n + 2, kind: 'message', actorName: 'Rita' },
        ...{ at: at(1), happenedAt: at(1) },
      })),
    });
    await unsafeDb().incident.update({ where: { id: incident.id }, data: { lastSeq: ENTRIES_MAX + 6 } });
    const newest = await entriesOf(scope, incident.number, { only: 'all' });
    expect(newest).toMatchObject({ lastSeq: 106, more: true });
    expect(numbers(newest)).toEqual(Array.from({ length: ENTRIES_MAX }, (_, n) => n + 7));
    const before = await entriesOf(scope, incident.number, { only: 'all', before: 7 });
    expect([numbers(before), before.more]).toEqual([[1, 2, 3, 4, 5, 6], false]);
    const after = await entriesOf(scope, incident.number, { only: 'all', after: 104 });
    expect([numbers(after), after.more]).toEqual([[105, 106], false]);
    expect((await entriesOf(scope, incident.number, { only: 'all', after: 1 })).more).toBe(true);
  });

  it('are narrowed to what people said, what was decided, what machines told', async () => {
    const { rita, incident } = await one();
    await acknowledgeIncident(ctx(rita, at(2)), { id: incident.id });
    await write(ctx(rita, at(3)), incident, [`ask @[${rita.id}] about it`]);
    await inTransaction({}, (tx) =>
      keepEntry(tx, { actor: { kind: 'system', id: null, name: 'worker' }, now: at(4), requestId: 't' }, incident, {
        kind: 'clock',
        data: { clock: 'update', percent: 50 },
      }),
    );
    const kinds = async (only: 'messages' | 'decisions' | 'machine') =>
      (await entriesOf(scopeOf(rita), incident.number, { only })).lines.map(({ kind }) => kind);
    expect(await kinds('messages')).toEqual(['message']);
    expect(await kinds('decisions')).toEqual(['declared', 'acknowledged', 'role']);
    expect(await kinds('machine')).toEqual(['clock']);
    const [said] = (await entriesOf(scopeOf(rita), incident.number, { only: 'messages' })).lines;
    expect(said).toMatchObject({ mentions: [{ id: rita.id, name: 'Rita' }], actor: { id: rita.id, name: 'Rita' } });
  });

  it('are for who may read that product; an auditor may', async () => {
    const { incident } = await one();
    await expect(entriesOf(scopeOf(stranger()), incident.number, { only: 'all' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(entriesOf(scopeOf(readOnly()), 999_999, { only: 'all' })).rejects.toMatchObject({ code: 'not_found' });
    expect(numbers(await entriesOf(scopeOf(readOnly()), incident.number, { only: 'all' }))).toEqual([1]);
  });
});
