import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { addressText } from '@/lib/core/address-text';
import { ENGAGEMENT_KINDS, ENGAGEMENT_STATES, PERFORMERS } from '@/lib/engagements/types';

export const ENGAGEMENT_ORDERS = ['ends.desc', 'ends.asc', 'retest.asc'] as const;
export type EngagementOrder = (typeof ENGAGEMENT_ORDERS)[number];

/** The tests, or the newest of each product. */
export const VIEWS = ['tests', 'products'] as const;

/** What narrows the list. Products and teams by slug, as everywhere. */
const filterParsers = {
  state: parseAsArrayOf(parseAsStringLiteral(ENGAGEMENT_STATES)).withDefault([]),
  kind: parseAsArrayOf(parseAsStringLiteral(ENGAGEMENT_KINDS)).withDefault([]),
  performer: parseAsArrayOf(parseAsStringLiteral(PERFORMERS)).withDefault([]),
  product: parseAsArrayOf(parseAsString).withDefault([]),
  team: parseAsArrayOf(parseAsString).withDefault([]),
  /** Of the number, title, company, testers. */
  q: addressText,
};
export type EngagementFilter = inferParserType<typeof filterParsers>;

export const engagementParsers = {
  ...filterParsers,
  sort: parseAsStringLiteral(ENGAGEMENT_ORDERS).withDefault('ends.desc'),
  view: parseAsStringLiteral(VIEWS).withDefault('tests'),
};
export type EngagementAddress = inferParserType<typeof engagementParsers>;

export const loadEngagementAddress = createLoader(engagementParsers);
export const engagementsHref = createSerializer(engagementParsers);
