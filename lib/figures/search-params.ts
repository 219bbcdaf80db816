import { parseAsNumberLiteral } from 'nuqs/server';
import { day } from '@/lib/findings/search-params';

/** Periods in weeks: a month, a quarter, half a year, a year. */
export const PERIODS = [4, 13, 26, 52] as const;

/** What is asked for: the weeks that end with the day `at`, today where none is named. */
export const figuresParsers = { at: day, weeks: parseAsNumberLiteral(PERIODS).withDefault(13) };
