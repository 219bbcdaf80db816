import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { declareIncident } from '@/lib/incidents/mutations/declare';
import type { Declare } from '@/lib/incidents/schema';

export const NOON = new Date('2026-11-22T12:00:00Z');
/** So many minutes after noon. */
export const at = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

/** A P1 of a product, unless more is said. */
export function declaration(productId: string, more: Partial<Declare> = {}): Declare {
  return {
    productId,
    title: 'Shell in the shop',
    summary: '',
    kind: 'compromised_container',
    techniques: [],
    impact: 'high',
    urgency: 'high',
    priority: null,
    note: '',
    severity: null,
    alerts: [],
    occurredAt: null,
    exercise: false,
    ...more,
  };
}

/** Declares one and reads it. */
export async function declared(ctx: Ctx, productId: string, more: Partial<Declare> = {}) {
  const number = await declareIncident(ctx, declaration(productId, more));
  return unsafeDb().incident.findUniqueOrThrow({ where: { number } });
}

export const stored = (id: string) => unsafeDb().incident.findUniqueOrThrow({ where: { id } });
export const entriesOf = (incidentId: string) =>
  unsafeDb().incidentEntry.findMany({ where: { incidentId }, orderBy: { seq: 'asc' } });
export const clocksOf = (incidentId: string) =>
  unsafeDb().incidentClock.findMany({ where: { incidentId }, orderBy: [{ startedAt: 'asc' }, { kind: 'asc' }] });
