import { describe, expect, it } from 'vitest';
import { holidayRegions, publicHolidays } from '@/lib/sla/public-holidays';

async function days(region: string, year: number): Promise<string[]> {
  const found = (await publicHolidays(region)) ?? [];
  return found.map(({ day }) => day).filter((day) => day.startsWith(String(year)));
}

describe('public holidays', () => {
  it('are offered for Germany by state, Switzerland by canton, South Tyrol, and the other countries as a whole', async () => {
    const regions = await holidayRegions();
    const of = (country: string) => regions.filter((one) => one.country === country).length;
    expect({ DE: of('DE'), AT: of('AT'), CH: of('CH'), IT: of('IT'), NL: of('NL') }).toEqual({
      DE: 17,
      AT: 1,
      CH: 27,
      IT: 2,
      NL: 1,
    });
    expect(regions).toContainEqual({ code: 'DE-BY', country: 'DE', name: 'Bayern' });
  });

  it('are those of the official lists, movable feasts, single years and states among them', async () => {
    expect(await days('DE', 2026)).toEqual([
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-10-03',
      '2026-12-25',
      '2026-12-26',
    ]);
    // Corpus Christi and All Saints in Bavaria, Repentance Day in Saxony alone, Reformation Day everywhere in 2017 only.
    expect(await days('DE-BY', 2026)).toEqual(expect.arrayContaining(['2026-06-04', '2026-11-01']));
    expect(await days('DE-SN', 2026)).toContain('2026-11-18');
    expect(await days('DE-BY', 2017)).toContain('2017-10-31');
    expect(await days('DE-BY', 2018)).not.toContain('2018-10-31');
    expect(await days('AT', 2026)).toContain('2026-10-26');
    expect(await days('CH-ZH', 2026)).toContain('2026-08-01');
    expect(await days('IT', 2026)).toEqual(expect.arrayContaining(['2026-04-25', '2026-06-02']));
    // Koningsdag goes to the Saturday where the 27th is a Sunday.
    expect(await days('NL', 2025)).toContain('2025-04-26');
    expect(await days('NL', 2025)).not.toContain('2025-04-27');
  });

  it('are whole days that exist, each once and in order, under a name', async () => {
    const found = (await publicHolidays('CH-TI')) ?? [];
    expect(found.length).toBeGreaterThan(51 * 8);
    expect(found.map(({ day }) => day)).toEqual([...new Set(found.map(({ day }) => day))].sort());
    for (const { day, name } of found) {
      expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
      expect(name).not.toBe('');
    }
  });

  it('are of no region that is not offered', async () => {
    for (const region of ['', 'FR', 'DE-XX', 'NL-GR', 'DE-BY-A']) expect(await publicHolidays(region)).toBeNull();
  });
});
