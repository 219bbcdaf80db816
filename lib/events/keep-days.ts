import { setting } from '@/lib/core/settings';
import { KEEP_DAYS_DEFAULT, type KeepDays, keepDaysSchema } from '@/lib/events/classes';

/** Days that events of each class are kept, as of the last half minute. */
export const keepDays = (): Promise<KeepDays> => setting('events.keepDays', keepDaysSchema, KEEP_DAYS_DEFAULT);
