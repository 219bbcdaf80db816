import { randomUUID } from 'node:crypto';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';

export function benchCtx(): Ctx {
  return { actor: { kind: 'system', id: null, name: 'bench' }, now: new Date(), requestId: randomUUID() };
}

/** As somebody of the products' team asks. */
export async function benchEngineer(products: readonly string[]): Promise<Ctx> {
  const { id } = await unsafeDb().person.findFirstOrThrow({ select: { id: true } });
  const grants = { everywhere: false, teams: [], products };
  const more = { sessionId: '', roles: ['Engineer' as const], duties: [], elevations: [] };
  return { ...benchCtx(), actor: { kind: 'person', id, name: 'bench', grants, ...more } };
}

/** A team with one empty product. */
export async function benchProduct(name: string): Promise<string> {
  const slug = `${name}-${randomUUID()}`;
  const team = await unsafeDb().team.create({ data: { slug, name: slug }, select: { id: true } });
  const product = await unsafeDb().product.create({
    data: { slug, name: slug, teamId: team.id },
    select: { id: true },
  });
  return product.id;
}
