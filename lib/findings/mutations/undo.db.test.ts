import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { ctx, person } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { assign } from '@/lib/findings/mutations/assign';
import { tag } from '@/lib/findings/mutations/tag';
import { triage } from '@/lib/findings/mutations/triage';
import { undo } from '@/lib/findings/mutations/undo';
import type { AssignInput } from '@/lib/findings/schema';
import { aPerson, NOW, someFindings } from '@/lib/findings/testing/findings';
import type { Outcome } from '@/lib/findings/types';

withDatabase();

const FIELDS = ['status', 'reason', 'regressed', 'assigneeId', 'tags'] as const;
type Field = (typeof FIELDS)[number];
type State = Record<Field, unknown>;
type World = ReadonlyMap<number, State>;

/** What a batch did: who, and what each finding that it changed was before and after. */
type Batch = { readonly id: string; readonly by: number; readonly before: World; readonly after: World };

const REASONS = { false_positive: 'not_present', out_of_scope: 'test_code' } as const;
const TO = ['open', 'confirmed', 'in_progress', 'fixed', 'false_positive', 'out_of_scope'] as const;

const on = fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 3 });
const step = fc.oneof(
  fc.record({ verb: fc.constant('triage' as const), by: fc.nat(1), on, to: fc.constantFrom(...TO) }),
  fc.record({ verb: fc.constant('assign' as const), by: fc.nat(1), on, person: fc.nat(2) }),
  fc.record({
    verb: fc.constant('tag' as const),
    by: fc.nat(1),
    on,
    tag: fc.constantFrom('a', 'b'),
    add: fc.boolean(),
  }),
  fc.record({ verb: fc.constant('undo' as const), by: fc.nat(1), nth: fc.nat(20) }),
);

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const sameFields = (a: State, b: State, fields: readonly Field[]) => fields.every((one) => equal(a[one], b[one]));
const changedFields = (a: State, b: State) => FIELDS.filter((one) => !equal(a[one], b[one]));

async function look(ids: readonly number[]): Promise<World> {
  const select = { id: true, status: true, reason: true, regressed: true, assigneeId: true, tags: true };
  const rows = await unsafeDb().finding.findMany({ where: { id: { in: [...ids] } }, select });
  return new Map(rows.map(({ id, ...state }) => [id, state]));
}

/** What undoing a batch must leave: restored where nobody else was there since and it still holds, else untouched. */
function expected(now: World, batch: Batch, since: readonly Batch[]): World {
  return new Map(
    [...now].map(([id, state]) => {
      const [before, after] = [batch.before.get(id), batch.after.get(id)];
      if (!before || !after) return [id, state];
      const fields = changedFields(before, after);
      const overruled = since.some((later) => later.by !== batch.by && later.after.has(id));
      if (overruled || !sameFields(state, after, fields)) return [id, state];
      return [id, { ...state, ...Object.fromEntries(fields.map((one) => [one, before[one]])) }];
    }),
  );
}

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Selection = AssignInput['selection'];

function run(as: Ctx, one: Step, selection: Selection, people: readonly string[], batchId: string): Promise<Outcome> {
  if (one.verb === 'triage') {
    const reason = one.to === 'false_positive' || one.to === 'out_of_scope' ? REASONS[one.to] : undefined;
    return triage(as, { selection, to: one.to, ...(reason ? { reason } : {}) });
  }
  if (one.verb === 'assign') return assign(as, { selection, assigneeId: people[one.person] ?? null });
  if (one.verb === 'undo') return undo(as, { batchId });
  const [add, remove] = one.add ? [[one.tag], []] : [[], [one.tag]];
  return tag(as, { selection, add, remove });
}

/** The batch that a verb made; null where it changed nothing, or somebody was faster everywhere. */
async function batchOf(work: Promise<Outcome>): Promise<string | null> {
  try {
    return (await work).batchId;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') return null;
    throw error;
  }
}

async function selected(ids: readonly number[], one: Step): Promise<Selection> {
  const id = { in: 'on' in one ? one.on.flatMap((nth) => ids[nth] ?? []) : [...ids] };
  const findings = await unsafeDb().finding.findMany({ where: { id }, select: { id: true, version: true } });
  return { kind: 'some', findings };
}

async function touchedBy(batchId: string): Promise<ReadonlySet<number>> {
  const events = await unsafeDb().findingEvent.findMany({ where: { batchId }, select: { findingId: true } });
  return new Set(events.map(({ findingId }) => findingId));
}

test('an undo restores exactly what its batch changed, and never overrules what others decided since', async () => {
  const { productId } = await aProduct();
  const people = [await aPerson('Analyst', productId), await aPerson('Analyst', productId)];
  const story = async (steps: readonly Step[]) => {
    const ids = (await someFindings(productId, 3)).map(({ id }) => id);
    const actors = [ctx(person('Analyst', [productId]), NOW), ctx(person('Responder', [productId]), NOW)];
    const batches: Batch[] = [];
    for (const one of steps) {
      const own = batches.filter(({ by }) => by === one.by);
      const target = one.verb === 'undo' ? own[one.nth % Math.max(own.length, 1)] : undefined;
      const as = actors[one.by];
      if (!as || (one.verb === 'undo' && !target)) continue;
      const before = await look(ids);
      const id = await batchOf(run(as, one, await selected(ids, one), people, target?.id ?? ''));
      const after = await look(ids);
      if (target) expect(after).toEqual(expected(before, target, batches.slice(batches.indexOf(target) + 1)));
      if (id === null) continue;
      const touched = await touchedBy(id);
      const only = (world: World) => new Map([...world].filter(([finding]) => touched.has(finding)));
      batches.push({ id, by: one.by, before: only(before), after: only(after) });
    }
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), story), { numRuns: 30 });
}, 120_000);
