import { setImmediate } from 'node:timers/promises';
import type { Holiday, HolidayRegion } from '@/lib/sla/types';

/** Countries whose public holidays come with the product, and those of their parts that have their own. */
const COUNTRIES: Readonly<Record<string, 'all' | readonly string[]>> = {
  DE: 'all',
  AT: [],
  CH: 'all',
  IT: ['32'],
  NL: [],
};
/** Due dates lie ten years ahead at most; what was seen before counts from first sight on. */
const YEARS = { first: 2010, last: 2060 } as const;

/** The library's rules take half a second to load: nobody waits for them but who needs them. */
const library = async () => (await import('date-holidays')).default;

/** What a calendar may take its public holidays from, by country; `name` is null for a country as a whole. */
export async function holidayRegions(): Promise<HolidayRegion[]> {
  const Holidays = await library();
  return Object.entries(COUNTRIES).flatMap(([country, chosen]) => {
    const parts = Object.entries(new Holidays().getStates(country) ?? {})
      .filter(([code]) => chosen === 'all' || chosen.includes(code))
      .map(([code, name]) => ({ code: `${country}-${code}`, country, name }))
      .sort((a, b) => a.name.localeCompare(b.name));
    return [{ code: country, country, name: null }, ...parts];
  });
}

/**
 * The public holidays of a region (`DE`, `DE-BY`) from 2010 to 2060 under their own names, ascending, each day once; null
 * for a region that is not offered. Days that banks or schools alone keep are none.
 */
export async function publicHolidays(region: string): Promise<Holiday[] | null> {
  const known = (await holidayRegions()).find(({ code }) => code === region);
  if (!known) return null;
  const Holidays = await library();
  const [country = '', part] = region.split('-');
  const rules = part ? new Holidays(country, part) : new Holidays(country);
  const names = new Map<string, string>();
  for (let year = YEARS.first; year <= YEARS.last; year++) {
    for (const { date, name, type } of rules.getHolidays(year)) {
      const day = date.slice(0, 10);
      if (type === 'public' && !names.has(day)) names.set(day, name);
    }
    // A year takes some fifteen milliseconds: others have their turn in between.
    await setImmediate();
  }
  return [...names].map(([day, name]) => ({ day, name })).sort((a, b) => a.day.localeCompare(b.day));
}
