import { randomUUID } from 'node:crypto';
import { type Prisma, unsafeDb } from '@/lib/core/db';

export const NOW = new Date('2026-11-22T12:00:00Z');
/** When findings of tests were last changed: before any list was read. */
export const EARLIER = new Date('2026-11-20T08:00:00Z');

/** A finding of a test, open and of high severity unless it says otherwise. */
export function aFinding(
  productId: string,
  more: Partial<Prisma.FindingUncheckedCreateInput> = {},
): Promise<{ id: number; version: number }> {
  return unsafeDb().finding.create({
    data: {
      productId,
      fingerprint: `code.1:${randomUUID()}`,
      kind: 'code',
      scanner: 'semgrep',
      title: 'SQL built from request input',
      severity: 3,
      ruleId: 'sql-injection',
      location: 'src/orders.ts:42',
      firstSeenAt: EARLIER,
      statusChangedAt: EARLIER,
      updatedAt: EARLIER,
      // An accepted risk has its acceptance; which one, these tests do not ask.
      ...(more.status === 'risk_accepted' ? { acceptanceId: productId } : {}),
      ...more,
    },
    select: { id: true, version: true },
  });
}

export function someFindings(
  productId: string,
  n: number,
  more: Partial<Prisma.FindingUncheckedCreateInput> = {},
): Promise<{ id: number; version: number }[]> {
  return Promise.all(Array.from({ length: n }, () => aFinding(productId, more)));
}

/** A person in the database with the role of the newest sign-in, so that findings can be given to them. */
export async function aPerson(
  role: string,
  productId: string | null,
  name = `${role} ${randomUUID()}`,
): Promise<string> {
  const { id } = await unsafeDb().person.create({
    data: {
      tenantId: randomUUID(),
      objectId: randomUUID(),
      name,
      grants: { create: { productId } },
      sessions: {
        create: {
          id: randomUUID(),
          roles: [role],
          authTime: EARLIER,
          createdAt: EARLIER,
          lastSeenAt: EARLIER,
          expiresAt: NOW,
        },
      },
    },
    select: { id: true },
  });
  return id;
}
