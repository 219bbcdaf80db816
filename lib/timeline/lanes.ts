import type { LaneBy, PhaseSpan, Places } from '@/lib/timeline/types';

/** Lanes that are ours rather than a sender's; no sender's begins with this sign (`<shape> · <name>`). */
export const OWN_LANES = {
  log: '@log',
  alerts: '@alerts',
  added: '@added',
  /** It names none; it was in none. */
  none: '@none',
  /** Lanes beyond those that are shown. */
  others: '@others',
} as const;

type Laned = { readonly time: string; readonly source: string; readonly places: Places };

/** The lane of an item that is in memory. data/lane.ts says the same of events in the database. */
export function laneOf(by: LaneBy, { time, source, places }: Laned, spans: readonly PhaseSpan[]): string {
  if (by === 'source') return source;
  if (by === 'identity') return places.actor || OWN_LANES.none;
  if (by === 'host') {
    const { namespace = '', pod = '', host = '', container = '' } = places;
    return (pod === '' ? host || container : namespace === '' ? pod : `${namespace}/${pod}`) || OWN_LANES.none;
  }
  return spans.find(({ from, to }) => from <= time && (to === null || time < to))?.phase ?? OWN_LANES.none;
}

const OWN_ORDER: readonly string[] = [OWN_LANES.log, OWN_LANES.alerts, OWN_LANES.added];
const LAST: readonly string[] = [OWN_LANES.others, OWN_LANES.none];

/** Ours first, then those with the most, then what is left; phases stand in the order of time. */
export function laneOrder(by: LaneBy, spans: readonly PhaseSpan[]) {
  const rank = (key: string) => {
    if (LAST.includes(key)) return 3 + LAST.indexOf(key);
    if (by === 'phase') return 1;
    return OWN_ORDER.includes(key) ? 0 : 1;
  };
  const place = (key: string) =>
    by === 'phase' ? spans.findIndex(({ phase }) => phase === key) : OWN_ORDER.indexOf(key);
  return (a: { readonly key: string; readonly count: number }, b: { readonly key: string; readonly count: number }) =>
    rank(a.key) - rank(b.key) ||
    place(a.key) - place(b.key) ||
    b.count - a.count ||
    (a.key < b.key ? -1 : Number(a.key > b.key));
}
