import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { ACCEPTANCE_SCOPES, ACCEPTANCE_STATES } from '@/lib/acceptances/types';
import { addressText } from '@/lib/core/address-text';

/** `decide`: requests that wait for the reader's decision; `mine`: what the reader asked for. */
export const QUEUES = ['decide', 'mine'] as const;

export const ACCEPTANCE_ORDERS = [
  'expires.asc',
  'expires.desc',
  'requested.desc',
  'requested.asc',
  'severity.desc',
] as const;
export type AcceptanceOrder = (typeof ACCEPTANCE_ORDERS)[number];

/** What narrows the register. Products and teams by slug, as everywhere. */
export const acceptanceFilterParsers = {
  queue: parseAsStringLiteral(QUEUES),
  state: parseAsArrayOf(parseAsStringLiteral(ACCEPTANCE_STATES)).withDefault([]),
  scope: parseAsArrayOf(parseAsStringLiteral(ACCEPTANCE_SCOPES)).withDefault([]),
  product: parseAsArrayOf(parseAsString).withDefault([]),
  team: parseAsArrayOf(parseAsString).withDefault([]),
  /** Of the number, the texts, the package or rule, and who asked or decided. */
  q: addressText,
};
export type AcceptanceFilter = inferParserType<typeof acceptanceFilterParsers>;

export const acceptanceParsers = {
  ...acceptanceFilterParsers,
  sort: parseAsStringLiteral(ACCEPTANCE_ORDERS).withDefault('expires.asc'),
};
export type AcceptanceAddress = inferParserType<typeof acceptanceParsers>;

export const loadAcceptanceAddress = createLoader(acceptanceParsers);
export const acceptancesHref = createSerializer(acceptanceParsers);
