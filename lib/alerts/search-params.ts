import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { ALERT_STATES, type AlertStateName } from '@/lib/alerts/types';
import { addressText } from '@/lib/core/address-text';
import { SEVERITIES } from '@/lib/findings/severity';

export const ALERT_ORDERS = ['severity.desc', 'last.desc'] as const;
export type AlertOrder = (typeof ALERT_ORDERS)[number];

/** What is still to be done: shown unless the address says otherwise. */
export const USUAL_STATES: readonly AlertStateName[] = ['open', 'acknowledged'];

/** What narrows the list. Products and teams by slug, as everywhere. */
const filterParsers = {
  state: parseAsArrayOf(parseAsStringLiteral(ALERT_STATES)).withDefault([...USUAL_STATES]),
  severity: parseAsArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  product: parseAsArrayOf(parseAsString).withDefault([]),
  team: parseAsArrayOf(parseAsString).withDefault([]),
  rule: parseAsArrayOf(parseAsString).withDefault([]),
  technique: parseAsArrayOf(parseAsString).withDefault([]),
  /** Of the number, the title, the rule and the entity's values. */
  q: addressText,
};
export type AlertFilter = inferParserType<typeof filterParsers>;

export const alertParsers = {
  ...filterParsers,
  sort: parseAsStringLiteral(ALERT_ORDERS).withDefault('severity.desc'),
};
export type AlertAddress = inferParserType<typeof alertParsers>;

export const loadAlertAddress = createLoader(alertParsers);
export const alertsHref = createSerializer(alertParsers);

/** Suppressions that hold back now, or all that there were. */
export const SUPPRESSION_VIEWS = ['active', 'all'] as const;

export const suppressionParsers = {
  view: parseAsStringLiteral(SUPPRESSION_VIEWS).withDefault('active'),
  product: parseAsArrayOf(parseAsString).withDefault([]),
  team: parseAsArrayOf(parseAsString).withDefault([]),
};
export type SuppressionAddress = inferParserType<typeof suppressionParsers>;

export const loadSuppressionAddress = createLoader(suppressionParsers);
export const suppressionsHref = createSerializer(suppressionParsers);
