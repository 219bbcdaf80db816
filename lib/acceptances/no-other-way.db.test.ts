import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expireAcceptances } from '@/lib/acceptances/mutations/expire';
import { anApprover, approve, findingState, known, naming, requested } from '@/lib/acceptances/testing/acceptances';
import type { PersonActor } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { ctx, grants, person, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readSnapshot } from '@/lib/findings/data/snapshot';
import { triage } from '@/lib/findings/mutations/triage';
import { undo } from '@/lib/findings/mutations/undo';
import { reasonsFor } from '@/lib/findings/rules';
import type { Selection } from '@/lib/findings/schema';
import { aFinding, NOW } from '@/lib/findings/testing/findings';
import { FINDING_STATUSES } from '@/lib/findings/types';

withDatabase();

const status = fc.constantFrom(...FINDING_STATUSES);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('triage' as const), to: status }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('triageAll' as const), to: status }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('undo' as const), nth: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('accept' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Cast = { readonly productId: string; readonly almighty: PersonActor; readonly approver: PersonActor };

/** Whoever triages here has every right and duty: what stops them is the machine alone. */
async function everybody(): Promise<Cast> {
  const { productId } = await aProduct();
  const duties = [{ duty: 'RiskApprover' as const, grants: grants([productId]) }];
  const almighty = await known(person('Analyst', [productId], { roles: ['Analyst', 'Responder'], duties }));
  return { productId, almighty, approver: { ...(await anApprover(productId)), roles: almighty.roles } };
}

/** One of the finding's batches, taken back by whoever made it: approvals too. */
async function undoOne({ almighty, approver }: Cast, findingId: number, nth: number): Promise<void> {
  const events = await unsafeDb().findingEvent.findMany({ where: { findingId }, orderBy: { id: 'asc' } });
  const { batchId, actorId } = events[nth % Math.max(events.length, 1)] ?? {};
  if (batchId) await undo(ctx(actorId === approver.id ? approver : almighty), { batchId });
}

async function take(cast: Cast, findingId: number, one: Step): Promise<void> {
  const { version } = await findingState(findingId);
  const seen = { id: findingId, version };
  if (one.do === 'undo') return undoOne(cast, findingId, one.nth);
  if (one.do === 'accept') {
    await approve(cast.approver, await requested(cast.almighty, naming(seen)));
  } else if (one.do === 'expire') {
    await expireAcceptances(ctx(system, addDays(NOW, 10)));
  } else {
    const all: Selection = { kind: 'matching', query: '?status=any', asOf: await readSnapshot() };
    const selection: Selection = one.do === 'triageAll' ? all : { kind: 'some', findings: [seen] };
    const reason = reasonsFor(one.to)[0];
    await triage(ctx(cast.almighty), { selection, to: one.to, ...(reason ? { reason } : {}) });
  }
}

it('no sequence of triage and undo leads into an accepted risk or out of it', async () => {
  const cast = await everybody();
  const refused = (error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
  };
  const property = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
    const { id } = await aFinding(cast.productId);
    for (const one of steps) {
      const before = await findingState(id);
      await take(cast, id, one).catch(refused);
      const after = await findingState(id);
      const crossed = (before.status === 'risk_accepted') !== (after.status === 'risk_accepted');
      if (one.do !== 'accept' && one.do !== 'expire') expect(crossed).toBe(false);
      if (after.status !== 'risk_accepted') continue;
      const holder = await unsafeDb().acceptance.findUniqueOrThrow({ where: { id: after.acceptanceId ?? '' } });
      expect(holder).toMatchObject({ state: 'approved', deciderId: cast.approver.id });
    }
  });
  // It is worth something only where findings were accepted on the way, and decisions undone: chance alone may be too few.
  const events = (kind: string) => unsafeDb().findingEvent.count({ where: { kind } });
  for (let round = 0; round < 5; round += 1) {
    await fc.assert(property, { numRuns: 40 });
    if ((await events('accepted')) > 10 && (await events('undo')) > 10) return;
  }
  throw new Error('no 200 random histories hold more than ten acceptances and ten undos');
}, 120_000);
