import { entityOf } from '@/lib/alerts/entity';
import { unsafeDb } from '@/lib/core/db';
import { ruleOf } from '@/lib/incident-rules/data/rows';
import { matches } from '@/lib/incident-rules/matches';
import type { AskedAlert, IncidentRuleView } from '@/lib/incident-rules/types';

const DAYS_MS = 30 * 24 * 3_600_000;
/** Alerts that are counted over; of more the newest. */
const COUNTED = 5000;

async function recent(now: Date): Promise<readonly AskedAlert[]> {
  const rows = await unsafeDb().alert.findMany({
    where: { createdAt: { gte: new Date(now.getTime() - DAYS_MS) } },
    orderBy: { createdAt: 'desc' },
    take: COUNTED,
    select: {
      ...{ id: true, rule: true, title: true, severity: true, techniques: true, entity: true },
      ...{ productId: true, createdAt: true, product: { select: { teamId: true } } },
    },
  });
  return rows.map(({ product: { teamId }, entity, ...row }) => ({ ...row, teamId, entity: entityOf(entity) }));
}

/** All rules, each with what it declared and what it would have. No scope: counts of rules that hold for everybody. */
export async function listIncidentRules(now: Date): Promise<readonly IncidentRuleView[]> {
  const [rows, alerts] = await Promise.all([
    unsafeDb().incidentRule.findMany({ orderBy: { name: 'asc' }, include: { _count: { select: { declared: true } } } }),
    recent(now),
  ]);
  const always = new Date(0);
  return rows.map(({ _count, ...row }) => {
    const { validFrom, changedAt, createdAt: _, ...rule } = ruleOf(row);
    return {
      ...rule,
      validFrom: validFrom.toISOString(),
      changedAt: changedAt.toISOString(),
      declared: _count.declared,
      fitting: alerts.filter((alert) => matches({ ...rule, validFrom: always }, alert)).length,
    };
  });
}
