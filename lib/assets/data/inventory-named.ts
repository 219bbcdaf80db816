import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { entityOf } from '@/lib/alerts/entity';
import { type AssetName, databaseAsset, hostAsset, imageAsset, repositoryAsset } from '@/lib/assets/identity';
import type { AlertView, IncidentView } from '@/lib/assets/inventory-types';
import { assetsOfEvent } from '@/lib/assets/places';
import { unsafeDb } from '@/lib/core/db';

/** The newest alerts and incidents of a product that are looked through, and those that are shown. */
const LOOKED_AT = 1_000;
const SHOWN = 10;

type Asked = {
  readonly productIds: readonly string[];
  /** `kind key` of each name. */
  readonly names: ReadonlySet<string>;
};

const isNamed = ({ names }: Asked, found: readonly AssetName[]) =>
  found.some(({ kind, key }) => names.has(`${kind} ${key}`));

/** Alerts whose entity is the asset, the newest first. */
export async function alertsNaming(scope: Scope | null, asked: Asked): Promise<readonly AlertView[]> {
  if (!scope) return [];
  const rows = await unsafeDb().alert.findMany({
    where: { AND: [{ productId: productFilter(scope) }, { productId: { in: [...asked.productIds] } }] },
    select: { number: true, title: true, severity: true, lastAt: true, entity: true },
    orderBy: { lastAt: 'desc' },
    take: LOOKED_AT,
  });
  const naming = rows.filter(({ entity }) => {
    const { host = '', cluster = '', namespace = '', image = '' } = entityOf(entity);
    return isNamed(asked, assetsOfEvent({ host, cluster, namespace, image }));
  });
  return naming.slice(0, SHOWN).map(({ entity: _, lastAt, ...row }) => ({ ...row, lastAt: lastAt.toISOString() }));
}

/** What an incident's asset may be called here, by its kind (lib/incidents/assets). */
const MADE: Readonly<Record<string, (name: string) => AssetName | null>> = {
  host: hostAsset,
  service: hostAsset,
  image: imageAsset,
  repository: repositoryAsset,
  database: (name) => databaseAsset('postgresql', '', name),
};

const incidentsSchema = z.array(
  z.object({ number: z.number(), title: z.string(), kind: z.string(), name: z.string() }),
);

/** Incidents that name the asset among what is hit, the newest first. */
export async function incidentsNaming(scope: Scope | null, asked: Asked): Promise<readonly IncidentView[]> {
  if (!scope) return [];
  const all = scope.products === 'all';
  const rows = await unsafeDb().$queryRaw`
    SELECT i.number, i.title, a.kind, a.name FROM incident i JOIN incident_asset a ON a.incident_id = i.id
    WHERE i.product_id = ANY(${[...asked.productIds]}::uuid[]) AND a.removed_at IS NULL
      AND (${all} OR i.product_id = ANY(${scope.products === 'all' ? [] : [...scope.products]}::uuid[]))
    ORDER BY i.number DESC, a.name LIMIT ${LOOKED_AT}`;
  const naming = incidentsSchema.parse(rows).filter(({ kind, name }) => {
    const made = MADE[kind]?.(name);
    return made ? isNamed(asked, [made]) : false;
  });
  const once = new Map(naming.map(({ number, title }) => [number, { number, title }]));
  return [...once.values()].slice(0, SHOWN);
}
