import { productFilter, type Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { productIds } from '@/lib/overview/data/activity';
import type { OverviewFilter } from '@/lib/overview/types';
import { safeguardOf } from '@/lib/safeguards/catalogue';
import { isByProduct } from '@/lib/safeguards/checks/by-product';
import { readDecided, readExceptions } from '@/lib/safeguards/data/decided';
import { readAttestations, readExceptionRows } from '@/lib/safeguards/data/decisions';
import { readHistory } from '@/lib/safeguards/data/history';
import { readPosture } from '@/lib/safeguards/data/posture';
import { statesAt } from '@/lib/safeguards/data/stored';
import { covers } from '@/lib/safeguards/terms';
import { STATES } from '@/lib/safeguards/types';
import type { ProductRow, SafeguardDetail } from '@/lib/safeguards/view-types';

const worst = (a: ProductRow, b: ProductRow) =>
  STATES.indexOf(a.state) - STATES.indexOf(b.state) || a.name.localeCompare(b.name);

/** The promise in each of the products, those where it is missed first. */
async function readProducts(id: string, products: readonly string[], at: Date): Promise<readonly ProductRow[]> {
  const [rows, named, exceptions] = await Promise.all([
    statesAt(products, at, id),
    unsafeDb().product.findMany({
      where: { id: { in: [...products] } },
      select: { id: true, slug: true, name: true, teamId: true },
    }),
    readExceptions(at),
  ]);
  const places = new Map(named.map((product) => [product.id, product]));
  return rows
    .flatMap(({ productId, since, freshAt, ...row }): ProductRow[] => {
      const place = productId === null ? undefined : places.get(productId);
      if (!place) return [];
      const { state, counts, good, total, unclear, reasons } = row;
      return [
        {
          ...{ state, counts, good, total, unclear, reasons, slug: place.slug, name: place.name },
          since: since.toISOString(),
          freshAt: freshAt?.toISOString() ?? null,
          excepted: exceptions.some((one) => one.safeguard === id && covers(one, place)),
        },
      ];
    })
    .sort(worst);
}

async function allWithin(scope: Scope): Promise<readonly string[]> {
  return (await unsafeDb().product.findMany({ where: { id: productFilter(scope) }, select: { id: true } })).map(
    (one) => one.id,
  );
}

/**
 * Everything about a promise as it was known at a moment, within scope and filter.
 * @throws DomainError `not_found` where the catalogue has no such promise
 */
export async function readDetail(
  ctx: Ctx,
  scope: Scope,
  { id, filter, at }: { readonly id: string; readonly filter: OverviewFilter; readonly at: Date },
): Promise<SafeguardDetail> {
  const safeguard = safeguardOf(id);
  if (!safeguard) throw new DomainError('not_found');
  const ids = isByProduct(safeguard) ? await productIds(scope, filter) : null;
  const [only] = ids ?? [];
  const [{ rows, judgedAt, stale }, products, history, attestations, exceptions, decided] = await Promise.all([
    readPosture(scope, filter, at, id),
    isByProduct(safeguard) ? readProducts(id, ids ?? (await allWithin(scope)), at) : [],
    ids === null || ids.length === 1 ? readHistory(id, only ?? null, at) : null,
    readAttestations(id, at),
    readExceptionRows(ctx, scope, id, at),
    readDecided(ctx.now),
  ]);
  const [row] = rows;
  if (!row) throw new DomainError('not_found');
  const newest = await unsafeDb().safeguardAttestation.aggregate({ where: { safeguard: id }, _max: { number: true } });
  const { number = 0, ownerId = null, atLeast = null, days = null } = decided.get(id) ?? {};
  return {
    ...{ row, posture: { judgedAt, stale }, products, history, attestations, exceptions },
    known: { attestation: newest._max.number ?? 0, terms: number },
    terms: { ownerId, atLeast, days },
  };
}
