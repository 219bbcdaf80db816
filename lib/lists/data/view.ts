import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import { DRIFT_SCANNER } from '@/lib/imports/drift-source';
import { ENTRY, entryOf } from '@/lib/lists/data/held';
import { holds } from '@/lib/lists/entry';
import { changesSchema } from '@/lib/lists/schema';
import type { ListAddress } from '@/lib/lists/search-params';
import type { Kind } from '@/lib/lists/types';
import type { ListView, PlaceChoice, VersionView } from '@/lib/lists/view-types';

const PAGE = 50;
const VERSIONS = 20;
const CHANGES = 20;

/** Products of the scope, by name. */
export function placesOf(scope: Scope): Promise<readonly PlaceChoice[]> {
  return unsafeDb().product.findMany({
    where: { id: productFilter(scope) },
    select: { id: true, slug: true, name: true },
    orderBy: { name: 'asc' },
  });
}

function versionOf(row: { version: number; at: Date; way: string; byName: string; changes: unknown }): VersionView {
  const changes = changesSchema.parse(row.changes);
  const counted = (of: (change: (typeof changes)[number]) => boolean) => changes.filter(of).length;
  return {
    ...{ version: row.version, at: row.at.toISOString(), way: row.way, by: row.byName },
    added: counted(({ before }) => before === null),
    changed: counted(({ before, after }) => before !== null && after !== null),
    removed: counted(({ after }) => after === null),
    changes: changes.slice(0, CHANGES),
  };
}

const like = (q: string) => ({ contains: q.replaceAll(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const });

/** Drift of a place, by its open findings and the sources that hold them, and when it was compared last. */
async function driftOf(scope: Scope, kind: Kind, product: PlaceChoice | null) {
  const where = { productId: product?.id ?? productFilter(scope) };
  const [found, compared] = await Promise.all([
    unsafeDb().findingSource.groupBy({
      by: ['sourceId'],
      where: {
        present: true,
        source: { ...where, scanner: DRIFT_SCANNER, target: kind },
        finding: { status: { in: [...OPEN_STATUSES] } },
      },
      _count: true,
      orderBy: { sourceId: 'asc' },
    }),
    unsafeDb().driftState.aggregate({ where: { ...where, kind }, _min: { evaluatedAt: true } }),
  ]);
  return {
    drifted: found.reduce((sum, { _count: n }) => sum + n, 0),
    driftSources: found.map(({ sourceId }) => sourceId),
    comparedAt: compared._min.evaluatedAt?.toISOString() ?? null,
  };
}

type Asked = Pick<ListAddress, 'kind' | 'q' | 'page'> & { readonly product: PlaceChoice | null };

/** A page of the list of a kind and place. `write`: where the reader may change lists; null: nowhere. */
export async function listView(
  scope: Scope,
  { kind, q, page, product }: Asked,
  write: Scope | null,
  now: Date,
): Promise<ListView> {
  const text = q.trim().slice(0, 200);
  const match = like(text);
  const list = await unsafeDb().assetList.findFirst({ where: { kind, productId: product?.id ?? null } });
  const own = { listId: list?.id ?? '00000000-0000-0000-0000-000000000000' };
  const where = {
    ...own,
    ...(text !== '' && { OR: [{ subject: match }, { detail: match }, { reason: match }, { owner: match }] }),
  };
  const [total, matching, versions, drift] = await Promise.all([
    unsafeDb().assetListEntry.count({ where: own }),
    unsafeDb().assetListEntry.count({ where }),
    unsafeDb().assetListVersion.findMany({ where: own, orderBy: { version: 'desc' }, take: VERSIONS }),
    driftOf(scope, kind, product),
  ]);
  const pages = Math.max(1, Math.ceil(matching / PAGE));
  const current = Math.min(Math.max(1, page), pages);
  const rows = await unsafeDb().assetListEntry.findMany({
    where,
    select: ENTRY,
    orderBy: [{ subject: 'asc' }, { detail: 'asc' }, { protocol: 'asc' }],
    skip: (current - 1) * PAGE,
    take: PAGE,
  });
  return {
    ...{ kind, product, total, matching, pages, page: current, ...drift },
    version: list?.version ?? 0,
    unseenDays: list?.unseenDays ?? 30,
    rows: rows.map(entryOf).map((entry) => ({ ...entry, ended: !holds(entry, now) })),
    versions: versions.map(versionOf),
    writable: write !== null && (product ? inScope(write, product.id) : write.products === 'all'),
  };
}
