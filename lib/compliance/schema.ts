import { z } from 'zod';
import { COVERAGES } from '@/lib/compliance/framework-schema';
import { storable } from '@/lib/core/storable';

/** Text that can be kept, of at most `max` characters. */
export const line = (max: number) =>
  z
    .string()
    .transform((said) => storable(said.trim(), max + 1))
    .pipe(z.string().max(max));
export const TEXT_MAX = 4_000;
export const LINE_MAX = 300;

/** Safeguards that the organisation holds to be behind a control. */
export const backingSchema = z
  .array(z.object({ safeguard: z.string().regex(/^[A-H]\d{1,2}$/), coverage: z.enum(COVERAGES) }))
  .max(60)
  .refine((rows) => new Set(rows.map(({ safeguard }) => safeguard)).size === rows.length);

/** `number`: of the decision that the person saw, 0 where there was none. */
export const decideControlSchema = z.object({
  framework: line(60),
  control: line(100),
  number: z.int().min(0),
  applicable: z.boolean().nullable(),
  justification: line(TEXT_MAX),
  implementation: line(TEXT_MAX),
  reference: line(LINE_MAX),
  ownerId: z.uuid().nullable(),
  backing: backingSchema.nullable(),
});
export type DecideControl = z.infer<typeof decideControlSchema>;

/** What a person knows of a catalogue that its file does not say. */
export const importFactsSchema = z.object({
  fileName: line(200).pipe(z.string().min(1)),
  licence: line(LINE_MAX).pipe(z.string().min(1)),
  source: line(LINE_MAX).pipe(z.string().min(1)),
});
export type ImportFacts = z.infer<typeof importFactsSchema>;

export const archiveCatalogueSchema = z.object({ number: z.int().positive(), archived: z.boolean() });
export type ArchiveCatalogue = z.infer<typeof archiveCatalogueSchema>;
