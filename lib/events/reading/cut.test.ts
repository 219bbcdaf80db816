import { describe, expect, it } from 'vitest';
import { cutJson } from '@/lib/events/reading/cut-json';
import { cutLines } from '@/lib/events/reading/cut-lines';

const cut = (text: string, ...envelopes: string[]) =>
  [...cutJson(text, envelopes)].map((piece) => ('refused' in piece ? [piece.refused, piece.line] : piece.text));

describe('records of JSON', () => {
  it('stay as they were written', () => {
    const record = '{"t": 1545324000123456789, "s": "a\\"}{[\\\\"}';
    expect(cut(`${record}\n${record}\n`)).toEqual([record, record]);
    expect(cut(`[${record},\n ${record}]`)).toEqual([record, record]);
    expect(cut(`${record}${record}`)).toEqual([record, record]);
  });

  it('may go over several lines', () => {
    expect(cut('{\n  "a": {\n    "b": [1]\n  }\n}\n{"c": 2}')).toEqual([
      '{\n  "a": {\n    "b": [1]\n  }\n}',
      '{"c": 2}',
    ]);
  });

  it('lie in envelopes that their shape names', () => {
    const text = '{"kind": "List", "meta": {"items": [9]}, "items": [{"a": 1}, {"a": 2}], "more": [1]}';
    expect(cut(text, 'items')).toEqual(['{"a": 1}', '{"a": 2}']);
    expect(cut(text, 'records')).toEqual([text]);
    expect(cut(`${text}\n${text}`, 'items')).toHaveLength(4);
    expect(cut('{"items": []}', 'items')).toEqual([]);
    // An envelope that was cut off is over where the text is.
    expect(cut('{"items": []', 'items')).toEqual([]);
    expect(cut('{"items": [{"a": 1}]', 'items')).toEqual(['{"a": 1}']);
    expect(cut('{"items": [{"a": 1}], "more', 'items')).toEqual(['{"a": 1}']);
    expect(cut('{"items": "none"}', 'items')).toEqual(['{"items": "none"}']);
  });

  it('are refused by the line, and the others are kept', () => {
    expect(cut('{"a": 1}\n{"a": "cut o\n{"a": 3}\nno json\n{"a": 5}')).toEqual([
      '{"a": 1}',
      ['not_json', 2],
      '{"a": 3}',
      ['not_json', 4],
      '{"a": 5}',
    ]);
    expect(cut('{"a": {"b": 1\n{"a": 2}\n{"a": 3}')).toEqual([['not_json', 1], '{"a": 2}', '{"a": 3}']);
  });

  it('before the place where an array breaks are kept', () => {
    expect(cut('[{"a": 1},\n{"a": 2},\n{"a": "cu')).toEqual(['{"a": 1}', '{"a": 2}', ['not_json', 3]]);
    expect(cut('[{"a": 1}')).toEqual(['{"a": 1}', ['not_json', 1]]);
  });

  it('beyond limits cost no other one of their array', () => {
    const deep = `{"a": ${'['.repeat(100)}${']'.repeat(100)}}`;
    expect(cut(`[{"a": 1}, ${deep}, {"a": 3}]`)).toEqual(['{"a": 1}', ['too_deep', 1], '{"a": 3}']);
  });

  it('have limits', () => {
    expect(cut(`${'['.repeat(3)}${'['.repeat(100)}`)).toEqual([['too_deep', 1]]);
    expect(cut(`{"a": [${'1,'.repeat(600_000)}{}]}`)).toEqual([['too_large', 1]]);
    expect(cut('')).toEqual([]);
    expect(cut(' \n ')).toEqual([]);
  });

  it('that never end take no more than a moment', () => {
    const began = performance.now();
    expect(cut('{"a":{\n'.repeat(200_000))).toHaveLength(200_000);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

it('lines are records where the shape is text', () => {
  expect([...cutLines('one\r\n\n two \nthree')]).toEqual([
    { text: 'one', line: 1 },
    { text: ' two', line: 3 },
    { text: 'three', line: 4 },
  ]);
});

it('lines in a row that have something in common are one record', () => {
  const joins = (line: string) => line.match(/^\d/)?.[0] ?? '';
  expect([...cutLines('1a\n1b\n2a\nx\nx\n1c', joins)]).toEqual([
    { text: '1a\n1b', line: 1 },
    { text: '2a', line: 3 },
    { text: 'x', line: 4 },
    { text: 'x', line: 5 },
    { text: '1c', line: 6 },
  ]);
  const long = `1${'x'.repeat(600_000)}`;
  expect([...cutLines(`${long}\n${long}\n`, joins)].map(({ text }) => text.length)).toEqual([600_001, 600_001]);
});
