import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import { isArray, isObject, type Json } from '@/lib/core/json';
import type {
  JsonParser,
  JsonRecord,
  ParsedFinding,
  ReadResult,
  ReportFacts,
  ReportParser,
  Skipped,
} from '@/lib/imports/parsers/types';
import { openReport } from '@/lib/imports/reading/report';
import { readAll, sourceOf } from '@/lib/imports/reading/testing';

const VALUE = fc.stringMatching(/^[a-z]{6,12}$/);

/** For tests: a fixture beside the parsers, parsed; JSON lines as the array that parsers see. */
export function fixture(name: string): Json {
  const text = fixtureText(name);
  return JSON.parse(name.endsWith('.jsonl') ? `[${text.trim().replaceAll('\n', ',')}]` : text);
}

type Read = { facts: ReportFacts; findings: ParsedFinding[]; skipped: Skipped[] };

/** For tests: what a parser makes of a document in memory. */
export function readJson(parser: JsonParser, document: Json): Read {
  const reader = parser.open(document);
  const records = new Map<string, JsonRecord>();
  // A branch of its own goes before `{}`.
  for (const pattern of parser.records.toSorted((a, b) => Number(a.includes('{}')) - Number(b.includes('{}')))) {
    for (const record of pick(document, pattern.split('.'), pattern, [])) {
      const place = record.keys.join('\n');
      if (!records.has(place)) records.set(place, record);
    }
  }
  const [first] = records.values();
  const facts = { ...reader.facts, ...(first && reader.describe?.(first)) };
  const results = [...records.values()].flatMap((record) => [...reader.read(record)]);
  return { facts, ...sorted(results) };
}

/** For tests: what a parser makes of a report's text, by the way of an import. Throws ReportError. */
export async function readText(parser: ReportParser, report: string): Promise<Read> {
  const { facts } = await openReport(sourceOf(report), parser);
  const items = await readAll(sourceOf(report), parser);
  return { facts, ...sorted(items.map(({ result }) => result)) };
}

/**
 * For tests: the same as `varied` for a report's text. A field is a piece of the text that occurs once, with what is
 * replaced between « and ».
 */
export async function variedText(parser: ReportParser, report: string, { same, other }: Variation): Promise<void> {
  const identityOf = async (changed: string) => (await readText(parser, changed)).findings[0]?.identity;
  const before = await identityOf(report);
  expect(before).toBeDefined();
  await fc.assert(
    fc.asyncProperty(VALUE, async (text) => {
      for (const piece of same) expect(await identityOf(rewritten(report, piece, text)), piece).toEqual(before);
      for (const piece of other) expect(await identityOf(rewritten(report, piece, text)), piece).not.toEqual(before);
    }),
    { numRuns: 5 },
  );
}

function rewritten(report: string, piece: string, text: string): string {
  const around = report.split(piece.replace(/[«»]/g, ''));
  if (around.length !== 2) throw new Error(`${piece} occurs ${around.length - 1} times`);
  return around.join(piece.replace(/«.*»/, () => text));
}

export function fixtureText(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
}

function sorted(results: readonly ReadResult[]): Pick<Read, 'findings' | 'skipped'> {
  return {
    findings: results.filter((result): result is ParsedFinding => !('skipped' in result)),
    skipped: results.filter((result): result is Skipped => 'skipped' in result),
  };
}

function pick(value: Json, steps: readonly string[], pattern: string, keys: JsonRecord['keys']): JsonRecord[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [{ pattern, keys, value }];
  if (step === '*') {
    return isArray(value) ? value.flatMap((item, index) => pick(item, rest, pattern, [...keys, index])) : [];
  }
  if (step === '{}') {
    const members = isObject(value) ? Object.entries(value) : [];
    return members.flatMap(([key, item]) => pick(item, rest, pattern, [...keys, key]));
  }
  const next = isObject(value) ? value[step] : undefined;
  return next === undefined ? [] : pick(next, rest, pattern, [...keys, step]);
}

/** Fields by their path within the record. */
type Variation = { readonly same: readonly string[]; readonly other: readonly string[] };

/**
 * For tests: whatever stands in the `same` fields of the record at `path`, its identity stays; whatever stands in one of
 * the `other` fields, it changes.
 */
export function varied(parser: JsonParser, document: Json, path: string, { same, other }: Variation): void {
  const identityOf = (changed: Json) => readJson(parser, changed).findings[0]?.identity;
  const before = identityOf(document);
  expect(before).toBeDefined();
  fc.assert(
    fc.property(VALUE, (text) => {
      for (const field of same) expect(identityOf(replaced(document, `${path}.${field}`, text)), field).toEqual(before);
      for (const field of other)
        expect(identityOf(replaced(document, `${path}.${field}`, text)), field).not.toEqual(before);
    }),
    { numRuns: 15 },
  );
}

/** The document with one value replaced; a number stays a number. Throws where the path does not lead. */
function replaced(value: Json, path: string, text: string): Json {
  const [step = '', ...rest] = path.split('.');
  const next = rest.length === 0 ? undefined : rest.join('.');
  const change = (old: Json) => {
    if (next !== undefined) return replaced(old, next, text);
    return typeof old === 'number' ? text.length + text.charCodeAt(0) + old : text;
  };
  if (isArray(value) && value[Number(step)] !== undefined) {
    return value.map((item, index) => (index === Number(step) ? change(item) : item));
  }
  if (isObject(value) && value[step] !== undefined) return { ...value, [step]: change(value[step]) };
  throw new Error(`nothing at ${path}`);
}
