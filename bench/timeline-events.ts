import { benchCtx } from '@/bench/product';
import { pgPool } from '@/lib/core/db';
import { receiveEvents } from '@/lib/events/incoming';
import { declareIncident } from '@/lib/incidents/mutations/declare';

const AT_ONCE = 1_000;
export const HOUR_MS = 3_600_000;

/** Of five senders: three rules, 300 people, 200 pods in 20 namespaces, spread over a day. */
function record(n: number, events: number, began: number): string {
  return JSON.stringify({
    time: new Date(began + (n / events) * 24 * HOUR_MS)
      .toISOString()
      .replace('Z', `${String(n % 1_000_000).padStart(6, '0')}Z`),
    id: String(n),
    name: ['Shell', 'Read file', 'Connect'][n % 3],
    severity: n % 5,
    actor: `user-${n % 300}`,
    namespace: `team-${n % 20}`,
    pod: `web-${n % 200}`,
    process: `sh -c ${n % 50}`,
    message: `Somebody did ${n}`,
  });
}

/** Fills a day of a product up to now with events and declares an incident over it. @returns its number and when the day began */
export async function dayOfEvents(productId: string, events: number, now: Date) {
  const began = now.getTime() - 24 * HOUR_MS;
  const actor = { kind: 'token', id: 'bench', name: 'bench', productId, scopes: ['event:ingest'] } as const;
  for (let from = 0; from < events; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, events - from);
    const body = Array.from({ length: count }, (_, n) => record(from + n, events, began)).join('\n');
    const sender = (from / AT_ONCE) % 5;
    const request = new Request(`http://localhost/?sender=bench-${sender}`, { method: 'POST', body });
    await receiveEvents({ ...benchCtx(), actor, now }, request, 'generic');
  }
  await pgPool().query('DELETE FROM event_todo');
  await pgPool().query('ANALYZE event');
  const number = await declareIncident(benchCtx(), {
    ...{ productId, title: 'Bench', summary: '', kind: 'other', techniques: [], impact: 'high', urgency: 'high' },
    ...{ priority: null, note: '', severity: null, alerts: [], occurredAt: new Date(began), exercise: false },
  });
  return { number, began };
}
