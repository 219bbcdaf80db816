import { productFilter, type Scope } from '@/lib/access/policy';
import { entityOf } from '@/lib/alerts/entity';
import { unsafeDb } from '@/lib/core/db';
import { ruleOf } from '@/lib/incident-rules/data/rows';
import { type PlaceOf, versionOf } from '@/lib/incident-rules/data/versions';
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

type Reached = readonly { readonly id: string; readonly name: string; readonly team: { id: string; name: string } }[];

/** What a rule holds for, by the names of what the reader reaches. */
function placeIn(reached: Reached): PlaceOf {
  const products = new Map(reached.map(({ id, name }) => [id, name]));
  const teams = new Map(reached.map(({ team }) => [team.id, team.name]));
  return ({ productId, teamId }) => {
    if (productId !== null) return { kind: 'product', name: products.get(productId) ?? null };
    return teamId === null ? null : { kind: 'team', name: teams.get(teamId) ?? null };
  };
}

/**
 * The rules that hold for something that the reader reaches, each with its versions, what it declared and what it would have;
 * archived ones last.
 */
export async function listIncidentRules(scope: Scope, now: Date): Promise<readonly IncidentRuleView[]> {
  const only = productFilter(scope);
  const reached = await unsafeDb().product.findMany({
    where: { id: only },
    select: { id: true, name: true, team: { select: { id: true, name: true } } },
  });
  const teamId = { in: [...new Set(reached.map(({ team }) => team.id))] };
  const [rows, alerts] = await Promise.all([
    unsafeDb().incidentRule.findMany({
      where: only ? { OR: [{ productId: null, teamId: null }, { productId: only }, { teamId }] } : {},
      orderBy: [{ archivedAt: { sort: 'desc', nulls: 'first' } }, { name: 'asc' }],
      include: {
        _count: { select: { declared: only ? { where: { incident: { productId: only } } } : true } },
        versions: { orderBy: { number: 'desc' } },
      },
    }),
    recentAlerts(scope, now),
  ]);
  const always = new Date(0);
  const placeOf = placeIn(reached);
  return rows.map(({ _count, versions, ...row }) => {
    const { validFrom, changedAt, createdAt: _, archivedAt, ...rule } = ruleOf(row);
    return {
      ...rule,
      place: placeOf(rule),
      validFrom: validFrom.toISOString(),
      changedAt: changedAt.toISOString(),
      archivedAt: archivedAt?.toISOString() ?? null,
      versions: versions.flatMap((one) => versionOf(one, placeOf)),
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
