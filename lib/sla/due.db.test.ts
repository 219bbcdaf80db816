import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aFinding } from '@/lib/findings/testing/findings';
import { dueDates } from '@/lib/sla/data/due-dates';
import { aCalendar, aPolicy, dueOf } from '@/lib/sla/testing';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
const CRITICAL = 4;

let productId: string;
let teamId: string;
beforeEach(async () => {
  ({ productId, teamId } = await aProduct());
});

const seen = (at: string, severity = CRITICAL) => aFinding(productId, { severity, firstSeenAt: new Date(at) });

async function due(at: string, severity = CRITICAL): Promise<string | null> {
  const { id } = await seen(at, severity);
  return dueOf(id, NOW);
}

describe('days', () => {
  test('as delivered: 7, 30, 90 and 180 days from first sight, to the end of the day in UTC', async () => {
    const dates = await Promise.all([4, 3, 2, 1, 0].map((severity) => due('2026-11-01T23:30:00Z', severity)));
    expect(dates).toEqual([
      '2026-11-08T23:59:59.999Z',
      '2026-12-01T23:59:59.999Z',
      '2027-01-30T23:59:59.999Z',
      '2027-04-30T23:59:59.999Z',
      null,
    ]);
  });

  test('a day ends in the time zone of the calendar, before and after the clocks change', async () => {
    await aPolicy({ productId });
    // 20 and 27 October 2026 lie on either side of the change of the 25th; 23:30 UTC is the next day in Berlin.
    expect(await due('2026-10-20T10:00:00Z')).toBe('2026-10-27T22:59:59.999Z');
    expect(await due('2026-10-10T10:00:00Z')).toBe('2026-10-17T21:59:59.999Z');
    expect(await due('2026-10-10T22:30:00Z')).toBe('2026-10-18T21:59:59.999Z');
  });

  test('working days leave out weekends and holidays, also where the clocks change', async () => {
    const calendarId = await aCalendar({ holidays: ['2026-12-24', '2026-12-25', '2026-03-30'] });
    await aPolicy({ productId, calendarId, business: true, days: [3, 5, 10, 20, 250] });
    expect(await due('2026-12-22T10:00:00Z')).toBe('2026-12-29T22:59:59.999Z');
    expect(await due('2026-12-19T10:00:00Z')).toBe('2026-12-23T22:59:59.999Z');
    // Friday; the clocks change on Sunday, Monday is a holiday.
    expect(await due('2026-03-27T10:00:00Z')).toBe('2026-04-02T21:59:59.999Z');
  });

  test('a week may be another one than Monday to Friday', async () => {
    const calendarId = await aCalendar({ timeZone: 'Asia/Dubai', workingDays: [7, 1, 2, 3, 4] });
    await aPolicy({ productId, calendarId, business: true, days: [1, 1, 1, 1, 1] });
    expect(await due('2026-11-19T10:00:00Z')).toBe('2026-11-22T19:59:59.999Z');
  });

  test('before the calendar begins it has begun, after its end nothing is due', async () => {
    await aPolicy({ productId, business: true, days: [1, 3650, 1, 1, 1] });
    expect(await due('1980-05-01T10:00:00Z')).toBe('1990-01-02T22:59:59.999Z');
    expect(await due('2098-05-01T10:00:00Z', 3)).toBeNull();
  });
});

describe('which policy counts', () => {
  test('that of the product, else of the team, else of the organisation', async () => {
    expect(await due('2026-11-01T10:00:00Z')).toBe('2026-11-08T23:59:59.999Z');
    await aPolicy({ teamId, days: [5] });
    expect(await due('2026-11-01T10:00:00Z')).toBe('2026-11-06T22:59:59.999Z');
    await aPolicy({ productId, days: [2] });
    expect(await due('2026-11-01T10:00:00Z')).toBe('2026-11-03T22:59:59.999Z');
    const other = await aProduct();
    const { id } = await aFinding(other.productId, { severity: 4, firstSeenAt: new Date('2026-11-01T10:00:00Z') });
    expect(await dueOf(id, NOW)).toBe('2026-11-08T23:59:59.999Z');
  });

  test('of its versions the newest whose day has come, where the calendar is', async () => {
    const calendarId = await aCalendar({ timeZone: 'Pacific/Auckland' });
    await aPolicy({ productId, calendarId, days: [5] });
    await aPolicy({ productId, calendarId, days: [3], number: 2, validFrom: '2026-11-23' });
    await aPolicy({ productId, calendarId, days: [1], number: 3, validFrom: '2026-12-01' });
    const { id } = await seen('2026-11-01T10:00:00Z');
    // Auckland is thirteen hours ahead: the 23rd begins there at 11:00 UTC of the 22nd.
    expect(await dueOf(id, new Date('2026-11-22T10:59:59Z'))).toBe('2026-11-06T10:59:59.999Z');
    expect(await dueOf(id, new Date('2026-11-22T11:00:00Z'))).toBe('2026-11-04T10:59:59.999Z');
    expect(await dueOf(id, new Date('2026-12-05T11:00:00Z'))).toBe('2026-11-02T10:59:59.999Z');
  });

  test('of two versions of one day the later saved one', async () => {
    await aPolicy({ productId, days: [5] });
    await aPolicy({ productId, days: [4], number: 2 });
    expect(await due('2026-11-01T10:00:00Z')).toBe('2026-11-05T22:59:59.999Z');
  });

  test('a place can give its own up again', async () => {
    await aPolicy({ productId, days: [2] });
    await aPolicy({ teamId, days: [3] });
    await aPolicy({ productId, number: 2, validFrom: '2026-11-10', inherits: true });
    const { id } = await seen('2026-11-01T10:00:00Z');
    expect(await dueOf(id, new Date('2026-11-09T10:00:00Z'))).toBe('2026-11-03T22:59:59.999Z');
    expect(await dueOf(id, NOW)).toBe('2026-11-04T22:59:59.999Z');
  });
});

describe('shortenings', () => {
  const at = new Date('2026-11-01T10:00:00Z');
  const days = async (more: Parameters<typeof aFinding>[1] = {}) => {
    const { id } = await aFinding(productId, { severity: 3, firstSeenAt: at, ...more });
    const { rows } = await pgPool().query('SELECT days, shortening FROM sla_due_of(ARRAY[$1::int], $2)', [id, NOW]);
    return [rows[0].days, rows[0].shortening];
  };

  beforeEach(async () => {
    const shortenings = [
      { condition: 'known_exploited', threshold: null, factor: 0.25, maxDays: null },
      { condition: 'epss', threshold: 0.1, factor: null, maxDays: 10 },
      { condition: 'exposed', threshold: null, factor: 0.5, maxDays: null },
      { condition: 'tier', threshold: 2, factor: null, maxDays: 21 },
    ] as const;
    await aPolicy({ productId, shortenings });
  });

  test('the one that leaves the fewest days counts, rounded up to whole ones', async () => {
    expect(await days()).toEqual([30, null]);
    expect(await days({ knownExploited: true })).toEqual([8, 'known_exploited']);
    expect(await days({ epss: 0.1 })).toEqual([10, 'epss']);
    expect(await days({ epss: 0.0999 })).toEqual([30, null]);
    expect(await days({ epss: 0.5, knownExploited: true })).toEqual([8, 'known_exploited']);
    expect(await days({ severity: 4, epss: 0.5 })).toEqual([7, null]);
    expect(await days({ severity: 0, knownExploited: true })).toEqual([null, null]);
  });

  test('of the product: exposure to the internet and tier; what nobody has said shortens nothing', async () => {
    const weigh = (data: { tier?: number; exposure?: 'internet' | 'internal' }) =>
      unsafeDb().product.update({ where: { id: productId }, data });
    await weigh({ exposure: 'internal', tier: 3 });
    expect(await days()).toEqual([30, null]);
    await weigh({ tier: 2 });
    expect(await days()).toEqual([21, 'tier']);
    await weigh({ exposure: 'internet', tier: 1 });
    expect(await days()).toEqual([15, 'exposed']);
  });

  test('dates for a bulk load are those of the computation, for each class', async () => {
    const client = await pgPool().connect();
    const dates = await dueDates(client, productId, at, NOW);
    client.release();
    for (const severity of [0, 1, 2, 3, 4])
      for (const knownExploited of [null, false, true])
        for (const epss of [null, 0.0999, 0.1, 0.9]) {
          const { id } = await aFinding(productId, { severity, knownExploited, epss, firstSeenAt: at });
          const date = dates({ severity, knownExploited, epss })?.toISOString() ?? null;
          expect([severity, knownExploited, epss, date]).toEqual([
            severity,
            knownExploited,
            epss,
            await dueOf(id, NOW),
          ]);
        }
  });

  test('a product that is not there has no dates', async () => {
    const client = await pgPool().connect();
    const dates = await dueDates(client, randomUUID(), at, NOW);
    client.release();
    expect(dates({ severity: 4, knownExploited: true, epss: 1 })).toBeNull();
  });
});
