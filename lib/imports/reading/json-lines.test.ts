import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isArray } from '@/lib/core/json';
import type { JsonParser, ReadResult } from '@/lib/imports/parsers/types';
import { detectFormat } from '@/lib/imports/reading/detect';
import { jsonOutline } from '@/lib/imports/reading/json';
import { jsonLayout } from '@/lib/imports/reading/json-lines';
import { READ_LIMITS } from '@/lib/imports/reading/limits';
import { exampleJson, readAll, refusalOf, sourceOf } from '@/lib/imports/reading/testing';

/** Knows objects with a rule, line by line or in an array. */
const exampleLines: JsonParser = {
  id: 'example-lines',
  label: 'Example (JSON lines)',
  syntax: 'json',
  lines: true,
  records: ['*'],
  recognise: (outline) => (isArray(outline) && JSON.stringify(outline[0]).includes('rule') ? 1 : 0),
  open: () => ({
    facts: { scanner: 'example', target: '' },
    *read(record): Iterable<ReadResult> {
      yield { skipped: 'passed', example: JSON.stringify([record.keys, record.value]) };
    },
  }),
};

const PARSERS = [exampleJson, exampleLines];
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
const between = fc.stringMatching(/^[ \t\r]{0,2}\n[ \t\r\n]{0,4}$/);
const record = fc.record({ rule: fc.jsonValue({ maxDepth: 3, noUnicodeString: false }) });

const layoutOf = (text: string, chunks = [1]) => jsonLayout(sourceOf(text, chunks), READ_LIMITS);
const refusal = (text: string, limits = READ_LIMITS) => refusalOf(sourceOf(text, [3]), PARSERS, limits);

async function examples(text: string, chunks: readonly number[]): Promise<unknown[]> {
  const items = await readAll(sourceOf(text, chunks), exampleLines);
  return items.map(({ result }) => ('example' in result ? JSON.parse(result.example) : undefined));
}

describe('JSON line by line', () => {
  it.for([
    ['{"a": 1}\n{"a": 2}', 'lines'],
    ['\n {"a": 1} \r\n\r\n {"a": 2}\n', 'lines'],
    ['{"a": 1}', 'object'],
    ['{"a": 1}\n\n', 'object'],
    ['{\n"a": {}\n}', 'object'],
    ['{"a": [{}\n,{}]}', 'object'],
    ['{"a": [{}\n{}]}', 'object'],
    ['[{"a": 1}\n,{"a": 2}]', 'document'],
    ['null', 'document'],
  ] as const)('%j is %s', async ([text, layout]) => {
    expect(await layoutOf(text)).toBe(layout);
    expect(await layoutOf(text, [100])).toBe(layout);
  });

  it('gives the records of its lines, however the bytes are cut', async () => {
    const lines = fc.array(fc.tuple(record, between), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(lines, fc.stringMatching(/^[ \n]{0,3}$/), sizes, async (given, before, chunks) => {
        const text = before + given.map(([value, gap]) => JSON.stringify(value) + gap).join('');
        fc.pre(!text.includes('\\u0000'));
        const expected = given.map(([value], index) => [[index], JSON.parse(JSON.stringify(value))]);
        expect(await examples(text, chunks)).toEqual(expected);
        const trimmed = text.trimEnd();
        expect(await examples(trimmed, chunks)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('is recognised by its first lines', async () => {
    const text = '{"rule": 1}\n'.repeat(5);
    const { outline, layout } = await jsonOutline(sourceOf(text), READ_LIMITS);
    expect([outline, layout]).toEqual([[{ rule: 1 }, { rule: 1 }, { rule: 1 }], 'lines']);
    expect((await detectFormat(sourceOf(text), PARSERS)).id).toBe('example-lines');
    expect((await detectFormat(sourceOf('{"rule": 1}'), PARSERS)).id).toBe('example-lines');
    expect((await detectFormat(sourceOf('[{"rule": 1}]'), PARSERS)).id).toBe('example-lines');
    expect((await detectFormat(sourceOf('{"example": []}'), PARSERS)).id).toBe('example-json');
  });

  it('is nothing for a parser that reads documents', async () => {
    expect(await refusal('{"example": []}\n{"example": []}')).toMatchObject({ code: 'unknown_format' });
  });

  it('is refused at the place of its fault', async () => {
    expect(await refusal('{"rule": 1}\n{"rule": tru}\n')).toMatchObject({
      code: 'json_malformed',
      line: 2,
      column: 13,
      path: '[1].rule',
    });
    expect(await refusal('{"rule": 1}\n{"rule": "x\n{"rule": 2}')).toMatchObject({
      code: 'control_character',
      line: 2,
      column: 12,
    });
    expect(await refusal('{"rule": 1}\n{"rule":\n2}')).toMatchObject({ code: 'json_malformed', line: 2, column: 9 });
    expect(await refusal('{"rule": 1}\n{"rule": 2')).toMatchObject({ code: 'truncated', line: 2, column: 11 });
    expect(await refusal('{"rule": 1}\n{"rule": 2}\n]')).toMatchObject({ line: 3, column: 1 });
    expect(await refusal('{"rule": 1}\n{"rule": 2}]')).toMatchObject({ code: 'json_malformed', line: 2, column: 12 });
    expect(await refusal('{"rule": 1}\n{"rule": 2}\n{"rule": 3}', { ...READ_LIMITS, records: 2 })).toMatchObject({
      code: 'too_many_records',
      line: 3,
    });
  });

  it('does not wait for the end of an endless line', async () => {
    let pieces = 0;
    const endless = async function* () {
      for (; pieces < 1_000; pieces++) yield Buffer.from(pieces === 0 ? '{"' : 'a'.repeat(10_000));
    };
    expect(await jsonLayout(endless, { ...READ_LIMITS, record: 100_000 })).toBe('object');
    expect(pieces).toBeLessThan(50);
  });
});
