import { z } from 'zod';
import type { Tx } from '@/lib/core/db';

/** Working days after the end within which people meet about an incident, the day of the end not counted. */
const WORKING_DAYS = 5;

const dueSchema = z.array(z.object({ at: z.date() }));

/** The end of the fifth working day after `from`, by the calendar that counts for the product. */
export async function meetingDue(tx: Pick<Tx, '$queryRaw'>, productId: string, from: Date): Promise<Date> {
  const rows = await tx.$queryRaw`
    SELECT sla_due_at(w.calendar_id, w.time_zone, true, (${from}::timestamptz AT TIME ZONE w.time_zone)::date,
      ${WORKING_DAYS}::int) AS at
    FROM sla_in_force(${from}) w WHERE w.product_id = ${productId}::uuid`;
  const [due] = dueSchema.parse(rows);
  if (!due) throw new Error(`no calendar counts for product ${productId}`);
  return due.at;
}
