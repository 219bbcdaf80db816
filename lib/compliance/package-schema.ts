import { z } from 'zod';
import { LOCALES } from '@/lib/core/i18n/locales';

/** `day` null: as of now. */
export const askPackageSchema = z.object({
  framework: z.string().max(60),
  day: z.iso.date().nullable(),
  locale: z.enum(LOCALES),
});
export type AskPackage = z.infer<typeof askPackageSchema>;

export const fetchPackageSchema = z.object({ id: z.uuid(), framework: z.string(), asOf: z.string() });
export type FetchPackage = z.infer<typeof fetchPackageSchema>;
