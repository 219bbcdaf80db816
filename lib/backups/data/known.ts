import { z } from 'zod';
import { pick } from '@/lib/backups/data/pick';
import type { Known } from '@/lib/backups/rules';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import {
  CHECK_METHODS,
  CHECK_RESULTS,
  CLOCK_FAULTS,
  COMPARISONS,
  type Plan,
  POINT_KINDS,
  POINT_STATUSES,
  type Point,
  TEST_KINDS,
} from '@/lib/backups/types';
import { addDays } from '@/lib/core/datetime';
import { type Prisma, type Tx, unsafeDb } from '@/lib/core/db';

/** Nothing that is judged or shown looks further back; log points are many, and matter for less long. */
const LOOK_BACK_DAYS = 400;
const LOGS_BACK_DAYS = 40;
const POINTS_MAX = 20_000;
const CHECKS_MAX = 2_000;

type Stored = Prisma.BackupPointGetPayload<object>;

const amount = (bytes: bigint | null) => (bytes === null ? null : Number(bytes));

function pointOf(row: Stored, plan: Plan): Point {
  const { id: _, clock, ...rest } = row;
  return {
    ...rest,
    kind: pick(POINT_KINDS, row.kind, 'snapshot'),
    status: pick(POINT_STATUSES, row.status, 'failed'),
    clock: clock === null ? null : pick(CLOCK_FAULTS, clock, 'future'),
    bytes: amount(row.bytes),
    addedBytes: amount(row.addedBytes),
    location: row.location || plan.location,
    region: row.region || plan.region,
  };
}

function whereOf(plan: Plan, now: Date): Prisma.BackupPointWhereInput {
  return {
    sourceId: plan.sourceId,
    ...(plan.asset !== '' && { asset: plan.asset }),
    ...(plan.repository !== '' && { repository: plan.repository }),
    AND: [
      { OR: [{ goneAt: null }, { goneAt: { gt: addDays(now, -LOOK_BACK_DAYS) } }] },
      { OR: [{ kind: { not: 'log' } }, { at: { gt: addDays(now, -LOGS_BACK_DAYS) } }] },
    ],
  };
}

const HOURS_36 = 36 * 60;

/** Minutes after which a source that sends nothing is silent; null: nothing is expected of it. */
export function expectedOf(
  source: { readonly expectedMinutes: number | null },
  plans: readonly Pick<Plan, 'everyMinutes'>[],
): number | null {
  if (source.expectedMinutes !== null) return source.expectedMinutes === 0 ? null : source.expectedMinutes;
  if (plans.length === 0) return HOURS_36;
  return Math.max(60, 2 * Math.min(...plans.map(({ everyMinutes }) => everyMinutes)));
}

const include = {
  objectives: { orderBy: [{ since: 'desc' }, { id: 'desc' }], take: 1 },
  plans: { include: { source: true }, orderBy: { createdAt: 'asc' } },
  tests: { where: { withdrawnAt: null }, orderBy: { startedAt: 'desc' }, take: 200 },
} as const satisfies Prisma.BackupServiceInclude;

const results = z.enum(['ok', 'failed']);

/** All that rules have to know of a service; null: there is no such one. Callers prove who may ask. */
export async function knownOf(id: string, now: Date, db: Tx = unsafeDb()): Promise<Known | null> {
  const row = await db.backupService.findUnique({ where: { id }, include });
  if (!row) return null;
  const plans: Plan[] = row.plans;
  const parts = new Map<string, Map<string, Point>>();
  for (const plan of plans) {
    const stored = await db.backupPoint.findMany({
      where: whereOf(plan, now),
      orderBy: { at: 'desc' },
      take: POINTS_MAX,
    });
    for (const one of stored) {
      const part = plan.part || one.asset;
      const points = parts.get(part) ?? new Map<string, Point>();
      // Two plans may name the same copy; the one that says where it lies tells more.
      const before = points.get(one.id);
      if (!before || before.location === '') points.set(one.id, pointOf(one, plan));
      parts.set(part, points);
    }
    if (stored.length === 0 && plan.asset !== '')
      parts.set(plan.part || plan.asset, parts.get(plan.part || plan.asset) ?? new Map());
  }
  const sourceIds = [...new Set(plans.map(({ sourceId }) => sourceId))];
  const checks = await db.backupCheck.findMany({
    where: { sourceId: { in: sourceIds } },
    orderBy: { at: 'desc' },
    take: CHECKS_MAX,
  });
  return {
    createdAt: row.createdAt,
    objectives: row.objectives[0] ?? DEFAULT_OBJECTIVES,
    plans,
    parts: new Map([...parts].map(([part, points]) => [part, [...points.values()]])),
    checks: checks.map((check) => ({
      ...check,
      method: pick(CHECK_METHODS, check.method, 'metadata'),
      result: pick(CHECK_RESULTS, check.result, 'unclear'),
    })),
    tests: row.tests.map((test) => ({
      ...test,
      bytes: amount(test.bytes),
      kind: pick(TEST_KINDS, test.kind, 'test'),
      result: results.catch('failed').parse(test.result),
      compared: pick(COMPARISONS, test.compared, 'none'),
    })),
    redundancy: new Map(row.plans.map(({ source }) => [source.id, source.redundancy])),
    silent: row.plans.flatMap(({ source }) => (source.silentSince ? [source.name] : [])),
  };
}
