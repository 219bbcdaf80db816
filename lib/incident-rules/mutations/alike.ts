import { z } from 'zod';
import { entityOf } from '@/lib/alerts/entity';
import { alertName } from '@/lib/alerts/rules';
import type { Tx } from '@/lib/core/db';
import { identitiesOf } from '@/lib/incident-rules/matches';
import type { AskedAlert } from '@/lib/incident-rules/types';

/** Hours around an alert in which others about the same belong to it. */
const HOURS = 24;
/** Alerts that are compared beside those that are decided about; of more the newest. */
const COMPARED = 1000;

export type Candidate = AskedAlert & { readonly lastAt: Date; readonly incidentId: string | null };

const select = {
  id: true,
  number: true,
  rule: true,
  title: true,
  severity: true,
  techniques: true,
  entity: true,
  productId: true,
  incidentId: true,
  createdAt: true,
  lastAt: true,
  product: { select: { teamId: true } },
} as const;

/** Alerts of a product that are not closed, nor part of another one: those of `ids` and the newest beside them, oldest first. */
export async function candidatesOf(tx: Tx, productId: string, ids: readonly string[]): Promise<readonly Candidate[]> {
  const where = { productId, state: { not: 'closed' }, mergedIntoId: null } as const;
  const [asked, newest] = await Promise.all([
    tx.alert.findMany({ where: { ...where, id: { in: [...ids] } }, select }),
    tx.alert.findMany({
      where: { ...where, id: { notIn: [...ids] } },
      orderBy: [{ lastAt: 'desc' }, { id: 'desc' }],
      take: COMPARED,
      select,
    }),
  ]);
  const rows = [...asked, ...newest].toSorted((a, b) => a.lastAt.getTime() - b.lastAt.getTime());
  return rows.map(({ product: { teamId }, entity, title, number, ...row }) => ({
    ...row,
    teamId,
    entity: entityOf(entity),
    title: title === '' ? alertName(number) : title,
  }));
}

const placesSchema = z.array(
  z.object({
    alertId: z.string(),
    actor: z.string(),
    sourceAddress: z.string(),
    host: z.string(),
    namespace: z.string(),
    pod: z.string(),
    container: z.string(),
  }),
);

/**
 * Who and where, of each alert: its entity, and what the events say that it names. A failed attempt names accounts that were
 * tried, not those that took part.
 */
export async function identities(tx: Tx, alerts: readonly Candidate[]): Promise<ReadonlyMap<string, Set<string>>> {
  const found = new Map(alerts.map(({ id, entity }) => [id, new Set(identitiesOf(entity))] as const));
  const rows = await tx.$queryRaw`
    SELECT DISTINCT n.alert_id::text AS "alertId", CASE WHEN e.outcome = 'failure' THEN '' ELSE e.actor END AS actor,
      e.source_address AS "sourceAddress", e.host, e.namespace, e.pod, e.container
    FROM alert_event n JOIN event e ON e.at = n.at AND e.id = n.event_id AND e.class = n.class
    WHERE n.alert_id = ANY (${[...found.keys()]}::uuid[])`;
  for (const { alertId, ...places } of placesSchema.parse(rows))
    for (const one of identitiesOf(places)) found.get(alertId)?.add(one);
  return found;
}

const near = (a: Date, b: Date) => Math.abs(a.getTime() - b.getTime()) <= HOURS * 3_600_000;

/** What belongs to `first`: alerts within a day that are about the same, and those that are about the same as these. */
export function alikeTo(
  first: Candidate,
  others: readonly Candidate[],
  who: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Candidate[] {
  const gathered = [first];
  const known = new Set(who.get(first.id));
  let left = others.filter(({ id }) => id !== first.id);
  for (let before = -1; before !== gathered.length; ) {
    before = gathered.length;
    const joins = (one: Candidate) =>
      gathered.some(({ lastAt }) => near(lastAt, one.lastAt)) &&
      [...(who.get(one.id) ?? [])].some((id) => known.has(id));
    const fresh = left.filter(joins);
    for (const one of fresh) for (const id of who.get(one.id) ?? []) known.add(id);
    gathered.push(...fresh);
    left = left.filter((one) => !fresh.includes(one));
  }
  return gathered;
}
