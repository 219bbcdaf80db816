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
  TEST_RESULTS,
} from '@/lib/backups/types';
import { addDays } from '@/lib/core/datetime';
import { type Prisma, type Tx, unsafeDb } from '@/lib/core/db';

/** Nothing that is judged or shown looks further back; log points are many, and matter for less long. */
const LOOK_BACK_DAYS = 400;
const LOGS_BACK_DAYS = 40;
/** Of a plan, each for itself: the many points of a log crowd out no copies. */
const COPIES_MAX = 20_000;
const LOGS_MAX = 20_000;
/** Of the checks that lists show, beside those that are judged. */
const CHECKS_SHOWN = 100;

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
    OR: [{ goneAt: null }, { goneAt: { gt: addDays(now, -LOOK_BACK_DAYS) } }],
  };
}

/** The copies of a plan and how far its log reached, the newest first. `cut`: copies that are older are not among them. */
async function pointsOf(db: Tx, plan: Plan, now: Date): Promise<{ readonly stored: Stored[]; readonly cut: boolean }> {
  const where = whereOf(plan, now);
  const orderBy = { at: 'desc' } as const;
  const copies = await db.backupPoint.findMany({
    where: { ...where, kind: { not: 'log' } },
    orderBy,
    take: COPIES_MAX + 1,
  });
  const logs = await db.backupPoint.findMany({
    where: { ...where, kind: 'log', at: { gt: addDays(now, -LOGS_BACK_DAYS) } },
    orderBy,
    take: LOGS_MAX + 1,
  });
  const cut = copies.length > COPIES_MAX || logs.length > LOGS_MAX;
  return { stored: [...copies.slice(0, COPIES_MAX), ...logs.slice(0, LOGS_MAX)], cut };
}

const idsOf = z.array(z.object({ id: z.string() }));

/** The newest check of each kind and result over the same copies: an older one changes nothing that is judged, however many there are. */
async function checksOf(db: Tx, sourceIds: readonly string[]) {
  const newest = await db.$queryRaw`
    SELECT DISTINCT ON (source_id, asset, repository, method, result) id FROM backup_check
    WHERE source_id = ANY(${sourceIds}::uuid[])
    ORDER BY source_id, asset, repository, method, result, at DESC`;
  const shown = await db.backupCheck.findMany({
    where: { sourceId: { in: [...sourceIds] } },
    orderBy: { at: 'desc' },
    take: CHECKS_SHOWN,
    select: { id: true },
  });
  const ids = [...new Set([...idsOf.parse(newest), ...shown].map(({ id }) => id))];
  return db.backupCheck.findMany({ where: { id: { in: ids } }, orderBy: { at: 'desc' } });
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

const results = z.enum(TEST_RESULTS);

/** All that rules have to know of a service; null: there is no such one. Callers prove who may ask. */
export async function knownOf(id: string, now: Date, db: Tx = unsafeDb()): Promise<Known | null> {
  const row = await db.backupService.findUnique({ where: { id }, include });
  if (!row) return null;
  const plans: Plan[] = row.plans;
  let cut = false;
  const parts = new Map<string, Map<string, Point>>();
  for (const plan of plans) {
    const { stored, cut: isCut } = await pointsOf(db, plan, now);
    cut ||= isCut;
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
  const checks = await checksOf(db, sourceIds);
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
    cut: cut ? COPIES_MAX : null,
    names: new Map(row.plans.map(({ source }) => [source.id, source.name])),
    redundancy: new Map(row.plans.map(({ source }) => [source.id, source.redundancy])),
    silent: row.plans.flatMap(({ source }) => (source.silentSince ? [source.name] : [])),
  };
}
