import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { addressText } from '@/lib/core/address-text';
import { INCIDENT_KINDS, PHASES } from '@/lib/incidents/types';

export const INCIDENT_STATES = ['open', 'closed'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

export const USUAL_STATES: readonly IncidentState[] = ['open'];

/** As people write it in an address: `p1`. */
export const PRIORITY_WORDS = ['p1', 'p2', 'p3', 'p4'] as const;

/** What narrows the list. Products and teams by slug, as everywhere. */
export const incidentParsers = {
  state: parseAsArrayOf(parseAsStringLiteral(INCIDENT_STATES)).withDefault([...USUAL_STATES]),
  priority: parseAsArrayOf(parseAsStringLiteral(PRIORITY_WORDS)).withDefault([]),
  kind: parseAsArrayOf(parseAsStringLiteral(INCIDENT_KINDS)).withDefault([]),
  phase: parseAsArrayOf(parseAsStringLiteral(PHASES)).withDefault([]),
  product: parseAsArrayOf(parseAsString).withDefault([]),
  team: parseAsArrayOf(parseAsString).withDefault([]),
  /** In which the reader has a part. */
  mine: parseAsBoolean.withDefault(false),
  /** Of the number and the title. */
  q: addressText,
};
export type IncidentAddress = inferParserType<typeof incidentParsers>;

/** What has not ended, of everything in reach. */
export const ALL_OPEN: IncidentAddress = {
  state: ['open'],
  priority: [],
  kind: [],
  phase: [],
  product: [],
  team: [],
  mine: false,
  q: null,
};

export const loadIncidentAddress = createLoader(incidentParsers);
export const incidentsHref = createSerializer(incidentParsers);
