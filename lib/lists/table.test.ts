import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '@/lib/core/csv';
import { csvRows } from '@/lib/core/csv-rows';
import { COLUMNS, cellOf, FIELDS_OF } from '@/lib/lists/columns';
import { EMPTY_ENTRY, holds, readEntry } from '@/lib/lists/entry';
import { LIST_LIMITS } from '@/lib/lists/limits';
import { readTable } from '@/lib/lists/table';
import { type Entry, KINDS, type Kind } from '@/lib/lists/types';

const bytes = (text: string) => new TextEncoder().encode(text);
const problems = (kind: Kind, text: string) => {
  const read = readTable(kind, bytes(text));
  return 'problems' in read ? read.problems.map(({ line, column, code }) => [line, column, code]) : [];
};

describe('a file', () => {
  it('is read whole: addresses, ranges, patterns, ports and days in the notation that is kept', () => {
    const text = [
      'host;port;protocol;reason;until',
      'Shop.Example.;443;;Shop;2026-12-31',
      '10.0.0.0/8;8000 - 8100;UDP;"Phones; old"; ',
      '[2001:DB8::0001];22;tcp;Administration;',
      '*.shop.example;*;any;Test;',
      '',
    ].join('\r\n');
    expect(readTable('ports', bytes(text))).toEqual({
      entries: [
        { subject: 'shop.example', detail: '443', protocol: 'tcp', reason: 'Shop', owner: '', until: '2026-12-31' },
        { subject: '10.0.0.0/8', detail: '8000-8100', protocol: 'udp', reason: 'Phones; old', owner: '', until: null },
        { subject: '2001:db8::1', detail: '22', protocol: 'tcp', reason: 'Administration', owner: '', until: null },
        { subject: '*.shop.example', detail: '0-65535', protocol: 'any', reason: 'Test', owner: '', until: null },
      ],
    });
    expect(
      readTable('registries', bytes('registry,repository,reason\nhttps://Index.Docker.io/,/library/,Base\n')),
    ).toEqual({
      entries: [{ subject: 'docker.io', detail: 'library', protocol: '', reason: 'Base', owner: '', until: null }],
    });
  });

  it('with mistakes is refused whole, each with its line', () => {
    const text = [
      'host,port,protocol,reason,until',
      '10.0.0.1/8,443,tcp,x,',
      '300.1.1.1,80-22,icmp,,2026-02-30',
      ',1,,x,',
      'a.example,1,,x,',
      'A.example,1,TCP,y,',
      `b.example,1,,${'x'.repeat(LIST_LIMITS.text + 1)},`,
    ].join('\n');
    expect(problems('ports', text)).toEqual([
      [2, 'host', 'range_bits'],
      [3, 'until', 'until_wrong'],
      [3, 'host', 'subject_wrong'],
      [3, 'port', 'port_wrong'],
      [3, 'protocol', 'protocol_wrong'],
      [3, 'reason', 'reason_missing'],
      [4, 'host', 'subject_missing'],
      [6, null, 'same_entry'],
      [7, 'reason', 'too_long'],
    ]);
  });

  it.each<[string, Kind, string, string]>([
    ['nothing', 'hosts', '', 'empty'],
    ['another table', 'hosts', 'registry\nx\n', 'column_missing'],
    ['a column twice', 'hosts', 'host,host\na,b\n', 'column_twice'],
    ['a row of another length', 'hosts', 'host,owner\na.example\n', 'cells'],
    ['every host', 'hosts', 'host\n*\n', 'everything'],
    ['an open quote', 'hosts', 'host\n"a\n', 'unreadable'],
    ['too many', 'hosts', `host\n${'a.example\n'.repeat(LIST_LIMITS.entries + 1)}`, 'too_many'],
    ['a registry with a path', 'registries', 'registry,reason\nreg.example/shop,x\n', 'registry_wrong'],
  ])('of %s is refused', (_, kind, text, code) => {
    expect(problems(kind, text).map(([, , found]) => found)).toContain(code);
  });

  it('with a header alone empties the list', () => {
    expect(readTable('hosts', bytes('host,owner\n'))).toEqual({ entries: [] });
  });

  it('of anything gives a list or mistakes, never an exception, and never more mistakes than are named', () => {
    const line = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.array(line, { maxLength: 8 }), fc.boolean(), (kind, lines, headed) => {
        const header = FIELDS_OF(kind).map((field) => COLUMNS[kind][field]);
        const read = readTable(kind, bytes([...(headed ? [header.join(',')] : []), ...lines].join('\n')));
        if ('problems' in read) expect(read.problems.length).toBeLessThanOrEqual(LIST_LIMITS.named);
        else expect(read.entries.length).toBeLessThanOrEqual(lines.length);
      }),
    );
  });
});

describe('what is exported', () => {
  const day = fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
  const text = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ maxLength: 10 }).map((end) => `=${end}`),
    fc.constant("'=1+1"),
  );
  const raw = fc.record({
    subject: fc.constantFrom('a.example', '*.b.example', '10.0.0.0/8', '2001:db8::/32', '-a', '192.0.2.1', '_x'),
    detail: fc.constantFrom('1', '1-2', '0-65535', 'shop', ''),
    protocol: fc.constantFrom('', 'tcp', 'any'),
    reason: text,
    owner: text,
    until: fc.option(day, { nil: '' }),
  });

  it('comes back as it was, and holds no formula', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), raw, (kind, said) => {
        const read = readEntry(kind, said);
        if ('problems' in read) return;
        const fields = FIELDS_OF(kind);
        const cells = fields.map((field) => cellOf(read.entry, field));
        const file = csvLine(fields.map((field) => COLUMNS[kind][field] ?? '')) + csvLine(cells);
        expect(readTable(kind, bytes(file))).toEqual({ entries: [read.entry] });
        const shown = csvRows(bytes(file), 10);
        const all = 'rows' in shown ? shown.rows.flatMap((row) => row.cells) : [];
        expect(all.filter((cell) => /^[\t\r\n ]*[=+\-@]/.test(cell))).toEqual([]);
      }),
    );
  });
});

it('an entry holds through its last day', () => {
  const entry: Entry = { ...EMPTY_ENTRY, until: '2026-11-22' };
  expect(holds(entry, new Date('2026-11-22T23:59:59Z'))).toBe(true);
  expect(holds(entry, new Date('2026-11-23T00:00:00Z'))).toBe(false);
});
