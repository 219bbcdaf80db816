import type { RawEntry } from '@/lib/engagements/entry';

/** A field's text, trimmed; empty where the form has none. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** What stands in each line that is not blank. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A finding as it was typed. */
export function rawEntryOf(form: FormData): RawEntry {
  const field = (name: keyof RawEntry) => textOf(form, name);
  return {
    title: field('title'),
    severity: field('severity'),
    location: field('location'),
    parameter: field('parameter'),
    cvss: field('cvss'),
    cwe: field('cwe'),
    description: field('description'),
    fix: field('fix'),
    references: field('references'),
    reference: field('reference'),
  };
}
