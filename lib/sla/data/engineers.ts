import { knownRoles } from '@/lib/access/rules';
import { unsafeDb } from '@/lib/core/db';

/** The engineers of each product: of it or of its team, with the role of their newest sign-in. For jobs: no scope. */
export async function engineersOf(productIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (productIds.length === 0) return new Map();
  const products = await unsafeDb().product.findMany({
    where: { id: { in: [...new Set(productIds)] } },
    select: { id: true, teamId: true },
  });
  const at = [
    { productId: { in: products.map(({ id }) => id) } },
    { teamId: { in: products.map(({ teamId }) => teamId) } },
  ];
  const people = await unsafeDb().person.findMany({
    where: { disabledAt: null, grants: { some: { duty: null, OR: at } } },
    select: {
      id: true,
      lastRoles: true,
      sessions: { select: { roles: true }, orderBy: { createdAt: 'desc' }, take: 1 },
      grants: { where: { duty: null, OR: at }, select: { teamId: true, productId: true } },
    },
    orderBy: { id: 'asc' },
  });
  const engineers = people.filter(({ sessions, lastRoles }) =>
    knownRoles(sessions[0]?.roles ?? lastRoles).includes('Engineer'),
  );
  return new Map(
    products.map(({ id, teamId }) => {
      const own = engineers.filter(({ grants }) => grants.some((one) => one.productId === id || one.teamId === teamId));
      return [id, own.map((person) => person.id)];
    }),
  );
}
