import { describe, expect, it } from 'vitest';
import { type ReadTable, ROWS_MAX, readTable, tableTemplate } from '@/lib/engagements/table';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (...lines: readonly string[]) => readTable(bytes(lines.join('\r\n')));

/** "line column code" of each mistake. */
function told(table: ReadTable): string[] {
  return 'problems' in table ? table.problems.map(({ line, column, code }) => `${line} ${column ?? '-'} ${code}`) : [];
}

function entriesOf(table: ReadTable) {
  if ('problems' in table) throw new Error(told(table).join(', '));
  return table.entries;
}

describe('a table of findings', () => {
  it('is taken as the template has it', () => {
    const [entry] = entriesOf(readTable(bytes(tableTemplate())));
    expect(entry).toMatchObject({ severity: 'high', cwe: [79], reference: 'F-01', parameter: 'text' });
  });

  it('takes what spreadsheets write: any order of columns, semicolons, line breaks in cells, Windows letters', () => {
    const [entry] = entriesOf(read('Severity;TITLE;description', 'LOW;Offene Tür;"eins\nzwei"'));
    expect(entry).toMatchObject({ title: 'Offene Tür', severity: 'low', description: 'eins\nzwei' });
    const western = new Uint8Array([...bytes('title,severity\r\nT'), 0xfc, ...bytes('r,info\r\n')]);
    expect(entriesOf(readTable(western))[0]?.title).toBe('Tür');
  });

  it('works the severity out of a CVSS 3 vector where none is given', () => {
    const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
    expect(entriesOf(read('title,cvss', `Takeover,${vector}`))[0]?.severity).toBe('critical');
    expect(told(read('title,cvss', 'Takeover,CVSS:4.0/AV:N'))).toEqual(['2 severity severity_required']);
  });

  it('is refused whole, with line, column and remedy of each mistake', () => {
    const table = read(
      'title,severity,location,cwe,cvss,references',
      'Fine,high,https://a.example/x,79,,',
      ',high,,,,',
      'Word,terrible,,,,',
      '"Two',
      'lines",high,,abc,nonsense,ftp://x',
      'short,high',
      'FINE ,low,https://A.example/x?id=1,,,',
    );
    expect(told(table)).toEqual([
      '3 title required',
      '4 severity severity_unknown',
      '5 cvss cvss_unknown',
      '5 cwe cwe_unknown',
      '5 references link_unknown',
      '7 - cells',
    ]);
  });

  it('tells two rows of one finding, and keeps equal titles at different places apart', () => {
    const rows = ['XSS,high,https://a.example/x', 'XSS,high,https://a.example/y', ' xss ,low,HTTPS://a.example/x#top'];
    expect(told(read('title,severity,location', ...rows))).toEqual(['4 location same_finding']);
    expect(entriesOf(read('title,severity,location', ...rows.slice(0, 2)))).toHaveLength(2);
  });

  it('says which columns are wrong', () => {
    expect(told(read('name,severity', 'x,high'))).toEqual(['1 - column_missing', '1 - column_unknown']);
    expect(told(read('title,severity,Title', 'x,high,y'))).toEqual(['1 - column_twice']);
    expect(told(read('title,severity'))).toEqual(['1 - empty']);
    expect(told(readTable(bytes('')))).toEqual(['1 - empty']);
  });

  it('is bounded: rows, cells, what is no table at all', () => {
    const many = Array.from({ length: ROWS_MAX + 1 }, (_, index) => `T${index},low`);
    expect(told(read('title,severity', ...many))).toEqual([`${ROWS_MAX + 2} - too_many_rows`]);
    expect(told(read('title,severity', `${'x'.repeat(400)},low`))).toEqual(['2 title too_long']);
    expect(told(read('title,severity', '"open,low'))[0]).toContain('unreadable');
    expect(told(read('title,severity', `"${'x'.repeat(300_000)}",low`))[0]).toContain('unreadable');
    expect(told(readTable(new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 0xff])))[0]).toContain('column_missing');
    const wrong = Array.from({ length: 200 }, (_, index) => `T${index},bad`);
    const table = read('title,severity', ...wrong);
    expect('problems' in table && [table.problems.length, table.count]).toEqual([50, 200]);
  });
});
