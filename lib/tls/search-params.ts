import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { addressText } from '@/lib/core/address-text';
import { VERSIONS } from '@/lib/tls/facts';
import { LETTERS } from '@/lib/tls/grade/types';

export const ENDPOINT_ORDERS = ['grade.desc', 'grade.asc', 'expiry.asc', 'host.asc', 'scan.desc'] as const;
export type EndpointOrder = (typeof ENDPOINT_ORDERS)[number];

/** The list, or when certificates end. */
export const ENDPOINT_VIEWS = ['list', 'calendar'] as const;

export const GRADE_CHOICES = [...LETTERS, 'unknown'] as const;
export const TARGET_STATES = ['met', 'missed', 'unknown'] as const;
export const EXPIRY_STATES = ['expired', 'due', 'later'] as const;
export const SCAN_RESULTS = ['changed', 'worse', 'unreached', 'never'] as const;

/** What narrows the list. Products and teams by slug, as everywhere. */
const filterParsers = {
  grade: parseAsArrayOf(parseAsStringLiteral(GRADE_CHOICES)).withDefault([]),
  target: parseAsArrayOf(parseAsStringLiteral(TARGET_STATES)).withDefault([]),
  expiry: parseAsArrayOf(parseAsStringLiteral(EXPIRY_STATES)).withDefault([]),
  protocol: parseAsArrayOf(parseAsStringLiteral(VERSIONS)).withDefault([]),
  scan: parseAsArrayOf(parseAsStringLiteral(SCAN_RESULTS)).withDefault([]),
  product: parseAsArrayOf(parseAsString).withDefault([]),
  team: parseAsArrayOf(parseAsString).withDefault([]),
  /** Of host, SNI and address. */
  q: addressText,
};
export type EndpointFilter = inferParserType<typeof filterParsers>;

export const endpointParsers = {
  ...filterParsers,
  sort: parseAsStringLiteral(ENDPOINT_ORDERS).withDefault('grade.desc'),
  view: parseAsStringLiteral(ENDPOINT_VIEWS).withDefault('list'),
  /** A saved view in use. */
  saved: parseAsString,
};
export type EndpointAddress = inferParserType<typeof endpointParsers>;

export const loadEndpointAddress = createLoader(endpointParsers);
export const endpointsHref = createSerializer(endpointParsers);
