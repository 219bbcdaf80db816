import { z } from 'zod';
import { DomainError } from '@/lib/core/errors';
import { entrySchema, readEntry } from '@/lib/engagements/entry';
import { VERBS } from '@/lib/engagements/rules';
import { ENGAGEMENT_KINDS, OUTCOMES, PERFORMERS } from '@/lib/engagements/types';

export const TITLE_MAX = 200;
export const NAME_MAX = 120;
export const TESTERS_MAX = 20;
export const TEXT_MAX = 8000;
export const NOTE_MAX = 2000;
export const FILE_BYTES_MAX = 25 * 1024 * 1024;
export const FILES_MAX = 10;

/** PostgreSQL's text holds no NUL. */
const text = (max: number) =>
  z
    .string()
    .transform((value) => value.replaceAll('\u0000', '').trim())
    .pipe(z.string().max(max));
const someText = (max: number) => text(max).pipe(z.string().min(1));

/** A day that exists: `2026-11-22`. */
const day = z.iso.date();

const testers = z.array(someText(NAME_MAX)).max(TESTERS_MAX);

const facts = {
  title: someText(TITLE_MAX),
  kind: z.enum(ENGAGEMENT_KINDS),
  performer: z.enum(PERFORMERS),
  company: text(NAME_MAX),
  testers,
  inScope: someText(TEXT_MAX),
  outOfScope: text(TEXT_MAX),
  method: text(TITLE_MAX),
  startsOn: day,
  endsOn: day,
};

type Checked = {
  readonly performer: string;
  readonly company: string;
  readonly startsOn: string;
  readonly endsOn: string;
};
const companyNamed = ({ performer, company }: Checked) => performer === 'internal' || company !== '';
const endsAfterStart = ({ startsOn, endsOn }: Checked) => startsOn <= endsOn;

export const createEngagementSchema = z
  .object({ productId: z.uuid(), ...facts })
  .refine(companyNamed, { path: ['company'] })
  .refine(endsAfterStart, { path: ['endsOn'] });
export type CreateEngagement = z.infer<typeof createEngagementSchema>;

/** `version`: what the person saw. */
const seen = { id: z.uuid(), version: z.int().positive() };

export const changeEngagementSchema = z
  .object({ ...seen, ...facts })
  .refine(companyNamed, { path: ['company'] })
  .refine(endsAfterStart, { path: ['endsOn'] });
export type ChangeEngagement = z.infer<typeof changeEngagementSchema>;

export const changeOwnerSchema = z.object({ ...seen, ownerId: z.uuid(), note: text(NOTE_MAX) });
export type ChangeOwner = z.infer<typeof changeOwnerSchema>;

export const moveEngagementSchema = z.object({
  ...seen,
  verb: z.enum(VERBS),
  note: text(NOTE_MAX),
  /** Of a planned retest. */
  dueOn: day.nullable(),
});
export type MoveEngagement = z.infer<typeof moveEngagementSchema>;

export const recordRetestSchema = z.object({
  ...seen,
  testedOn: day,
  testers,
  note: text(NOTE_MAX),
  outcomes: z
    .array(
      z.object({ findingId: z.int().positive().max(2_147_483_647), outcome: z.enum(OUTCOMES), note: text(NOTE_MAX) }),
    )
    .min(1)
    .max(1000)
    .refine((all) => new Set(all.map(({ findingId }) => findingId)).size === all.length),
  /** When to look once more; null: not planned. */
  nextDueOn: day.nullable(),
});
export type RecordRetest = z.infer<typeof recordRetestSchema>;

const typed = z.string().max(50_000);
/** As typed; `readEntry` says what is wrong with it. */
const rawEntry = z.object({
  title: typed,
  severity: typed,
  location: typed,
  parameter: typed,
  cvss: typed,
  cwe: typed,
  description: typed,
  fix: typed,
  references: typed,
  reference: typed,
});

const typedEntry = rawEntry.transform((raw, check) => {
  const read = readEntry(raw);
  if ('entry' in read) return read.entry;
  for (const { field, code } of read.problems) check.addIssue({ code: 'custom', path: [field], message: code });
  return z.NEVER;
});

export const enterFindingSchema = z.object({
  number: z.int().positive(),
  /** What the test has already at the same place gets this text. */
  replace: z.boolean(),
  entry: typedEntry,
});

export const correctFindingSchema = z.object({
  number: z.int().positive(),
  findingId: z.int().positive().max(2_147_483_647),
  /** As the person saw it. */
  before: entrySchema,
  entry: typedEntry,
});
export type CorrectFinding = z.infer<typeof correctFindingSchema>;

export const fileIdSchema = z.uuid();
export const fileNameSchema = someText(200).pipe(z.string().regex(/^[^/\\\p{Cc}]+$/u));

const numberInAddress = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

/** The number in an address. @throws DomainError `not_found` where it cannot be one */
export function requireEngagementNumber(segment: string): number {
  const parsed = numberInAddress.safeParse(segment);
  if (!parsed.success) throw new DomainError('not_found');
  return parsed.data;
}
