import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { ruleOf, type StoredRule } from '@/lib/incident-rules/data/rows';
import { counted, matches, titleOf } from '@/lib/incident-rules/matches';
import { alikeTo, type Candidate, candidatesOf, identities } from '@/lib/incident-rules/mutations/alike';
import { attachTo } from '@/lib/incidents/mutations/alerts';
import { declareIncident } from '@/lib/incidents/mutations/declare';
import { holdIncident } from '@/lib/incidents/mutations/find';
import { Prisma } from '@/prisma/generated/client';

/** Products that are looked at in one run. */
const PRODUCTS = 50;
/** Of two workers the other one waits: one product's alerts are decided in one order. */
const LOCK = 7_351_001;

/** Alerts of a product that are decided about in one transaction. */
const ALERTS = 500;
/** Of `alert a` and what was looked at `l`. */
const WAITS = Prisma.sql`a.state <> 'closed' AND a.merged_into_id IS NULL AND a.incident_id IS NULL
  AND (l.alert_id IS NULL OR a.severity > l.severity)`;

type Who = ReadonlyMap<string, ReadonlySet<string>>;

/** The incident that a rule declared, is open, and has an alert about the same. */
function incidentFor(alert: Candidate, all: readonly Candidate[], open: ReadonlySet<string>, who: Who): string | null {
  const gathered = alikeTo(alert, all, who);
  for (const { incidentId } of gathered) if (incidentId !== null && open.has(incidentId)) return incidentId;
  return null;
}

/** What is about the same, and what made the number full. */
function gatheredBy(rule: StoredRule, alert: Candidate, all: readonly Candidate[], who: Who): readonly Candidate[] {
  const since = alert.createdAt.getTime() - rule.withinMinutes * 60_000;
  const within = ({ createdAt }: Candidate) => createdAt.getTime() >= since && createdAt <= alert.createdAt;
  const made = rule.minAlerts === 1 ? [] : all.filter((one) => matches(rule, one) && within(one));
  const gathered = new Set([...alikeTo(alert, all, who), ...made]);
  return [...gathered].filter(({ incidentId }) => incidentId === null);
}

async function declareBy(tx: Tx, ctx: Ctx, rule: StoredRule, alert: Candidate, alerts: readonly Candidate[]) {
  const { kind, impact, urgency } = rule;
  const number = await declareIncident(
    { ...ctx, db: tx },
    {
      ...{ productId: alert.productId, title: titleOf(rule.title, alert), summary: '', kind, techniques: [] },
      ...{ impact, urgency, priority: null, note: rule.name, severity: null, occurredAt: null, exercise: false },
      alerts: alerts.map(({ id }) => id),
    },
  );
  const { id } = await tx.incident.findUniqueOrThrow({ where: { number }, select: { id: true } });
  await tx.incidentByRule.create({ data: { incidentId: id, ruleId: rule.id, version: rule.version } });
  return id;
}

/** Ids of a product's alerts that the rules were not asked about, or that grew worse since. */
async function undecided(tx: Tx, productId: string): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id::text AS id FROM alert a LEFT JOIN incident_rule_look l ON l.alert_id = a.id
    WHERE a.product_id = ${productId}::uuid AND ${WAITS} ORDER BY a.last_at LIMIT ${ALERTS}`;
  return rows.map(({ id }) => id);
}

async function keepLooks(tx: Tx, ctx: Ctx, alerts: readonly Candidate[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO incident_rule_look (alert_id, at, severity)
    SELECT id, ${ctx.now}, severity FROM unnest(${alerts.map(({ id }) => id)}::uuid[],
      ${alerts.map(({ severity }) => severity)}::smallint[]) AS look (id, severity)
    ON CONFLICT (alert_id) DO UPDATE SET at = excluded.at, severity = excluded.severity`;
}

/** Decides about a product's alerts, oldest first. */
async function decideProduct(tx: Tx, ctx: Ctx, productId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::int, hashtext(${productId}))`;
  const ids = await undecided(tx, productId);
  if (ids.length === 0) return;
  let all = await candidatesOf(tx, productId, ids);
  const fresh = all.filter(({ id }) => ids.includes(id));
  const rules = (
    await tx.incidentRule.findMany({ where: { active: true, archivedAt: null }, orderBy: { id: 'asc' } })
  ).map(ruleOf);
  const declared = await tx.incidentByRule.findMany({
    where: { incident: { productId, closedAt: null } },
    select: { incidentId: true },
  });
  const open = new Set(declared.map(({ incidentId }) => incidentId));
  const scope = requirePermission(ctx, 'incident:write');
  const who = rules.length > 0 || open.size > 0 ? await identities(tx, all) : new Map();
  const into = (alerts: readonly Candidate[], incidentId: string) => {
    const ids = new Set(alerts.map(({ id }) => id));
    all = all.map((one) => (ids.has(one.id) ? { ...one, incidentId } : one));
  };
  for (const { id } of fresh) {
    const alert = all.find((one) => one.id === id);
    if (!alert || alert.incidentId !== null) continue;
    const known = incidentFor(alert, all, open, who);
    const rule =
      known === null
        ? rules.find(
            (one) =>
              matches(one, alert) &&
              counted(
                one,
                alert,
                all.filter((other) => matches(one, other)),
              ),
          )
        : undefined;
    if (known !== null) {
      await attachTo(tx, ctx, scope, await holdIncident(tx, scope, known), [id]);
      into([alert], known);
    } else if (rule) {
      const gathered = gatheredBy(rule, alert, all, who);
      const incidentId = await declareBy(tx, ctx, rule, alert, gathered);
      open.add(incidentId);
      into(gathered, incidentId);
    }
  }
  await keepLooks(tx, ctx, fresh);
}

/**
 * Asks the rules about every alert that they were not asked about, or that grew worse since: one declares an incident, which
 * takes in what is about the same, before and after. What a worker left when it died, the next run does; two workers decide
 * one after the other.
 */
export async function decideAlerts(ctx: Ctx): Promise<void> {
  const waiting = await unsafeDb().$queryRaw<{ product: string }[]>`
    SELECT DISTINCT a.product_id::text AS product FROM alert a LEFT JOIN incident_rule_look l ON l.alert_id = a.id
    WHERE ${WAITS} LIMIT ${PRODUCTS}`;
  await eachForItself(waiting, 'deciding on alerts', ({ product }) =>
    inTransaction(ctx, (tx) => decideProduct(tx, ctx, product)),
  );
}
