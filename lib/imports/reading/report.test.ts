import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { text as textAt } from '@/lib/core/json';
import {
  type JsonParser,
  type ParsedFinding,
  RecordError,
  type ReportParser,
  type XmlParser,
} from '@/lib/imports/parsers/types';
import { openContainer } from '@/lib/imports/reading/container';
import { csvHeader } from '@/lib/imports/reading/csv';
import { detectFormat } from '@/lib/imports/reading/detect';
import { ReportError } from '@/lib/imports/reading/errors';
import { READ_LIMITS } from '@/lib/imports/reading/limits';
import { openReport } from '@/lib/imports/reading/report';
import { EXAMPLES, exampleCsv, exampleJson, exampleXml, readAll, sourceOf } from '@/lib/imports/reading/testing';
import { xmlOutline } from '@/lib/imports/reading/xml';

const examples = async (content: string, parser: ReportParser = exampleJson) =>
  (await readAll(sourceOf(content), parser)).map(({ result }) =>
    'example' in result ? JSON.parse(result.example) : null,
  );

describe('the facts', () => {
  it.each([
    ['{"example": [{"account": "a"}, {"account": "b"}]}', 'a'],
    ['{"example": []}', 'nobody'],
  ])('are completed by the first record of %s', async (text, target) => {
    const parser: JsonParser = {
      ...exampleJson,
      open: (skeleton) => ({
        ...exampleJson.open(skeleton),
        facts: { scanner: 'example', target: 'nobody' },
        describe: ({ value }) => ({ target: textAt(value, 'account') }),
      }),
    };
    const report = await openReport(sourceOf(text), parser);
    expect(report.facts).toEqual({ scanner: 'example', target });
  });
});

describe('JSON', () => {
  it('gives each record with its path, wherever it lies', async () => {
    const text = '{"deep": [{"list": [1, {"a": [2]}]}, {"other": [5], "list": [3]}], "example": [{"list": [4]}]}';
    expect(await examples(text)).toEqual([
      [['deep', 0, 'list', 0], 1],
      [['deep', 0, 'list', 1], { a: [2] }],
      [['deep', 1, 'list', 0], 3],
      [['example', 0], { list: [4] }],
    ]);
  });

  it('keeps __proto__ an ordinary key', async () => {
    const text = '{"__proto__": {"polluted": 1}, "example": [{"__proto__": {"polluted": 2}, "constructor": 3}]}';
    const items = await readAll(sourceOf(text), exampleJson);
    expect(items[0]?.raw).toBe('{"__proto__": {"polluted": 2}, "constructor": 3}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('writes U+0000 as U+FFFD, which PostgreSQL can store', async () => {
    expect(await examples('{"example": [{"a\\u0000": ["b\\u0000"]}]}')).toEqual([
      [['example', 0], { 'a\ufffd': ['b\ufffd'] }],
    ]);
  });

  it('understands escaped keys on the way to records', async () => {
    expect(await examples('{"ex\\u0061mple": [1]}')).toEqual([[['example', 0], 1]]);
  });

  it('tells how far it is', async () => {
    const text = `{"example": [${'"0123456789",'.repeat(100_000)}1]}`;
    const report = await openReport(sourceOf(text, [50_000]), exampleJson);
    let last = { bytes: 0, records: 0 };
    for await (const { bytes, records, items } of report.batches()) {
      expect(bytes).toBeGreaterThan(last.bytes);
      expect(items.length).toBe(records - last.records);
      expect(items.length).toBeLessThan(30_000);
      last = { bytes, records };
    }
    expect(last).toEqual({ bytes: text.length, records: 100_001 });
  });

  it('places what a parser refuses', async () => {
    const strict: JsonParser = {
      ...exampleJson,
      open: () => ({
        facts: { scanner: 'example', target: '' },
        read({ value }) {
          if (value === 2) throw new RecordError('missing_field', { field: 'a' });
          return [];
        },
      }),
    };
    await expect(readAll(sourceOf('{"example": [1, 2]}'), strict)).rejects.toMatchObject({
      code: 'record_invalid',
      place: { path: 'example[1]' },
      params: { reason: 'missing_field', field: 'a' },
    });
  });
});

describe('XML', () => {
  it('cuts texts that nobody needs whole, which then count for no more', async () => {
    const parser: XmlParser = { ...exampleXml, cut: { 'example/group/record/answer': 5 } };
    const text = `<example><group><record><answer>${'0123456789'.repeat(100)}</answer><b>whole</b></record></group></example>`;
    const [item] = await readAll(sourceOf(text), parser, { ...READ_LIMITS, record: 500 });
    expect(item?.raw).toBe('<record><answer>01234</answer><b>whole</b></record>');
    await expect(readAll(sourceOf(text), exampleXml, { ...READ_LIMITS, record: 500 })).rejects.toThrow(
      'too_large_record',
    );
  });

  it('hands the parser what its records refer to, wherever that stands', async () => {
    const parser: XmlParser = {
      ...exampleXml,
      lookups: ['example/glossary/word'],
      open: (root, lookups) => ({
        ...exampleXml.open(root, lookups),
        *read() {
          yield { skipped: 'passed', example: lookups.map(({ text }) => text).join() };
        },
      }),
    };
    const words = '<glossary><word>a</word><word>b</word></glossary>';
    const text = `<example><group><record/></group>${words}</example>`;
    const [item] = await readAll(sourceOf(text), parser);
    expect(item?.result).toEqual({ skipped: 'passed', example: 'a,b' });
    const small = { ...READ_LIMITS, skeleton: 20 };
    await expect(readAll(sourceOf(text), parser, small)).rejects.toThrow('too_large_document');
  });

  it('shows the parser what lies before the first record, however far that is', async () => {
    const text = `<example><info>${'x'.repeat(90_000)}</info><group id="g"><record/></group></example>`;
    const head = await xmlOutline(sourceOf(text), READ_LIMITS);
    expect(head.children.map(({ name }) => name)).toEqual(['info']);
    const { children } = await xmlOutline(sourceOf(text), READ_LIMITS, exampleXml);
    expect(children[1]).toMatchObject({ name: 'group', attributes: { id: 'g' } });
  });

  it('gives records with attributes, children and finished siblings of their ancestors', async () => {
    const text =
      '<?xml version="1.0"?><!DOCTYPE example SYSTEM "example.dtd">' +
      '<example v="1"><info>x &amp; y</info><group id="g"><record a="&lt;"><b>t<![CDATA[<u>]]></b></record></group></example>';
    const element = {
      name: 'record',
      attributes: { a: '<' },
      text: '',
      children: [{ name: 'b', attributes: {}, children: [], text: 't<u>' }],
    };
    const info = { name: 'info', attributes: {}, children: [], text: 'x & y' };
    const items = await readAll(sourceOf(text), exampleXml);
    expect(items.map(({ result }) => 'example' in result && JSON.parse(result.example))).toEqual([
      [
        element,
        [
          { name: 'example', attributes: { v: '1' }, children: [info], text: '' },
          { name: 'group', attributes: { id: 'g' }, children: [], text: '' },
        ],
      ],
    ]);
    expect(items[0]?.raw).toBe('<record a="&lt;"><b>t&lt;u&gt;</b></record>');
  });
});

describe('CSV', () => {
  it('leaves out columns without a name, rows without a value and a letterhead', async () => {
    expect(await examples('rule,,path,\n,,,\na,b,c,d\n,,,\n', exampleCsv)).toEqual([[3, { rule: 'a', path: 'c' }]]);
    const wide = 'rule,path,c,d,e,f,g,h';
    const letterhead = `"A report","04 Feb"\n"Some company"\n${wide}\n1,2,3,4,5,6,7,8\n`;
    expect(await examples(letterhead, exampleCsv)).toEqual([
      [4, { rule: '1', path: '2', c: '3', d: '4', e: '5', f: '6', g: '7', h: '8' }],
    ]);
    expect(await csvHeader(sourceOf(letterhead), READ_LIMITS)).toEqual(wide.split(','));
  });

  it('finds delimiter, quotes, lines and byte order mark', async () => {
    const text = '\ufeffrule;path;note\r\nR1;"a;b";"two\nlines ""q"""\r\n\r\nR2;c;\r\n';
    expect(await examplesOfCsv(text)).toEqual([
      [2, { rule: 'R1', path: 'a;b', note: 'two\nlines "q"' }],
      [5, { rule: 'R2', path: 'c', note: '' }],
    ]);
    expect(await examplesOfCsv('rule\tpath\na\tb,c')).toEqual([[2, { rule: 'a', path: 'b,c' }]]);
  });

  const examplesOfCsv = async (text: string) =>
    (await readAll(sourceOf(text), exampleCsv)).map(({ result }) =>
      'example' in result ? JSON.parse(result.example) : null,
    );
});

describe('recognition', () => {
  it('reads on where the head of a large report says too little', async () => {
    const late = `{"padding": [${'"0123456789",'.repeat(60_000)}1], "example": [1]}`;
    expect((await detectFormat(sourceOf(late), EXAMPLES)).id).toBe('example-json');
  });

  it('says so where two formats fit', async () => {
    const twin = { ...exampleJson, id: 'twin', label: 'Twin' };
    await expect(detectFormat(sourceOf('{"example": []}'), [...EXAMPLES, twin])).rejects.toMatchObject({
      code: 'ambiguous_format',
      params: { formats: 'Example (JSON), Twin' },
    });
  });

  it('refuses a format chosen by hand that cannot be', async () => {
    await expect(openReport(sourceOf('<example/>'), exampleJson)).rejects.toBeInstanceOf(ReportError);
    await expect(openReport(sourceOf('<example/>'), exampleJson)).rejects.toMatchObject({ code: 'wrong_syntax' });
  });
});

it('unpacks gzip made of several members', async () => {
  const packed = Buffer.concat([gzipSync('{"example": [1, '), gzipSync('2]}')]);
  const container = await openContainer(sourceOf(packed));
  const items = await Promise.all(container.reports.map(({ source }) => readAll(source, exampleJson, READ_LIMITS)));
  expect(items.flat()).toHaveLength(2);
});

it('gives a finding a title of one line, and each id and tag once', async () => {
  const finding: ParsedFinding = {
    kind: 'code',
    title: ' a\n\tb ',
    severity: 1,
    severityReported: 'low',
    ruleId: 'rule',
    ids: ['CVE-2020-1', 'CVE-2020-2', 'CVE-2020-1'],
    cwe: [],
    cvss: [],
    location: {},
    description: '',
    fix: '',
    references: [],
    tags: ['t', 't'],
    identity: ['a', 'b'],
  };
  const parser: JsonParser = {
    ...exampleJson,
    open: () => ({ facts: { scanner: '', target: '' }, read: () => [finding, { ...finding, title: ' ' }] }),
  };
  const items = await readAll(sourceOf('{"example": [1]}'), parser);
  const once = { ids: ['CVE-2020-1', 'CVE-2020-2'], tags: ['t'] };
  expect(items.map(({ result }) => result)).toMatchObject([
    { ...once, title: 'a b' },
    { ...once, title: 'rule' },
  ]);
});
