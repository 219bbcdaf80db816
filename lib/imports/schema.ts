import { z } from 'zod';
import { PARSERS } from '@/lib/imports/parsers/registry';

const truth = z.enum(['true', 'false', '1', '0']).transform((word) => word === 'true' || word === '1');

function blankIsUnset<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}

const name = (most: number) => blankIsUnset(z.string().trim().min(1).max(most));

/** What may be said with a report, as query, form fields or headers. `format` is a parser's id. */
export const reportOptionsSchema = z.object({
  target: name(300),
  branch: name(300),
  /** With tag or digest, as it was scanned. */
  image: name(500),
  environment: name(100),
  service: name(100),
  format: blankIsUnset(z.string().refine((id) => PARSERS.some((parser) => parser.id === id))),
  /** `false`: the report holds a part of what its source knows, so nothing is closed. */
  complete: blankIsUnset(truth),
  /** `true`: say what the report would change, and change nothing. */
  preview: blankIsUnset(truth),
  scan_at: blankIsUnset(z.iso.datetime({ offset: true }).transform((text) => new Date(text))),
});
export type ReportOptions = z.infer<typeof reportOptionsSchema>;

export const productIdSchema = z.uuid();

/** A file's name for people to know it by: its last part, without what could confuse a terminal or a header. */
export const fileNameSchema = z
  .string()
  .max(1_000)
  .transform(
    (name) =>
      name
        .toWellFormed()
        .replace(/^.*[/\\]/, '')
        .replace(/[\p{Cc}\p{Cf}"]/gu, '')
        .slice(0, 200) || 'report',
  );

export const importIdSchema = z.uuid();

export const retrySchema = z.object({
  id: importIdSchema,
  format: reportOptionsSchema.shape.format,
  target: reportOptionsSchema.shape.target,
});
export type RetryInput = z.infer<typeof retrySchema>;
