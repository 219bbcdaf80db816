import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsBoolean,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { addressText } from '@/lib/core/address-text';
import { LANE_BYS } from '@/lib/timeline/types';

export const timelineParsers = {
  /** The search (search.ts). */
  q: addressText,
  /** Both or none: none is the whole of the incident. */
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  /** A stretch that was chosen in the picture: table, facets and export show it alone. Both or none. */
  chosenFrom: parseAsIsoDateTime,
  chosenTo: parseAsIsoDateTime,
  lanes: parseAsStringLiteral(LANE_BYS).withDefault('source'),
  utc: parseAsBoolean.withDefault(false),
  /** The item that is open (ref.ts). */
  open: parseAsString,
};
export type TimelineAddress = inferParserType<typeof timelineParsers>;

/** The address of what is behind the picture: the chosen stretch, else all that the picture shows. */
export function behindPicture(address: TimelineAddress): TimelineAddress {
  const { chosenFrom, chosenTo } = address;
  const chosen = chosenFrom && chosenTo && chosenFrom < chosenTo ? { from: chosenFrom, to: chosenTo } : {};
  return { ...address, ...chosen, chosenFrom: null, chosenTo: null };
}

export const loadTimelineAddress = createLoader(timelineParsers);
export const timelineHref = createSerializer(timelineParsers);
