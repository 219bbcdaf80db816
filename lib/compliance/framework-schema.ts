import { z } from 'zod';
import type { Locale } from '@/lib/core/i18n/locales';

/** What one control may be called: long enough for a title, too short for a sentence of somebody's standard. */
export const TITLE_MAX = 90;

const short = z.string().trim().min(1).max(TITLE_MAX);
const words = z.strictObject({ en: short, de: short, it: short, nl: short } satisfies Record<Locale, z.ZodString>);

const controlId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.()_-]{0,59}$/);

/** A file in lib/compliance/frameworks. Its titles are our own; `note` says what was left out and why. */
export const frameworkSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,40}$/),
  version: z.string().min(1),
  title: z.string().min(1),
  issuer: z.string().min(1),
  licence: z.string().min(1),
  source: z.string().min(1),
  note: z.string().min(1),
  groups: z.array(z.strictObject({ id: controlId, title: words })).min(1),
  controls: z.array(z.strictObject({ id: controlId, group: controlId, title: words })).min(1),
});

/** What of a control a safeguard brings about when it is met. */
export const COVERAGES = ['full', 'partial'] as const;
export type Coverage = (typeof COVERAGES)[number];

/** A file in lib/compliance/mappings, named after its framework. Safeguards are lines of the programme: A1 … H4. */
export const mappingSchema = z.strictObject({
  framework: z.string(),
  /** Whose judgement the rows are. */
  judgedBy: z.literal('Lagebild'),
  rows: z.array(
    z.strictObject({
      safeguard: z.string().regex(/^[A-H]\d{1,2}$/),
      control: controlId,
      coverage: z.enum(COVERAGES),
    }),
  ),
});

/** A file in lib/compliance/crosswalks: how another publisher relates two frameworks. Identifiers alone. */
export const crosswalkSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  title: z.string(),
  issuer: z.string(),
  licence: z.string(),
  source: z.string(),
  /** Of the file that it was taken from. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  changes: z.string(),
  rows: z.array(
    z.strictObject({
      control: controlId,
      relationship: z.enum(['subset-of', 'equivalent-to', 'intersects-with']),
      targets: z.array(z.string()).min(1),
    }),
  ),
});
export type Crosswalk = z.infer<typeof crosswalkSchema>;
