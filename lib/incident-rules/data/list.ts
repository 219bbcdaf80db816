import { productFilter, type Scope } from '@/lib/access/policy';
import { entityOf } from '@/lib/alerts/entity';
import { unsafeDb } from '@/lib/core/db';
import { ruleOf } from '@/lib/incident-rules/data/rows';
import { matches } from '@/lib/incident-rules/matches';
import { newestOf, wouldDeclare } from '@/lib/incident-rules/preview';
import type { RuleContent } from '@/lib/incident-rules/schema';
import type { AskedAlert, IncidentRuleView, RulePreview } from '@/lib/incident-rules/types';

const DAYS_MS = 30 * 24 * 3_600_000;
/** Alerts that are counted over; of more the newest. */
const COUNTED = 5000;

/** Alerts of the scope of the last 30 days, oldest first; of more than are counted over, the newest. */
export async function recentAlerts(scope: Scope, now: Date): Promise<readonly AskedAlert[]> {
  const rows = await unsafeDb().alert.findMany({
    where: { createdAt: { gte: new Date(now.getTime() - DAYS_MS) }, productId: productFilter(scope) },
    orderBy: { createdAt: 'desc' },
    take: COUNTED,
    select: {
      ...{ id: true, rule: true, title: true, severity: true, techniques: true, entity: true },
      ...{ productId: true, createdAt: true, product: { select: { teamId: true } } },
    },
  });
  return rows
    .map(({ product: { teamId }, entity, ...row }) => ({ ...row, teamId, entity: entityOf(entity) }))
    .toReversed();
}

/** What a rule would have declared of the alerts that its author may read. */
export async function previewRule(scope: Scope, rule: RuleContent, now: Date): Promise<RulePreview> {
  const alerts = await recentAlerts(scope, now);
  const { fitting, incidents } = wouldDeclare(rule, alerts);
  const newest = newestOf(incidents);
  const ids = newest.map(({ productId }) => productId);
  const products = await unsafeDb().product.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const nameOf = (id: string) => products.find((one) => one.id === id)?.name ?? '';
  return {
    ...{ looked: alerts.length, more: alerts.length === COUNTED, fitting, incidents: incidents.length },
    newest: newest.map((one) => ({ ...one, product: nameOf(one.productId) })),
  };
}

/** The rules that hold for what the reader reaches, each with what it declared and what it would have; archived ones last. */
export async function listIncidentRules(scope: Scope, now: Date): Promise<readonly IncidentRuleView[]> {
  const only = productFilter(scope);
  const [rows, alerts] = await Promise.all([
    unsafeDb().incidentRule.findMany({
      where: only ? { OR: [{ productId: null }, { productId: only }] } : {},
      orderBy: [{ archivedAt: { sort: 'desc', nulls: 'first' } }, { name: 'asc' }],
      include: { _count: { select: { declared: true } } },
    }),
    recentAlerts(scope, now),
  ]);
  const always = new Date(0);
  return rows.map(({ _count, ...row }) => {
    const { validFrom, changedAt, createdAt: _, archivedAt, ...rule } = ruleOf(row);
    return {
      ...rule,
      validFrom: validFrom.toISOString(),
      changedAt: changedAt.toISOString(),
      archivedAt: archivedAt?.toISOString() ?? null,
      declared: _count.declared,
      fitting: alerts.filter((alert) => matches({ ...rule, validFrom: always }, alert)).length,
    };
  });
}

export type RuleChoices = {
  readonly products: readonly { readonly id: string; readonly name: string }[];
  /** Empty for who does not reach everything: such rules hold for whole teams. */
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  /** Whether a rule may hold for everything. */
  readonly everywhere: boolean;
};

/** For what a person may make rules. */
export async function ruleChoices(scope: Scope): Promise<RuleChoices> {
  const everywhere = scope.products === 'all';
  const select = { id: true, name: true } as const;
  const [products, teams] = await Promise.all([
    unsafeDb().product.findMany({ where: { id: productFilter(scope) }, select, orderBy: { name: 'asc' } }),
    everywhere ? unsafeDb().team.findMany({ select, orderBy: { name: 'asc' } }) : [],
  ]);
  return { products, teams, everywhere };
}
