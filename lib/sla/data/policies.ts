import { productFilter, type Scope } from '@/lib/access/policy';
import { dayIn, isoDay } from '@/lib/core/datetime';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import type { PolicyRules } from '@/lib/sla/schema';
import type { CalendarView, PlacePolicy, PolicyVersion, SlaPlace } from '@/lib/sla/types';

const versionSelect = {
  id: true,
  teamId: true,
  productId: true,
  number: true,
  validFrom: true,
  inherits: true,
  calendarId: true,
  business: true,
  starts: true,
  critical: true,
  high: true,
  medium: true,
  low: true,
  info: true,
  pauseAwaiting: true,
  pauseAccepted: true,
  claimedDays: true,
  warnDays: true,
  createdAt: true,
  createdByName: true,
  team: { select: { name: true } },
  product: { select: { name: true } },
  calendar: { select: { timeZone: true } },
  shortenings: {
    select: { condition: true, threshold: true, factor: true, maxDays: true },
    orderBy: { condition: 'asc' },
  },
} satisfies Prisma.SlaPolicySelect;
type Row = Prisma.SlaPolicyGetPayload<{ select: typeof versionSelect }>;
type Shortening = PolicyRules['shortenings'][number];

/** `real` columns hold 0.1 as 0.10000000149011612: as it was entered, to six digits. */
const decimal = (value: number) => Number(value.toPrecision(6));

function shorteningOf({ condition, threshold, factor, maxDays }: Row['shortenings'][number]): Shortening {
  const limit = threshold === null ? null : decimal(threshold);
  const how = factor === null ? { factor, maxDays: maxDays ?? 1 } : { factor: decimal(factor), maxDays: null };
  switch (condition) {
    case 'known_exploited':
    case 'exposed':
      return { condition, threshold: null, ...how };
    case 'epss':
    case 'tier':
      return { condition, threshold: limit ?? 1, ...how };
  }
}

function rulesOf(row: Row): PolicyRules | null {
  if (row.inherits) return null;
  const { calendarId, business, starts, critical, high, medium, low, info } = row;
  const { pauseAwaiting, pauseAccepted, claimedDays, warnDays } = row;
  const days = { critical, high, medium, low, info };
  const shortenings = row.shortenings.map(shorteningOf);
  return { calendarId, business, starts, days, shortenings, pauseAwaiting, pauseAccepted, claimedDays, warnDays };
}

export function placeOf({ teamId, productId }: Pick<Row, 'teamId' | 'productId'>): SlaPlace {
  if (productId !== null) return { kind: 'product', id: productId };
  return teamId === null ? { kind: 'organisation', id: null } : { kind: 'team', id: teamId };
}

/** `rows` are those of one place, newest first. */
function versionsOf(rows: readonly Row[], now: Date): PolicyVersion[] {
  const planned = ({ validFrom, calendar }: Row) => isoDay(validFrom) > dayIn(now, calendar.timeZone);
  const inForce = rows.find((row) => !planned(row));
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    validFrom: isoDay(row.validFrom),
    state: planned(row) ? 'planned' : row === inForce ? 'in_force' : 'past',
    rules: rulesOf(row),
    createdAt: row.createdAt.toISOString(),
    createdByName: row.createdByName,
  }));
}

/** Every policy of the organisation and of what is in scope, the organisation first, then by name. */
export async function listPolicies(scope: Scope, now: Date): Promise<PlacePolicy[]> {
  const products = productFilter(scope);
  const reach = products && {
    OR: [
      { teamId: null, productId: null },
      { productId: products },
      { team: { products: { some: { id: products } } } },
    ],
  };
  const rows = await unsafeDb().slaPolicy.findMany({
    where: reach,
    select: versionSelect,
    orderBy: [{ validFrom: 'desc' }, { number: 'desc' }],
  });
  const places = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row.productId ?? row.teamId ?? '';
    places.set(key, [...(places.get(key) ?? []), row]);
  }
  const found = [...places.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const name = first.product?.name ?? first.team?.name ?? '';
    return [{ place: placeOf(first), name, versions: versionsOf(own, now) }];
  });
  return found.sort((a, b) => rank(a.place) - rank(b.place) || a.name.localeCompare(b.name));
}

function rank({ kind }: SlaPlace): number {
  return ['organisation', 'team', 'product'].indexOf(kind);
}

/** Calendars belong to the organisation: whoever may read a policy sees all of them. */
export async function listCalendars(_scope: Scope): Promise<CalendarView[]> {
  const rows = await unsafeDb().slaCalendar.findMany({
    select: {
      id: true,
      name: true,
      timeZone: true,
      workingDays: true,
      region: true,
      updatedAt: true,
      holidays: { select: { day: true, name: true, regional: true }, orderBy: { day: 'asc' } },
    },
    orderBy: { name: 'asc' },
  });
  return rows.map(({ holidays, updatedAt, ...calendar }) => {
    const of = (regional: boolean) =>
      holidays.filter((one) => one.regional === regional).map(({ day, name }) => ({ day: isoDay(day), name }));
    return { ...calendar, holidays: of(false), regional: of(true), updatedAt: updatedAt.toISOString() };
  });
}
