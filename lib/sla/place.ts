import { z } from 'zod';
import type { SlaPlace } from '@/lib/sla/types';

const own = z.tuple([z.enum(['team', 'product']), z.uuid()]);

/** A place as an address carries it: `organisation`, `team:<id>`, `product:<id>`. */
export function placeKey({ kind, id }: SlaPlace): string {
  return id === null ? kind : `${kind}:${id}`;
}

/** As columns and as reach name it. */
export function columnsOf({ kind, id }: SlaPlace) {
  return { teamId: kind === 'team' ? id : null, productId: kind === 'product' ? id : null };
}

/** The place of an address; null where it names none. */
export function placeFrom(text: string | readonly string[] | undefined): SlaPlace | null {
  if (typeof text !== 'string') return null;
  if (text === 'organisation') return { kind: 'organisation', id: null };
  const parsed = own.safeParse(text.split(':'));
  return parsed.success ? { kind: parsed.data[0], id: parsed.data[1] } : null;
}

export function policyHref(place: SlaPlace): string {
  return `/settings/sla/policy?place=${placeKey(place)}`;
}

export function calendarHref(id: string | null): string {
  return `/settings/sla/calendar${id === null ? '' : `?id=${id}`}`;
}
