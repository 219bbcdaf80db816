import type { AcceptanceScope, VoidReason } from '@/lib/acceptances/types';
import { ruleIs } from '@/lib/findings/data/where-text';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import { Prisma } from '@/prisma/generated/client';

/** What an acceptance is about, as SQL asks it. */
export type Terms = {
  readonly id: string;
  readonly productId: string;
  readonly scope: AcceptanceScope;
  readonly packageName: string | null;
  readonly ruleId: string | null;
  readonly ceiling: number;
  readonly exploited: boolean;
};

export const OPEN = Prisma.raw(`(${OPEN_STATUSES.map((one) => `'${one}'`).join(', ')})`);

/** Over `finding f`: what the scope is about, whatever its severity. Named findings are members `m`. */
export function inScopeOf({ scope, packageName, ruleId }: Pick<Terms, 'scope' | 'packageName' | 'ruleId'>): Prisma.Sql {
  const byScope: Record<AcceptanceScope, Prisma.Sql> = {
    findings: Prisma.sql`m.finding_id IS NOT NULL`,
    package: Prisma.sql`f.package_name = ${packageName}`,
    rule: ruleIs(ruleId ?? ''),
    product: Prisma.sql`TRUE`,
  };
  return byScope[scope];
}

/** Joins to `finding f` what the acceptance knows of it, as `m`; nothing for what it has not met. */
export function memberOf({ id, scope }: Pick<Terms, 'id' | 'scope'>): Prisma.Sql {
  const join = Prisma.raw(scope === 'findings' ? 'JOIN' : 'LEFT JOIN');
  return Prisma.sql`${join} acceptance_finding m ON m.finding_id = f.id AND m.acceptance_id = ${id}::uuid`;
}

/** Over `f` and `m`: no worse than what was accepted, and never became worse under this acceptance. */
export function withinTerms(terms: Terms): Prisma.Sql {
  return Prisma.sql`f.product_id = ${terms.productId}::uuid AND ${inScopeOf(terms)} AND m.voided_at IS NULL
    AND f.severity <= COALESCE(m.severity, ${terms.ceiling}::smallint)
    AND (f.known_exploited IS NOT TRUE OR COALESCE(m.exploited, ${terms.exploited}::boolean))`;
}

/** Over `f` and `m`: worse than what was accepted. */
export const WORSE: Readonly<Record<VoidReason, Prisma.Sql>> = {
  severity_raised: Prisma.sql`f.severity > m.severity`,
  known_exploited: Prisma.sql`f.known_exploited IS TRUE AND NOT m.exploited`,
};
