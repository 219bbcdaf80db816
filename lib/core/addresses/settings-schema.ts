import { z } from 'zod';
import { formatRange, parseRange, type Range } from '@/lib/core/addresses/address';

export const RANGES_MAX = 50;
export const PURPOSE_MAX = 200;

/** One range that an administrator opens, and what for. */
const allowedRange = z.strictObject({
  range: z
    .string()
    .max(60)
    .refine((text) => parseRange(text) !== null)
    .transform((text) => {
      const range = parseRange(text);
      return range ? formatRange(range) : text;
    }),
  purpose: z.string().trim().min(1).max(PURPOSE_MAX),
});

/** Setting `tls.ranges`: addresses that scans may reach although they are refused otherwise. */
export const allowedRangesSchema = z
  .array(allowedRange)
  .max(RANGES_MAX)
  .refine((all) => new Set(all.map(({ range }) => range)).size === all.length);
export type AllowedRanges = z.infer<typeof allowedRangesSchema>;

export const ALLOWED_RANGES_DEFAULT: AllowedRanges = [];

/** As the address rules take them. */
export function rangesOf(allowed: AllowedRanges): Range[] {
  return allowed.flatMap(({ range }) => parseRange(range) ?? []);
}
