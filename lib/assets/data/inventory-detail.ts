import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { tierOf } from '@/lib/assets/attributes';
import { findAsset } from '@/lib/assets/data/inventory';
import { alertsNaming, incidentsNaming } from '@/lib/assets/data/inventory-named';
import { namesOf } from '@/lib/assets/data/inventory-told';
import { ASSET_VERBS, type AssetDetail, type NearView, type StepView } from '@/lib/assets/inventory-types';
import { ASSET_KINDS } from '@/lib/assets/kinds';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import { severityName } from '@/lib/findings/severity';
import { Prisma } from '@/prisma/generated/client';

const NEAR = 50;
const STEPS = 100;

export type AssetViewer = {
  readonly now: Date;
  readonly write: Scope | null;
  readonly alerts: Scope | null;
  readonly incidents: Scope | null;
};

const nearSchema = z.array(z.object({ id: z.string(), kind: z.enum(ASSET_KINDS), name: z.string() }));

async function within(scope: Scope, id: string): Promise<NearView | null> {
  const all = scope.products === 'all';
  const rows = await unsafeDb().$queryRaw`
    SELECT DISTINCT a.id::text, a.kind::text, a.name FROM asset_name n JOIN asset_name w ON w.id = n.within_id
    JOIN asset a ON a.id = w.asset_id WHERE n.asset_id = ${id}::uuid
      AND (${all} OR a.product_id = ANY(${scope.products === 'all' ? [] : [...scope.products]}::uuid[])) ORDER BY 3, 1 LIMIT 1`;
  return nearSchema.parse(rows)[0] ?? null;
}

async function inside(scope: Scope, id: string): Promise<readonly NearView[]> {
  const all = scope.products === 'all';
  const rows = await unsafeDb().$queryRaw`
    SELECT DISTINCT a.id::text, a.kind::text, a.name FROM asset_name n JOIN asset_name i ON i.within_id = n.id
    JOIN asset a ON a.id = i.asset_id WHERE n.asset_id = ${id}::uuid AND a.id <> n.asset_id
      AND (${all} OR a.product_id = ANY(${scope.products === 'all' ? [] : [...scope.products]}::uuid[])) ORDER BY 3, 1 LIMIT ${NEAR}`;
  return nearSchema.parse(rows);
}

const OPEN = Prisma.raw(OPEN_STATUSES.map((status) => `'${status}'`).join(', '));
const openSchema = z.array(z.object({ severity: z.number(), n: z.number() }));

async function openFindings(id: string): Promise<AssetDetail['findings']> {
  const rows = await unsafeDb().$queryRaw`
    SELECT f.severity, count(DISTINCT f.id)::int AS n FROM asset_name n JOIN asset_finding af ON af.name_id = n.id
    JOIN finding f ON f.id = af.finding_id WHERE n.asset_id = ${id}::uuid AND f.status IN (${OPEN}) GROUP BY 1`;
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity, n } of openSchema.parse(rows)) counts[severityName(severity)] = n;
  return counts;
}

const changeSchema = z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()]));

async function stepsOf(assetId: string): Promise<readonly StepView[]> {
  const rows = await unsafeDb().assetStep.findMany({
    where: { assetId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: STEPS,
    select: { id: true, at: true, verb: true, actorName: true, data: true },
  });
  return rows.map(({ at, verb, data, ...row }) => ({
    ...row,
    at: at.toISOString(),
    verb: ASSET_VERBS.find((one) => one === verb) ?? 'changed',
    data: changeSchema.safeParse(data).data ?? {},
  }));
}

/** The same name in other products of the scope: they may be one thing, or two networks'. */
async function elsewhere(scope: Scope, asset: { id: string; kind: AssetDetail['kind']; key: string }) {
  const rows = await unsafeDb().asset.findMany({
    where: {
      productId: productFilter(scope),
      kind: asset.kind,
      names: { some: { key: asset.key } },
      id: { not: asset.id },
      mergedIntoId: null,
    },
    select: { id: true, product: { select: { name: true } } },
    orderBy: { product: { name: 'asc' } },
    take: NEAR,
  });
  return rows.map(({ id, product }) => ({ id, product: product.name }));
}

function writable(scope: Scope | null, productId: string) {
  if (!scope || (scope.products !== 'all' && !scope.products.includes(productId))) return [];
  return unsafeDb().product.findMany({
    where: { id: productFilter(scope) },
    select: { id: true, slug: true, name: true },
    orderBy: { name: 'asc' },
  });
}

/**
 * An asset with everything that is known of it. @throws DomainError `not_found`
 */
export async function assetById(scope: Scope, id: string, viewer: AssetViewer): Promise<AssetDetail> {
  const row = await findAsset(scope, id, viewer.now);
  if (!row) throw new DomainError('not_found');
  const stored = await unsafeDb().asset.findUniqueOrThrow({
    where: { id },
    select: {
      tier: true,
      exposure: true,
      dataClass: true,
      scanUntil: true,
      edrAt: true,
      names: { select: { productId: true } },
    },
  });
  const names = await namesOf(id);
  const asked = {
    productIds: [...new Set([row.product.id, ...stored.names.map(({ productId }) => productId)])],
    names: new Set([row.key, ...names.map(({ key }) => key)].map((key) => `${row.kind} ${key}`)),
  };
  const [around, within_, findings, steps, other, alerts, incidents, products] = await Promise.all([
    inside(scope, id),
    within(scope, id),
    openFindings(id),
    stepsOf(id),
    elsewhere(scope, row),
    alertsNaming(viewer.alerts, asked),
    incidentsNaming(viewer.incidents, asked),
    writable(viewer.write, row.product.id),
  ]);
  return {
    ...row,
    own: { tier: tierOf(stored.tier), exposure: stored.exposure, dataClass: stored.dataClass },
    scanUntil: stored.scanUntil?.toISOString() ?? null,
    edrAt: stored.edrAt?.toISOString() ?? null,
    names,
    within: within_,
    inside: around,
    findings,
    steps,
    elsewhere: other,
    alerts,
    incidents,
    products,
  };
}
