import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { addressText } from '@/lib/core/address-text';

/** How far back a search looks from now on, where no moments are given. */
export const SPANS = ['1h', '6h', '24h', '7d', '30d'] as const;
export type Span = (typeof SPANS)[number];

/** What came, or who sends it. */
export const EVENT_VIEWS = ['events', 'senders'] as const;

export const eventParsers = {
  /** The search (lib/events/search/grammar.ts). */
  q: addressText,
  last: parseAsStringLiteral(SPANS).withDefault('24h'),
  /** Both or none: a window that stays where it is. */
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  product: parseAsArrayOf(parseAsString).withDefault([]),
  team: parseAsArrayOf(parseAsString).withDefault([]),
  view: parseAsStringLiteral(EVENT_VIEWS).withDefault('events'),
  /** Times in UTC rather than in the reader's zone. */
  utc: parseAsBoolean.withDefault(false),
  /** The event that is open (data/rows.ts, `refOf`). */
  open: parseAsString,
};
export type EventAddress = inferParserType<typeof eventParsers>;

export const loadEventAddress = createLoader(eventParsers);
export const eventsHref = createSerializer(eventParsers);

const HOUR_MS = 3_600_000;
const SPAN_MS: Readonly<Record<Span, number>> = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 168 * HOUR_MS,
  '30d': 720 * HOUR_MS,
};

export type Window = { readonly from: Date; readonly to: Date };

const AHEAD_MS = 60_000;

/** Nothing is kept for longer than that (classes.ts), and a wider picture says less. */
const WIDEST_MS = 400 * 24 * HOUR_MS;

/** The window that an address means at `now`; its end is open for what has just come. */
export function windowOf({ from, to, last }: EventAddress, now: Date, aheadMs = AHEAD_MS): Window {
  if (from && to && from < to) return { from: new Date(Math.max(from.getTime(), to.getTime() - WIDEST_MS)), to };
  return { from: new Date(now.getTime() - SPAN_MS[last]), to: new Date(now.getTime() + aheadMs) };
}
