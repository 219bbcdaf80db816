import { z } from 'zod';
import { memberOf, OPEN, type Terms, WORSE, withinTerms } from '@/lib/acceptances/data/terms';
import { VOID_REASONS, type VoidReason } from '@/lib/acceptances/types';
import { unsafeDb } from '@/lib/core/db';
import { Prisma } from '@/prisma/generated/client';

const worseSchema = z.array(z.object({ id: z.string(), reason: z.enum(VOID_REASONS) }));
export type Worsened = { readonly id: string; readonly reason: VoidReason };

/** Which acceptances of these products hold findings that became worse than what was accepted, and how. */
export async function worsened(products: readonly string[]): Promise<readonly Worsened[]> {
  const found = await unsafeDb().$queryRaw`
    SELECT DISTINCT f.acceptance_id::text AS id,
      CASE WHEN ${WORSE.severity_raised} THEN 'severity_raised' ELSE 'known_exploited' END AS reason
    FROM acceptance a JOIN finding f ON f.acceptance_id = a.id
    JOIN acceptance_finding m ON m.acceptance_id = a.id AND m.finding_id = f.id
    WHERE a.state = 'approved' AND a.product_id = ANY(${[...products]}::uuid[]) AND f.status = 'risk_accepted'
      AND (${Prisma.join(Object.values(WORSE), ' OR ')})`;
  return worseSchema.parse(found);
}

/** Whether there is an open finding that the acceptance is about. */
export async function hasToCover(terms: Terms): Promise<boolean> {
  const found = await unsafeDb().$queryRaw`
    SELECT FROM finding f ${memberOf(terms)} WHERE f.status IN ${OPEN} AND ${withinTerms(terms)} LIMIT 1`;
  return z.array(z.unknown()).parse(found).length > 0;
}
