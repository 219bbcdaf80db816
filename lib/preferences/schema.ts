import { z } from 'zod';
import { isTimeZone } from '@/lib/core/datetime';
import { LOCALES } from '@/lib/core/i18n/locales';
import { DENSITIES, THEMES } from '@/lib/core/preferences';

export const preferencesInput = z.strictObject({
  locale: z.enum(LOCALES).optional(),
  theme: z.enum(THEMES).optional(),
  density: z.enum(DENSITIES).optional(),
  timeZone: z.string().max(64).refine(isTimeZone).optional(),
  shortcuts: z.boolean().optional(),
});
export type PreferencesInput = z.infer<typeof preferencesInput>;
