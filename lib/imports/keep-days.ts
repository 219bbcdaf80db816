import { z } from 'zod';

export const KEEP_DAYS_MAX = 3650;

/** Days that a report as received is kept after its import ended (setting `imports.keepDays`). */
export const keepDaysSchema = z.int().min(1).max(KEEP_DAYS_MAX);

export const KEEP_DAYS_DEFAULT = 30;
