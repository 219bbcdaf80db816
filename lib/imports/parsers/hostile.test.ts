import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FINDING_KINDS } from '@/lib/findings/types';
import { isArray, isObject, type JsonObject } from '@/lib/imports/parsers/read';
import { PARSERS } from '@/lib/imports/parsers/registry';
import { readJson } from '@/lib/imports/parsers/testing';
import { type Json, type ParsedFinding, RecordError, SKIP_CODES } from '@/lib/imports/parsers/types';
import { detectFormat } from '@/lib/imports/reading/detect';
import { ReportError } from '@/lib/imports/reading/errors';
import { readAll, sourceOf } from '@/lib/imports/reading/testing';

const folder = join(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

/** Values that parsers did not ask for. */
const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    false,
    0,
    -1,
    1e308,
    2 ** 53,
    '',
    ' ',
    '__proto__',
    'constructor',
    '\u0000',
    '\ud800',
  ),
  fc.constantFrom<Json>([], {}, [[]], [null], { '': null }, ['<script>'], [{ id: [] }]),
  fc.constantFrom('CVE-', 'CWE-99999999999999999999', 'CVSS:3.1/AV:N/', 'pkg:npm/%zz@', 'http://[', '../'.repeat(50)),
  fc.constantFrom('a'.repeat(50_000), '`'.repeat(20_000), '<pre>'.repeat(10_000), ' '.repeat(50_000), '&#x0;&#xd800;'),
  fc.string({ maxLength: 40 }),
);

/** Replaces, removes or doubles one value of a document, `steps` choosing the way down. */
function mutate(value: Json, steps: readonly number[], by: Json): Json {
  const [step = 0, ...rest] = steps;
  if (rest.length === 0 && step % 3 === 0) return by;
  if (isArray(value) && value.length > 0) {
    const at = step % value.length;
    if (rest.length === 0) return step % 3 === 1 ? value.toSpliced(at, 1) : [...value, by];
    return value.map((item, index) => (index === at ? mutate(item, rest, by) : item));
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    const key = Object.keys(value)[step % Object.keys(value).length] ?? '';
    if (rest.length === 0) return step % 3 === 1 ? withoutKey(value, key) : { ...value, [key]: by };
    return { ...value, [key]: mutate(value[key] ?? null, rest, by) };
  }
  return by;
}

function withoutKey(value: JsonObject, key: string): Json {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function expectSound(finding: ParsedFinding): void {
  expect(FINDING_KINDS).toContain(finding.kind);
  expect([0, 1, 2, 3, 4]).toContain(finding.severity);
  expect(finding.title.trim()).not.toBe('');
  expect(finding.identity.length).toBeGreaterThan(0);
  for (const part of [...finding.identity, ...finding.ids, ...finding.tags]) expect(typeof part).toBe('string');
  for (const number of finding.cwe) expect(Number.isSafeInteger(number) && number > 0).toBe(true);
  for (const link of finding.references) expect(link).toMatch(/^https?:\/\//i);
  for (const { score } of finding.cvss) expect(score === null || (score >= 0 && score <= 10)).toBe(true);
  if (finding.epss !== undefined) expect(finding.epss >= 0 && finding.epss <= 1).toBe(true);
  for (const line of [finding.location.line, finding.location.endLine, finding.location.column]) {
    if (line !== undefined) expect(Number.isSafeInteger(line) && line > 0).toBe(true);
  }
}

const json = fixtures.flatMap(({ file, text }) => {
  if (!file.endsWith('.json') && !file.endsWith('.sarif')) return [];
  const document: Json = JSON.parse(text);
  const scored = PARSERS.flatMap((parser) =>
    parser.syntax === 'json' ? [{ parser, score: parser.recognise(document) }] : [],
  );
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  return best ? [{ file, document, parser: best.parser }] : [];
});

it.for(json)('mutations of $file are read or refused, in time', { timeout: 60_000 }, ({ document, parser }) => {
  const paths = fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(paths, odd, (steps, by) => {
      const started = performance.now();
      const mutated = mutate(document, steps, by);
      for (const other of PARSERS) if (other.syntax === 'json') other.recognise(mutated);
      try {
        const { findings, skipped } = readJson(parser, mutated);
        findings.forEach(expectSound);
        for (const skip of skipped) expect(SKIP_CODES).toContain(skip.skipped);
      } catch (error) {
        if (!(error instanceof RecordError)) throw error;
      }
      expect(performance.now() - started).toBeLessThan(5_000);
    }),
    { numRuns: 80, seed: 2 },
  );
});

const texts = fixtures.filter(({ file }) => /\.(xml|csv)$/.test(file));

it.for(texts)('mutations of $file are read or refused, in time', { timeout: 60_000 }, async ({ text }) => {
  const parser = await detectFormat(sourceOf(text), PARSERS);
  const words = [...new Set(text.match(/[\w.:/-]{2,}/g))];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...words), odd, async (word, by) => {
      const written = (typeof by === 'string' ? by : JSON.stringify(by)).replace(/[<>&"]/g, '');
      try {
        const items = await readAll(sourceOf(text.replace(word, () => written)), parser);
        for (const { result } of items) if (!('skipped' in result)) expectSound(result);
      } catch (error) {
        if (!(error instanceof ReportError)) throw error;
      }
    }),
    { numRuns: 30, seed: 2 },
  );
});
