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
  lanes: parseAsStringLiteral(LANE_BYS).withDefault('source'),
  utc: parseAsBoolean.withDefault(false),
  /** The item that is open (ref.ts). */
  open: parseAsString,
};
export type TimelineAddress = inferParserType<typeof timelineParsers>;

export const loadTimelineAddress = createLoader(timelineParsers);
export const timelineHref = createSerializer(timelineParsers);
