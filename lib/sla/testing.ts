import { randomUUID } from 'node:crypto';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { followDue, keepClocks } from '@/lib/sla/jobs';
import type { Shortening } from '@/lib/sla/types';

type CalendarOptions = {
  readonly timeZone?: string;
  readonly workingDays?: number[];
  /** `YYYY-MM-DD` */
  readonly holidays?: readonly string[];
};

/** A calendar of a test, Monday to Friday in Berlin unless it says otherwise. */
export async function aCalendar(options: CalendarOptions = {}): Promise<string> {
  const { timeZone = 'Europe/Berlin', workingDays = [1, 2, 3, 4, 5], holidays = [] } = options;
  const { id } = await unsafeDb().slaCalendar.create({
    data: {
      name: randomUUID(),
      timeZone,
      workingDays,
      updatedAt: new Date(0),
      holidays: { create: holidays.map((day) => ({ day: new Date(day), name: day })) },
    },
  });
  await pgPool().query('SELECT sla_build_days($1)', [id]);
  return id;
}

const kept = new Map<string, Promise<string>>();

/** The same, made once a file: writing down its 40,000 days takes most of a second. For tests that leave it as it is. */
export function theCalendar(timeZone: string): Promise<string> {
  const known = kept.get(timeZone) ?? aCalendar({ timeZone });
  kept.set(timeZone, known);
  return known;
}

type PolicyOptions = {
  readonly teamId?: string;
  readonly productId?: string;
  readonly number?: number;
  readonly calendarId?: string;
  readonly validFrom?: string;
  readonly inherits?: boolean;
  readonly business?: boolean;
  readonly starts?: 'first_seen' | 'confirmed';
  /** Critical first. */
  readonly days?: readonly (number | null)[];
  readonly claimedDays?: number;
  readonly warnDays?: number;
  readonly pauseAwaiting?: boolean;
  readonly shortenings?: readonly Shortening[];
};

/** A version of a policy: 7, 30, 90 and 180 days in Berlin, from long ago, unless it says otherwise. */
export async function aPolicy(options: PolicyOptions): Promise<string> {
  const { days = [7, 30, 90, 180, null], shortenings = [], validFrom = '2020-01-01', calendarId, ...given } = options;
  const [critical, high, medium, low, info] = days;
  const { id } = await unsafeDb().slaPolicy.create({
    data: {
      number: 1,
      ...given,
      calendarId: calendarId ?? (await theCalendar('Europe/Berlin')),
      validFrom: new Date(validFrom),
      critical: critical ?? null,
      high: high ?? null,
      medium: medium ?? null,
      low: low ?? null,
      info: info ?? null,
      createdAt: new Date(0),
      createdByName: 'test',
      appliedAt: new Date(0),
      shortenings: { create: [...shortenings] },
    },
  });
  return id;
}

/** When a finding is due, as the computation says, ISO 8601 in UTC. */
export async function dueOf(id: number, now: Date): Promise<string | null> {
  const { rows } = await pgPool().query<{ due_at: Date | null }>('SELECT due_at FROM sla_due_of(ARRAY[$1::int], $2)', [
    id,
    now,
  ]);
  return rows[0]?.due_at?.toISOString() ?? null;
}

/** A request to accept the risk of a product's findings; of those named, or of everything up to critical. */
export async function aRequest(productId: string, at: Date, findings: readonly number[] | null): Promise<string> {
  const requester = await unsafeDb().person.create({
    data: { tenantId: randomUUID(), objectId: randomUUID(), name: 'Requester' },
    select: { id: true },
  });
  const named = (findings ?? []).map((findingId) => ({ findingId, severity: 4, exploited: false }));
  const { id } = await unsafeDb().acceptance.create({
    data: {
      productId,
      scope: findings ? 'findings' : 'product',
      ceiling: 4,
      exploited: false,
      reason: 'mitigated',
      justification: 'test',
      measures: 'test',
      requesterId: requester.id,
      requestedAt: at,
      expiresAt: new Date('2027-11-22T12:00:00Z'),
      findings: { create: named },
    },
    select: { id: true },
  });
  return id;
}

/** What the worker does with due dates, until nothing is left to do. */
export async function work(now: Date): Promise<void> {
  const worker = ctx(system, now);
  await keepClocks(worker);
  await followDue(worker);
}
