import { raiseAlerts } from '@/lib/alerts/mutations/raise';
import { NOBODY_ON_CALL, type Noticed } from '@/lib/alerts/types';
import type { Ctx } from '@/lib/core/context';
import { poolTransaction } from '@/lib/core/db';
import { incidentName } from '@/lib/incidents/priority';

type Row = { readonly number: number; readonly title: string; readonly product_id: string; readonly at: Date };

/** Taken and raised in one transaction: a worker that dies in between leaves them as they were. */
const TAKE = `
  UPDATE escalation_run AS r SET alert_due = false FROM incident AS i
  WHERE i.id = r.incident_id AND r.alert_due RETURNING i.number, i.title, i.product_id, coalesce(r.held_at, r.started_at) AS at`;

function noticed({ number, title, product_id, at }: Row): Noticed {
  return {
    ...{ productId: product_id, rule: NOBODY_ON_CALL, title: `${incidentName(number)}: ${title}`, author: '' },
    ...{ severity: 3, entity: { incident: incidentName(number) }, techniques: [] },
    ...{ at: at.toISOString(), event: null, receivedAt: at },
  };
}

/** Raises an alert for each chain that found nobody on call. */
export function raiseNobody({ now }: Pick<Ctx, 'now'>): Promise<void> {
  return poolTransaction(async (client) => {
    const { rows } = await client.query<Row>(TAKE);
    await raiseAlerts(client, rows.map(noticed), now);
  });
}
