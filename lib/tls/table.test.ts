import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEndpointSchema } from '@/lib/tls/schema';
import { ROWS_MAX, readTable, tableTemplate } from '@/lib/tls/table';

const read = (text: string) => readTable(Buffer.from(text));

describe('a table of endpoints', () => {
  it('takes its own template', () => {
    const { entries, count } = read(tableTemplate());
    expect(count).toBe(0);
    expect(entries.map(({ host, port, starttls, target }) => [host, port, starttls, target])).toEqual([
      ['shop.example', 443, '', 'A'],
      ['mail.example', 25, 'smtp', 'B'],
    ]);
  });

  it('keeps what is good, and names line and mistake of the rest', () => {
    const { entries, problems } = read(
      'host;port;starttls\nshop.example;;\nhttps://shop.example/;443;\nmail.example;;smtp\nmail.example;70000;\nx.example;443;telnet\nSHOP.example.;443;\n',
    );
    expect(entries.map(({ host, port }) => `${host}:${port}`)).toEqual(['shop.example:443', 'mail.example:25']);
    expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '3 host',
      '5 port',
      '6 starttls',
      '7 same_line',
    ]);
  });

  it('takes names alone as SNI: addresses are none (RFC 6066, 3)', () => {
    const { entries, problems } = read(
      'host,sni\n192.0.2.7,shop.example\n192.0.2.7,192.0.2.7\nshop.example,0x7f.1\nshop.example,2001:db8::1\n',
    );
    expect(entries.map(({ host, sni }) => [host, sni])).toEqual([['192.0.2.7', 'shop.example']]);
    expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual(['3 sni', '4 sni', '5 sni']);
    const asked = (sni: string) => createEndpointSchema.shape.sni.safeParse(sni).success;
    expect(['', 'shop.example', '192.0.2.7', '[2001:db8::1]'].map(asked)).toEqual([true, true, false, false]);
  });

  it('is refused whole where it is no such table', () => {
    expect(read('').problems[0]?.code).toBe('empty');
    expect(read('host,port\n').problems[0]?.code).toBe('empty');
    expect(read('name,port\nshop.example,443\n').problems[0]).toMatchObject({ code: 'column_unknown' });
    expect(read('port\n443\n').problems[0]).toMatchObject({ code: 'column_missing' });
    expect(read('host\n"shop.example\n').problems[0]?.code).toBe('unreadable');
    expect(read(`host\n${'a.example\n'.repeat(ROWS_MAX + 1)}`).problems[0]?.code).toBe('too_many_rows');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void read(`host,port,target\n${text}`)));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => void readTable(bytes)));
  });
});
