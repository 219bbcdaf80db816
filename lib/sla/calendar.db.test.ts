import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pgPool } from '@/lib/core/db';
import { withDatabase } from '@/lib/core/testing/database';
import { aCalendar } from '@/lib/sla/testing';

withDatabase();

const DAY_MS = 86_400_000;
const ZONES = ['Etc/UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Africa/Cairo'];

const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Day by day, as a person would with a calendar on the wall. */
function naive(from: string, days: number, working: readonly number[], holidays: ReadonlySet<string>): string {
  let at = Date.parse(from);
  for (let left = days; left > 0; ) {
    at += DAY_MS;
    const weekday = new Date(at).getUTCDay() || 7;
    if (working.includes(weekday) && !holidays.has(iso(at))) left -= 1;
  }
  return iso(at);
}

/** What a clock on the wall of the zone shows at an instant. */
function wall(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return parts.format(at);
}

const day = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2027-12-31') }).map(iso);
const calendar = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  holidays: fc.uniqueArray(day, { maxLength: 60 }),
});
const cases = fc.array(fc.record({ from: day, days: fc.integer({ min: 1, max: 300 }) }), {
  minLength: 20,
  maxLength: 20,
});

const DUE = `
  SELECT sla_due_at($1, $2, $3, c.day, c.days) AS at, sla_days_between($1, $3, c.day,
    (sla_due_at($1, $2, $3, c.day, c.days) AT TIME ZONE $2)::date) AS passed
  FROM unnest($4::date[], $5::int[]) WITH ORDINALITY AS c(day, days, n) ORDER BY n`;

test('any calendar: the due instant is the last of the day that counting on the fingers finds', async () => {
  await fc.assert(
    fc.asyncProperty(calendar, cases, fc.boolean(), async (given, asked, business) => {
      const id = await aCalendar(given);
      const args = [id, given.timeZone, business, asked.map(({ from }) => from), asked.map(({ days }) => days)];
      const { rows } = await pgPool().query<{ at: Date; passed: number }>(DUE, args);
      const holidays = new Set(given.holidays);
      const everyDay = [1, 2, 3, 4, 5, 6, 7];
      asked.forEach(({ from, days }, n) => {
        const row = rows[n];
        if (!row) throw new Error('a row is missing');
        const expected = business
          ? naive(from, days, given.workingDays, holidays)
          : naive(from, days, everyDay, new Set());
        expect(wall(row.at, given.timeZone)).toBe(`${expected} 23:59:59`);
        expect(wall(new Date(row.at.getTime() + 1), given.timeZone).slice(0, 10)).toBe(
          iso(Date.parse(expected) + DAY_MS),
        );
        expect(row.passed).toBe(days);
      });
    }),
    { numRuns: 12 },
  );
});
