import type { Entity, Judgement } from '@/lib/alerts/types';
import type { Rule } from '@/lib/detection/types';
import type { CompleteEvent } from '@/lib/events/complete';
import type { EventPlace } from '@/lib/events/types';

/** What a rule of ours says of whom it concerns. */
export function judgementOf({ name, title, author, severity, techniques }: Rule, entity: Entity): Judgement {
  return { rule: `rule:${name}`, title, author, severity, entity, techniques };
}

/** From the narrowest place to the widest: the first that is known says whom an alert of a sender concerns. */
const WHERE: readonly (readonly EventPlace[])[] = [
  ['cluster', 'namespace', 'pod'],
  ['host'],
  ['actor'],
  ['sourceAddress'],
  ['targetAddress'],
];

function placeOf(event: CompleteEvent): Entity {
  const known = WHERE.find((places) => event[places.at(-1) ?? 'host'] !== '') ?? [];
  return Object.fromEntries(known.map((place) => [place, event[place]]).filter(([, value]) => value !== ''));
}

/** What a sender judged by itself (Falco, Defender, an IDS) is an alert as it stands; what it only mentions is none. */
export function judgedBySender(event: CompleteEvent, shape: string): Judgement | null {
  if (event.class !== 'detection' || event.severity === 0) return null;
  const { name, severity, techniques } = event;
  return { rule: `${shape}:${name}`, title: name, author: '', severity, entity: placeOf(event), techniques };
}
