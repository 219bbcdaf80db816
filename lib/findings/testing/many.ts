import { randomUUID } from 'node:crypto';
import type { PersonActor, Role } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { EARLIER, NOW } from '@/lib/findings/testing/findings';

/** So many open findings of a product, written at once. */
export async function manyFindings(productId: string, n: number, severity = 3): Promise<void> {
  const at = EARLIER.toISOString();
  await unsafeDb().$executeRaw`
    INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, rule_id, location, first_seen_at,
      status_changed_at, updated_at)
    SELECT ${productId}::uuid, 'code.1:' || gen_random_uuid(), 'code', 'semgrep', 'Finding ' || n, ${severity}::smallint,
      'rule', 'src/a.ts:' || n, ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
    FROM generate_series(1, ${n}::int) AS n`;
}

/** A person in the database who has signed in with the role, granted the products, as the actor of a request. */
export async function signedIn(role: Role, products: readonly string[]): Promise<PersonActor> {
  const [name, sessionId] = [`${role} ${randomUUID()}`, randomUUID()];
  const times = { authTime: EARLIER, createdAt: EARLIER, lastSeenAt: EARLIER, expiresAt: NOW };
  const { id } = await unsafeDb().person.create({
    data: {
      tenantId: randomUUID(),
      objectId: randomUUID(),
      name,
      grants: { create: products.map((productId) => ({ productId })) },
      sessions: { create: { id: sessionId, roles: [role], ...times } },
    },
    select: { id: true },
  });
  const grants = { everywhere: false, teams: [], products };
  return { kind: 'person', id, name, sessionId, roles: [role], grants, duties: [], elevations: [] };
}
