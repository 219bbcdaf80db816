import { z } from 'zod';

/** What reports say, each with how it is entered. Regimes name the fields that a stage asks for. */
export const FIELD_KINDS = {
  awareness: 'text',
  description: 'text',
  dataCategories: 'text',
  peopleCategories: 'text',
  peopleCount: 'count',
  recordCount: 'count',
  countries: 'text',
  contact: 'text',
  consequences: 'text',
  measures: 'text',
  malicious: 'answer',
  crossBorder: 'answer',
  crossBorderImpact: 'text',
  informed: 'text',
  severity: 'text',
  impact: 'text',
  indicators: 'text',
  cause: 'text',
  status: 'text',
  plainText: 'text',
} as const satisfies Readonly<Record<string, 'text' | 'count' | 'answer'>>;

export type FieldName = keyof typeof FIELD_KINDS;
export const isFieldName = (name: string): name is FieldName => Object.hasOwn(FIELD_KINDS, name);
export const FIELD_NAMES = Object.keys(FIELD_KINDS).filter(isFieldName);

export const ANSWERS = ['yes', 'no', 'unknown'] as const;

export const FIELD_MAX = 10_000;
const text = z
  .string()
  .transform((value) => value.replaceAll('\u0000', '').trim())
  .pipe(z.string().max(FIELD_MAX));
/** So many; `about`: not counted, estimated. */
const count = z.object({ number: z.int().min(0).max(10_000_000_000), about: z.boolean() });
const answer = z.enum(ANSWERS);
const SCHEMAS = { text, count, answer } as const;
export type Count = z.infer<typeof count>;
export type FieldValue = string | Count;
export type SheetValues = Readonly<Partial<Record<FieldName, FieldValue>>>;

/** Values by field; those of no field of ours and empty ones are left out. Wrong ones are refused by their name. */
export const sheetSchema = z.record(z.string(), z.unknown()).transform((given, context): SheetValues => {
  const values: Partial<Record<FieldName, FieldValue>> = {};
  for (const name of FIELD_NAMES) {
    const value = given[name];
    if (value === undefined || value === null || value === '') continue;
    const parsed = SCHEMAS[FIELD_KINDS[name]].safeParse(value);
    if (!parsed.success) context.addIssue({ code: 'custom', path: [name], message: 'wrong' });
    else if (parsed.data !== '') values[name] = parsed.data;
  }
  return values;
});

/** Which of the fields nobody has filled. "Unknown" is an answer. */
export const missingOf = (fields: readonly FieldName[], values: SheetValues) =>
  fields.filter((name) => values[name] === undefined);

/** The values of these fields alone, as a report takes them. */
export const valuesOf = (fields: readonly FieldName[], values: SheetValues): SheetValues =>
  Object.fromEntries(fields.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])));
