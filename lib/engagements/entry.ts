import { z } from 'zod';
import { SEVERITIES, type SeverityName, severityFromScore, severityName } from '@/lib/findings/severity';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating } from '@/lib/imports/parsers/cvss';

/** What testers say of a finding: fields of the form, and columns of the table in the template's order. */
export const ENTRY_FIELDS = [
  'title',
  'severity',
  'location',
  'parameter',
  'cvss',
  'cwe',
  'description',
  'fix',
  'references',
  'reference',
] as const;
export type EntryField = (typeof ENTRY_FIELDS)[number];

/** Characters at most. */
export const ENTRY_LIMITS: Readonly<Record<EntryField, number>> = {
  title: 300,
  severity: 20,
  location: 1000,
  parameter: 200,
  cvss: 300,
  cwe: 200,
  description: 20_000,
  fix: 20_000,
  references: 4000,
  reference: 100,
};
const LINKS_MAX = 20;

/** As it was typed; a column that the table does not have is empty. */
export type RawEntry = Readonly<Record<EntryField, string>>;

/** A finding as it goes into the report that the import reads. */
export const entrySchema = z.object({
  title: z.string().min(1),
  severity: z.enum(SEVERITIES),
  location: z.string(),
  parameter: z.string(),
  cvss: z.string(),
  cwe: z.array(z.number()),
  description: z.string(),
  fix: z.string(),
  references: z.array(z.string()),
  /** The testers' own number of it. */
  reference: z.string(),
});
export type Entry = z.infer<typeof entrySchema>;

/** What was entered, out of the record that the import kept; null where it is none. */
export function entryOfRecord(record: string): Entry | null {
  try {
    return entrySchema.safeParse(JSON.parse(record)).data ?? null;
  } catch {
    return null;
  }
}

/** As the form shows it: what `readEntry` reads as the same entry. */
export function typedOf({ cwe, references, ...plain }: Entry): RawEntry {
  return { ...plain, cwe: cwe.join(', '), references: references.join('\n') };
}

export const ENTRY_PROBLEMS = [
  'required',
  'severity_required',
  'severity_unknown',
  'cvss_unknown',
  'cwe_unknown',
  'link_unknown',
  'too_long',
] as const;
export type EntryProblem = {
  readonly field: EntryField;
  readonly code: (typeof ENTRY_PROBLEMS)[number];
  readonly max?: number;
};

/** PostgreSQL's text holds no NUL; one space is as good as several in a name. */
const clean = (value: string) => value.replaceAll('\u0000', '').trim();
const line = (value: string) => clean(value).replace(/\s+/g, ' ');

function severityOf(word: string, score: number | null): SeverityName | 'unknown' | 'missing' {
  if (word === '') return score === null ? 'missing' : severityName(severityFromScore(score));
  return SEVERITIES.find((one) => one === word.toLowerCase()) ?? 'unknown';
}

const isLink = (word: string) => /^https?:\/\//i.test(word) && URL.canParse(word);

/** Checks what was typed. @returns the finding, or everything that is wrong with it */
export function readEntry(raw: RawEntry): { readonly entry: Entry } | { readonly problems: readonly EntryProblem[] } {
  const problems: EntryProblem[] = [];
  for (const field of ENTRY_FIELDS) {
    if (raw[field].length > ENTRY_LIMITS[field]) problems.push({ field, code: 'too_long', max: ENTRY_LIMITS[field] });
  }
  // Nothing longer than its limit is looked at any closer.
  if (problems.length > 0) return { problems };
  const title = line(raw.title);
  if (title === '') problems.push({ field: 'title', code: 'required' });
  const cvss = clean(raw.cvss);
  const rating = cvss === '' ? null : cvssRating({ vector: cvss, source: 'tester' });
  if (cvss !== '' && !rating?.vector) problems.push({ field: 'cvss', code: 'cvss_unknown' });
  const severity = severityOf(clean(raw.severity), rating?.score ?? null);
  if (severity === 'missing') problems.push({ field: 'severity', code: 'severity_required' });
  if (severity === 'unknown') problems.push({ field: 'severity', code: 'severity_unknown' });
  const cwe = readCwe(clean(raw.cwe));
  if (cwe === null) problems.push({ field: 'cwe', code: 'cwe_unknown' });
  const references = clean(raw.references).split(/\s+/).filter(Boolean);
  if (!references.every(isLink) || references.length > LINKS_MAX) {
    problems.push({ field: 'references', code: 'link_unknown' });
  }
  if (problems.length > 0 || cwe === null || severity === 'missing' || severity === 'unknown') return { problems };
  const [location, parameter, reference] = [line(raw.location), line(raw.parameter), line(raw.reference)];
  const [description, fix] = [clean(raw.description), clean(raw.fix)];
  return {
    entry: { title, severity, location, parameter, cvss, cwe, description, fix, references, reference },
  };
}

/** "79, CWE-116": null where a word is no CWE. */
function readCwe(words: string): number[] | null {
  const each = words.split(/[\s,;]+/).filter(Boolean);
  const numbers = each.map((word) => cweNumbers([word]));
  return numbers.every((found) => found.length === 1) ? [...new Set(numbers.flat())] : null;
}
