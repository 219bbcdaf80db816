import { randomUUID } from 'node:crypto';
import type { PersonActor } from '@/lib/core/context';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { ctx, person, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { tickEscalations } from '@/lib/escalation/mutations/tick';
import { productPlace } from '@/lib/escalation/place';
import type { Step } from '@/lib/escalation/stored';
import { aPerson } from '@/lib/findings/testing/findings';
import { at, declared, entriesOf, NOON } from '@/lib/incidents/testing/incidents';

/** A responder of a product who is in the database. */
export async function responder(productId: string, name = 'Rita'): Promise<PersonActor> {
  const id = await aPerson('Responder', productId, name);
  await unsafeDb().person.update({ where: { id }, data: { email: `${id}@example.org`, timeZone: 'Europe/Berlin' } });
  return person('Responder', [productId], { id, name });
}

export const aStep = (more: Partial<Step> = {}): Step => ({
  delayMinutes: 0,
  target: { kind: 'fallback' },
  personal: true,
  channels: [],
  important: true,
  ...more,
});

/** A product's own chain for a priority, in force since long ago. */
export async function aChain(productId: string, steps: readonly Step[], repeats = 0, priority = 1): Promise<void> {
  await unsafeDb().escalationChain.create({
    data: {
      ...{ place: productPlace(productId), priority, number: 1, validFrom: new Date(0), repeats },
      ...{ steps: [...steps], createdAt: new Date(0), createdBy: 'test' },
    },
  });
}

/** A schedule with one layer that somebody is always on call in, or nobody. */
export async function aSchedule(people: readonly string[]): Promise<string> {
  const always = { every: 7, unit: 'days', handover: 540, from: '2026-01-05', until: null };
  const clock = { hours: null, hoursOf: 'layer', timeZone: null };
  const layers = people.length > 0 ? [{ ...always, ...clock, people: [...people] }] : [];
  const { id } = await unsafeDb().onCallSchedule.create({
    data: { name: `Shop ${randomUUID()}`, timeZone: 'Europe/Berlin', layers, createdAt: NOON, updatedAt: NOON },
  });
  return id;
}

/** An open P1 with a responder, and what the worker does `minutes` after noon. */
export async function burning(more: { readonly steps?: readonly Step[]; readonly repeats?: number } = {}) {
  const { productId, teamId } = await aProduct();
  const rita = await responder(productId);
  if (more.steps) await aChain(productId, more.steps, more.repeats);
  const incident = await declared(ctx(rita, NOON), productId);
  const as = (minutes: number) => ctx(rita, at(minutes));
  return { productId, teamId, rita, incident, as };
}

export const tick = (minutes: number) => tickEscalations(ctx(system, at(minutes)));

/** What the log tells of escalation. */
export async function told(incidentId: string): Promise<readonly Prisma.JsonValue[]> {
  return (await entriesOf(incidentId)).filter(({ kind }) => kind === 'escalation').map(({ data }) => data);
}

export const verbs = async (incidentId: string) =>
  (await told(incidentId)).map((data) =>
    data !== null && typeof data === 'object' && 'verb' in data ? data.verb : null,
  );

export const runsOf = (incidentId: string) =>
  unsafeDb().escalationRun.findMany({ where: { incidentId }, orderBy: { cause: 'asc' } });
export const deliveriesOf = (incidentId: string) =>
  unsafeDb().escalationDelivery.findMany({ where: { incidentId }, orderBy: [{ createdAt: 'asc' }, { kind: 'asc' }] });
