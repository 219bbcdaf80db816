import type { Entity } from '@/lib/alerts/types';
import { EVENT_PLACES, type EventPlace } from '@/lib/events/types';

/** The texts of a stored entity; a rule that names something else has it left out. */
export function entityOf(stored: unknown): Entity {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])),
  );
}

/** A field that a rule may name without our having a word for it. */
export type EntityField = { readonly key: EventPlace | null; readonly name: string; readonly value: string };

const placeOf = (name: string) => EVENT_PLACES.find((place) => place === name) ?? null;

/** Places in their order, then what else a rule names; a pod stands with its namespace: `shop/web-1`. */
export function entityFields(entity: Entity): readonly EntityField[] {
  const { namespace, ...rest } = entity;
  const joined: Entity = rest.pod && namespace ? { ...rest, pod: `${namespace}/${rest.pod}` } : entity;
  const order = (name: string) => {
    const key = placeOf(name);
    return key === null ? EVENT_PLACES.length : EVENT_PLACES.indexOf(key);
  };
  return Object.entries(joined)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ key: placeOf(name), name, value }))
    .toSorted((a, b) => order(a.name) - order(b.name));
}
