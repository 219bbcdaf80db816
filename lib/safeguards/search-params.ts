import { parseAsArrayOf, parseAsStringLiteral } from 'nuqs/server';
import { day } from '@/lib/findings/search-params';
import { AREAS, STANDINGS } from '@/lib/safeguards/types';

/** The address of the posture beside team and product: the day at whose end (UTC) it is shown, null today. */
export const postureParsers = {
  at: day,
  state: parseAsArrayOf(parseAsStringLiteral(STANDINGS)).withDefault([]),
  area: parseAsArrayOf(parseAsStringLiteral(AREAS)).withDefault([]),
};
