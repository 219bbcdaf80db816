import { productFilter, type Scope } from '@/lib/access/policy';
import { tokenState } from '@/lib/access/rules';
import type { TokenDto } from '@/lib/access/types';
import { unsafeDb } from '@/lib/core/db';

/** Tokens of the products in scope, the newest first. */
export async function listTokens(scope: Scope, now: Date): Promise<TokenDto[]> {
  const rows = await unsafeDb().apiToken.findMany({
    where: { productId: productFilter(scope) },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 500,
    select: {
      id: true,
      name: true,
      scopes: true,
      createdById: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
      lastAddress: true,
      revokedAt: true,
      product: { select: { name: true, team: { select: { name: true } } } },
    },
  });
  const names = await namesOf(rows.map(({ createdById }) => createdById));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    product: row.product.name,
    team: row.product.team.name,
    createdBy: names.get(row.createdById) ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastAddress: row.lastAddress,
    state: tokenState(row, now),
  }));
}

async function namesOf(personIds: readonly string[]): Promise<Map<string, string>> {
  const people = await unsafeDb().person.findMany({
    where: { id: { in: [...new Set(personIds)] } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}
