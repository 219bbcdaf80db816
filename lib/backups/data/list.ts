import { productFilter, type Scope } from '@/lib/access/policy';
import { unprotectedAssets } from '@/lib/backups/data/unprotected';
import { nextTestDue } from '@/lib/backups/rules-restore';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import type { BackupAddress } from '@/lib/backups/search-params';
import { shapeOf } from '@/lib/backups/shapes/registry';
import { storedVerdicts } from '@/lib/backups/verdicts';
import type { ServiceRow, ServiceSummary, SourceRow, TestDue } from '@/lib/backups/view-types';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { jsonOf, number, text } from '@/lib/core/json';

const ROWS_MAX = 500;

type Narrow = Pick<BackupAddress, 'product' | 'team'>;

const some = (values: readonly string[]) => (values.length > 0 ? { in: [...values] } : undefined);

function within(scope: Scope, { product, team }: Narrow) {
  return { productId: productFilter(scope), product: { slug: some(product), team: { slug: some(team) } } };
}

const STATE_WHERE = {
  missed: { missed: { gt: 0 } },
  unknown: { missed: 0, unknown: { gt: 0 } },
  met: { missed: 0, unknown: 0, met: { gt: 0 } },
} as const satisfies Record<BackupAddress['state'][number], Prisma.BackupServiceWhereInput>;

const PRODUCT = { select: { id: true, slug: true, name: true } } as const;

/** Services of the scope, the worst first. */
export async function listServices(scope: Scope, { state, ...narrow }: BackupAddress): Promise<ServiceRow[]> {
  const rows = await unsafeDb().backupService.findMany({
    where: { ...within(scope, narrow), ...(state.length > 0 && { OR: state.map((one) => STATE_WHERE[one]) }) },
    include: { product: PRODUCT, plans: { select: { source: { select: { name: true, silentSince: true } } } } },
    orderBy: [{ missed: 'desc' }, { unknown: 'desc' }, { name: 'asc' }, { id: 'asc' }],
    take: ROWS_MAX,
  });
  return rows.map(({ id, name, product, verdicts, evaluatedAt, plans }) => ({
    ...{ id, name, product, plans: plans.length },
    verdicts: storedVerdicts(verdicts),
    evaluatedAt: evaluatedAt?.toISOString() ?? null,
    silent: [...new Set(plans.flatMap(({ source }) => (source.silentSince ? [source.name] : [])))],
  }));
}

export async function serviceSummary(scope: Scope, narrow: Narrow): Promise<ServiceSummary> {
  const where = within(scope, narrow);
  const count = (more: Prisma.BackupServiceWhereInput) =>
    unsafeDb().backupService.count({ where: { ...where, ...more } });
  const [total, met, missed, unknown] = await Promise.all([
    count({}),
    count(STATE_WHERE.met),
    count(STATE_WHERE.missed),
    count(STATE_WHERE.unknown),
  ]);
  return { total, met, missed, unknown };
}

/** Products that a service may be set up in. */
export function writableProducts(scope: Scope) {
  return unsafeDb().product.findMany({
    where: { id: productFilter(scope) },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
}

/** Who sends, and what of it protects nothing yet. `write`: where the reader may change sources; null: nowhere. */
export async function listSources(scope: Scope, narrow: Narrow, write: Scope | null): Promise<SourceRow[]> {
  const rows = await unsafeDb().backupSource.findMany({
    where: within(scope, narrow),
    include: { product: PRODUCT, plans: { select: { asset: true } } },
    orderBy: [{ silentSince: { sort: 'asc', nulls: 'last' } }, { name: 'asc' }, { id: 'asc' }],
    take: ROWS_MAX,
  });
  const unprotected = await unprotectedAssets(rows);
  return rows.map((row) => {
    const wrong = jsonOf(JSON.stringify(row.wrongClock));
    return {
      ...{ id: row.id, version: row.version, name: row.name, shape: row.shape, product: row.product },
      ...{ timeZone: row.timeZone, expectedMinutes: row.expectedMinutes, deliveries: row.deliveries },
      label: shapeOf(row.shape)?.label ?? row.shape,
      lastReceivedAt: row.lastReceivedAt?.toISOString() ?? null,
      silentSince: row.silentSince?.toISOString() ?? null,
      wrongClocks: row.wrongClocks,
      wrongClock:
        row.wrongClock === null ? null : { asset: text(wrong, 'asset'), ahead: number(wrong, 'ahead') ?? null },
      unprotected: unprotected.get(row.id) ?? [],
      writable: write !== null && (write.products === 'all' || write.products.includes(row.productId)),
    };
  });
}

/** How many sources there are: a list of very many shows the first ones. */
export function countSources(scope: Scope, narrow: Narrow): Promise<number> {
  return unsafeDb().backupSource.count({ where: within(scope, narrow) });
}

/** When each service has to be restored for a test again, the soonest first. */
export async function listTestsDue(scope: Scope, narrow: Narrow, now: Date): Promise<TestDue[]> {
  const rows = await unsafeDb().backupService.findMany({
    where: within(scope, narrow),
    include: {
      product: PRODUCT,
      objectives: { orderBy: [{ since: 'desc' }, { id: 'desc' }], take: 1 },
      tests: {
        where: { withdrawnAt: null, result: 'ok', compared: { not: 'none' } },
        orderBy: { startedAt: 'desc' },
        take: 1,
      },
    },
  });
  const due = rows.map(({ id, name, product, createdAt, objectives, tests }) => {
    const last = tests[0]?.startedAt ?? null;
    const proofs = last ? [{ startedAt: last, result: 'ok', compared: 'checksums' } as const] : [];
    const day = nextTestDue(proofs, objectives[0] ?? DEFAULT_OBJECTIVES, createdAt, now);
    return {
      ...{ id, name, product: product.name },
      due: day.toISOString(),
      late: day < now,
      last: last?.toISOString() ?? null,
    };
  });
  // Only those that are due last are left out, never one that is late while another is not.
  return due.sort((a, b) => a.due.localeCompare(b.due)).slice(0, ROWS_MAX);
}
