import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '@/lib/core/csv';

describe('a line of CSV', () => {
  it('quotes what needs it and nothing else', () => {
    expect(csvLine(['a', 1, null, true, 'b,c', 'd"e', 'f\ng'])).toBe('a,1,,true,"b,c","d""e","f\ng"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '\n@x'])('disarms %j', (text) => {
    const read: string[][] = parse(csvLine([text, 'x']));
    expect(read).toEqual([[`'${text}`, 'x']]);
  });

  it('leaves numbers that are numbers alone', () => {
    expect(csvLine([-1, '1-2'])).toBe('-1,1-2\r\n');
  });

  it('comes back as it was from any reader, but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (texts) => {
        const read: string[][] = parse(csvLine(texts), { relax_column_count: true });
        expect(read).toHaveLength(1);
        expect(read[0]?.map((text, at) => (text === `'${texts[at]}` ? texts[at] : text))).toEqual(texts);
      }),
    );
  });
});
