import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isArray, isObject, type Json } from '@/lib/core/json';
import { fingerprint } from '@/lib/findings/fingerprint';
import { FINDING_KINDS } from '@/lib/findings/types';
import { PARSERS } from '@/lib/imports/parsers/registry';
import { fixture, fixtureText } from '@/lib/imports/parsers/testing';
import { type ParsedFinding, type ReportParser, SKIP_CODES } from '@/lib/imports/parsers/types';
import { detectFormat } from '@/lib/imports/reading/detect';
import { ReportError } from '@/lib/imports/reading/errors';
import { readAll, sourceOf } from '@/lib/imports/reading/testing';

/** What nobody expects in a report: every type, empty and long texts, markup, numbers out of range. */
const STRANGE: readonly Json[] = [
  null,
  true,
  -1,
  1e308,
  0.5,
  '',
  ' ',
  '\ud800',
  '__proto__',
  'constructor',
  'toString',
  '<script>alert(1)</script>',
  'a'.repeat(3_000),
  [],
  [[]],
  [null, 'x', {}],
  {},
  { constructor: null, __proto__: [] },
];

/** Texts that slow expressions down, should one of them be open to it. */
const SLOW = [
  'a',
  ' ',
  '/',
  '<',
  '"',
  "'",
  '`',
  '\n',
  '../',
  '&#',
  'pkg:a/',
  'CVE-',
  'CWE-',
  'https://',
  'Package: \n',
  '[a](',
  '* a\n',
].map((piece) => piece.repeat(Math.ceil(4_000 / piece.length)));

/** Every place of a document as a path of keys. */
function places(value: Json, path: readonly string[] = []): string[][] {
  if (isArray(value))
    return value.flatMap((item, index) => [[...path, String(index)], ...places(item, [...path, String(index)])]);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [[...path, key], ...places(item, [...path, key])]);
}

function withValue(value: Json, [step, ...rest]: readonly string[], put: Json): Json {
  if (step === undefined) return put;
  if (isArray(value)) return value.map((item, index) => (String(index) === step ? withValue(item, rest, put) : item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === step ? withValue(item, rest, put) : item]),
  );
}

function without(value: Json, [step, ...rest]: readonly string[]): Json {
  if (isArray(value)) {
    const at = Number(step);
    return rest.length === 0
      ? value.filter((_, index) => index !== at)
      : value.map((item, index) => (index === at ? without(item, rest) : item));
  }
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== step || rest.length > 0);
  return Object.fromEntries(kept.map(([key, item]) => [key, key === step ? without(item, rest) : item]));
}

/** Reads; a refusal with a place is as good as findings that can be stored. Anything else is a fault of the parser. */
async function survives(parser: ReportParser, report: string): Promise<void> {
  const items = await readAll(sourceOf(report), parser).catch((error: unknown) => {
    if (error instanceof ReportError) return [];
    throw error;
  });
  for (const { result } of items) {
    if ('skipped' in result) {
      expect(SKIP_CODES).toContain(result.skipped);
      expect(typeof result.example).toBe('string');
    } else expectStorable(result);
  }
}

function expectStorable(finding: ParsedFinding): void {
  const { kind, severity, identity, title, description, fix, references, tags, ids, cwe, cvss, epss, location } =
    finding;
  expect(FINDING_KINDS).toContain(kind);
  expect([0, 1, 2, 3, 4]).toContain(severity);
  expect(fingerprint(kind, identity)).toMatch(/^[a-z]+\.1:[0-9a-f]{32}$/);
  for (const text of [title, description, fix, ...references, ...tags, ...ids]) expect(typeof text).toBe('string');
  expect(title.trim()).not.toBe('');
  for (const link of references) expect(link).toMatch(/^https?:\/\//i);
  for (const weakness of cwe) expect(weakness > 0 && weakness < 1_000_000).toBe(true);
  for (const { score } of cvss) expect(score === null || (score >= 0 && score <= 10)).toBe(true);
  if (epss !== undefined) expect(epss >= 0 && epss <= 1).toBe(true);
  for (const line of [location.line, location.endLine, location.column]) {
    if (line !== undefined) expect(Number.isSafeInteger(line) && line > 0).toBe(true);
  }
}

const all = readdirSync(join(import.meta.dirname, 'fixtures'));
const fixtures = all.filter((name) => /\.jsonl?$/.test(name));
/** The same changes in each run: this test stands in everybody's way. Change the seed to look further. */
const SEED = 2030;

describe('whatever stands in a report', () => {
  it.for(all)('%s is read or refused when pieces of it are replaced', async (name) => {
    const text = fixtureText(name);
    const parser = await detectFormat(sourceOf(text), PARSERS);
    const words = [...new Set(text.match(/[\w.:/-]+/g) ?? [])];
    const pieces = fc.constantFrom(
      '',
      '0',
      '-1',
      '1e999',
      'NaN',
      '__proto__',
      '%',
      'ü',
      ' ',
      'constructor',
      '9'.repeat(400),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...words), pieces, async (word, piece) => {
        await survives(parser, text.replaceAll(word, piece));
      }),
      { numRuns: 80, seed: SEED },
    );
  });

  it.for(fixtures)('%s is read or refused', async (name) => {
    const text = fixtureText(name);
    const parser = await detectFormat(sourceOf(text), PARSERS);
    const document = fixture(name);
    const anywhere = fc.constantFrom(...places(document));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anywhere, fc.option(fc.constantFrom(...STRANGE), { nil: undefined })), {
          minLength: 1,
          maxLength: 3,
        }),
        async (changes) => {
          const changed = changes.reduce(
            (before, [path, value]) => (value === undefined ? without(before, path) : withValue(before, path, value)),
            document,
          );
          await survives(parser, JSON.stringify(changed));
        },
      ),
      { numRuns: 40, seed: SEED },
    );
  });

  it.each(fixtures)('%s is read in time when its texts are long', async (name) => {
    const text = fixtureText(name);
    const parser = await detectFormat(sourceOf(text), PARSERS);
    const document = fixture(name);
    const leaves = places(document).filter((path) => typeof path.reduce<Json | undefined>(step, document) === 'string');
    for (const slow of SLOW) {
      const long = leaves.reduce((before, leaf) => withValue(before, leaf, slow), document);
      const start = process.threadCpuUsage();
      await survives(parser, JSON.stringify(long));
      expect(process.threadCpuUsage(start).user / 1_000, slow.slice(0, 20)).toBeLessThan(250);
    }
  });
});

function step(value: Json | undefined, key: string): Json | undefined {
  if (isArray(value)) return value[Number(key)];
  return isObject(value) ? value[key] : undefined;
}
