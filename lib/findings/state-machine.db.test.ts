import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anApprover, approve, known, naming, requested } from '@/lib/acceptances/testing/acceptances';
import { scopeOf } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { ctx, person, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { assign } from '@/lib/findings/mutations/assign';
import { snooze, wake } from '@/lib/findings/mutations/snooze';
import { tag } from '@/lib/findings/mutations/tag';
import { triage } from '@/lib/findings/mutations/triage';
import { undo } from '@/lib/findings/mutations/undo';
import { permissionFor, reasonsFor, scannerMay } from '@/lib/findings/rules';
import type { Selection } from '@/lib/findings/schema';
import { type Event, eventsOf, look, type State, type World } from '@/lib/findings/testing/state';
import { FINDING_STATUSES, type FindingStatus } from '@/lib/findings/types';
import { at, importReport } from '@/lib/imports/testing';

withDatabase();

const IDS = ['a', 'b', 'c'] as const;
/** Of `everybody`: mostly those who may. */
const by = fc.oneof({ weight: 4, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.nat(6) });
const on = fc.subarray([...IDS], { minLength: 1 });
const to = fc.constantFrom(...FINDING_STATUSES);
/** `demanded`: the first that the status knows, where it wants one. */
const reason = fc.oneof(
  { weight: 5, arbitrary: fc.constant('demanded') },
  { weight: 1, arbitrary: fc.constantFrom(undefined, 'test_code', 'nonsense') },
);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('triage' as const), by, on, to, reason }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('undo' as const), by, nth: fc.nat(20), other: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('scan' as const), sees: fc.subarray([...IDS]) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('assign' as const), by, on, to: fc.nat(6) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tag' as const), by, on, add: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('snooze' as const), by, on }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wake' as const), by, on }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('accept' as const), on }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

type Cast = { readonly productId: string; readonly people: readonly PersonActor[]; readonly approver: PersonActor };

/** Everybody who could come by: those with rights, with some, with none, and one of another team. */
async function everybody(): Promise<Cast> {
  const { productId } = await aProduct();
  const roles = ['Analyst', 'Responder', 'Engineer', 'Engineer', 'Auditor', 'Admin'] as const;
  const people = [...roles.map((role) => person(role, [productId])), stranger('Analyst')];
  for (const one of people) await known(one);
  return { productId, people, approver: await anApprover(productId) };
}

async function selectionOf(productId: string, on: readonly string[]): Promise<Selection> {
  const ruleId = { in: on.map((id) => `rule-${id}`) };
  const findings = await unsafeDb().finding.findMany({
    where: { productId, ruleId },
    select: { id: true, version: true },
  });
  return { kind: 'some', findings };
}

/** A batch is taken back by whoever made it; by somebody else it is refused. */
async function takeBack({ productId, people }: Cast, nth: number, other: PersonActor | undefined): Promise<void> {
  const where = { actorKind: 'person', finding: { productId } };
  const events = await unsafeDb().findingEvent.findMany({ where, orderBy: { id: 'asc' } });
  const { batchId, actorId } = events[nth % Math.max(1, events.length)] ?? {};
  const actor = other ?? people.find(({ id }) => id === actorId);
  if (batchId && actor) await undo(ctx(actor), { batchId });
}

async function take(cast: Cast, one: Step, minute: number): Promise<void> {
  const { productId, people, approver } = cast;
  if (one.do === 'scan') {
    await importReport(productId, { findings: one.sees.map((id) => ({ id })) }, minute);
    return;
  }
  const actor = 'by' in one ? people[one.by] : undefined;
  if (one.do === 'undo') return takeBack(cast, one.nth, one.other === 0 ? actor : undefined);
  const selection = await selectionOf(productId, one.on);
  if (one.do === 'accept') {
    const asking = people[0];
    if (asking && selection.kind === 'some') {
      await approve(approver, await requested(asking, naming(...selection.findings)));
    }
    return;
  }
  if (!actor) return;
  const as = ctx(actor, at(minute));
  if (one.do === 'assign') await assign(as, { selection, assigneeId: people[one.to]?.id ?? null });
  if (one.do === 'tag')
    await tag(as, one.add ? { selection, add: ['x'], remove: [] } : { selection, add: [], remove: ['x'] });
  if (one.do === 'wake') await wake(as, { selection });
  if (one.do === 'snooze') {
    const wakeOn = { knownExploited: false, epss: null, severity: false, exposed: false };
    await snooze(as, { selection, until: null, wakeOn });
  }
  if (one.do === 'triage') {
    const given = one.reason === 'demanded' ? reasonsFor(one.to)[0] : one.reason;
    const [first, ...others] = selection.kind === 'some' ? selection.findings : [];
    // A duplicate needs its original: the first one named, for the others.
    const original = one.to === 'duplicate' && first && others.length > 0;
    await triage(as, {
      selection: original ? { kind: 'some', findings: others } : selection,
      to: one.to,
      ...(given === undefined ? {} : { reason: given }),
      ...(original ? { duplicateOf: first.id } : {}),
    });
  }
}

/** The status moved as the machine lets whoever moved it; an undo leads back where it came from. */
function expectLawful({ productId, people }: Cast, event: Event, before: readonly State[]): void {
  const [from, into] = event.changes.status ?? [];
  if (from === undefined || into === undefined || from === into) return;
  const moved: readonly [FindingStatus, FindingStatus] = [statusOf(from), statusOf(into)];
  expect(moved[1] === 'risk_accepted').toBe(event.kind === 'accepted');
  if (event.kind === 'accepted') return;
  if (event.actorKind === 'system') {
    expect(scannerMay(...moved)).toBe(true);
    return;
  }
  const actor = people.find(({ id }) => id === event.actorId);
  const holds = (permission: Parameters<typeof scopeOf>[1]) =>
    actor !== undefined && scopeOf(ctx(actor), permission)?.products.includes(productId) === true;
  expect(holds('finding:triage')).toBe(true);
  if (moved[1] === 'false_positive') expect(holds('finding:mark-false-positive')).toBe(true);
  if (event.kind === 'undo') {
    expect(before.some(({ status }) => status === moved[1])).toBe(true);
    return;
  }
  const permission = permissionFor(...moved);
  expect(permission).not.toBeNull();
  if (permission) expect(holds(permission)).toBe(true);
}

function statusOf(value: unknown): FindingStatus {
  const status = FINDING_STATUSES.find((one) => one === value);
  if (!status) throw new Error(`no status: ${value}`);
  return status;
}

/** The history tells each change once, in order, from the state before to the state after, with no gap in the versions. */
function expectChained(before: State, after: State, events: readonly Event[]): void {
  expect(events.map(({ version }) => version)).toEqual(events.map((_, n) => before.version + n + 1));
  expect(after.version).toBe(before.version + events.length);
  const told = { ...before };
  for (const { changes } of events) {
    for (const [field, [was, is]] of Object.entries(changes)) {
      if (!(field in told)) continue;
      expect([field, was]).toEqual([field, told[field]]);
      told[field] = is;
    }
  }
  expect({ ...told, version: after.version }).toEqual(after);
}

function expectReasoned({ status, reason: why, acceptanceId, duplicateOfId }: State): void {
  const demanded: readonly unknown[] = reasonsFor(statusOf(status));
  if (demanded.length > 0) expect(demanded).toContain(why);
  if (status === 'risk_accepted') expect(acceptanceId).not.toBeNull();
  expect(duplicateOfId !== null).toBe(status === 'duplicate');
}

const lived = { moves: 0, undone: 0, accepted: 0, scanned: 0, refused: 0 };

function count({ kind, actorKind }: Event): void {
  if (kind === 'undo') lived.undone += 1;
  else if (kind === 'accepted') lived.accepted += 1;
  else if (actorKind === 'system') lived.scanned += 1;
  else lived.moves += 1;
}

test('whoever does whatever: no status without right, reason and one history row for each change', async () => {
  const story = async (steps: readonly Step[]) => {
    const cast = await everybody();
    await importReport(cast.productId, { findings: IDS.map((id) => ({ id })) }, 0);
    const past: World[] = [await look(cast.productId)];
    for (const [n, one] of steps.entries()) {
      const before = past.at(-1) ?? new Map<number, State>();
      await take(cast, one, n + 1).catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
        lived.refused += 1;
      });
      const after = await look(cast.productId);
      for (const [id, state] of after) {
        const was = before.get(id);
        if (!was) throw new Error(`finding ${id} was made on the way`);
        const events = await eventsOf(id, was.version);
        expectChained(was, state, events);
        expectReasoned(state);
        const own = past.flatMap((world) => world.get(id) ?? []);
        for (const event of events) expectLawful(cast, event, own);
        events.forEach(count);
      }
      past.push(after);
    }
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), story), {
    numRuns: 20,
    seed: 2030,
  });
  // It is worth something only where all of it happened.
  for (const [what, times] of Object.entries(lived)) expect([what, times > 3]).toEqual([what, true]);
}, 150_000);
