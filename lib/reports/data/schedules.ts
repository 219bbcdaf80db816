import { holdersOf } from '@/lib/access/data/holders';
import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { PERIODS } from '@/lib/figures/search-params';
import { type ReportPlace, reaches } from '@/lib/reports/rights';
import { CADENCES, type Cadence } from '@/lib/reports/schema';

export type Person = { readonly id: string; readonly name: string };

export type ScheduleRow = {
  readonly id: string;
  readonly version: number;
  /** Null: the whole organisation. */
  readonly team: { readonly slug: string; readonly name: string } | null;
  readonly cadence: Cadence;
  readonly weekday: number;
  readonly hour: number;
  readonly timeZone: string;
  readonly weeks: (typeof PERIODS)[number];
  /** ISO 8601 in UTC; null: it is switched off. */
  readonly nextAt: string | null;
  /** It has switched itself off: none of its people may see the report any more. */
  readonly stopped: boolean;
  /** The last turn failed so often that it is tried again later. */
  readonly tries: number;
  readonly recipients: readonly Person[];
  /** What became of the newest report on its way; null: none was sent yet. */
  readonly last: {
    readonly number: number;
    readonly sent: number;
    readonly waiting: number;
    readonly failed: readonly { readonly name: string; readonly error: string }[];
    readonly leftOut: readonly string[];
  } | null;
};

const PERSON = { select: { id: true, name: true } } as const;

async function lastOf(scheduleId: string): Promise<ScheduleRow['last']> {
  const newest = await unsafeDb().reportDelivery.aggregate({ where: { scheduleId }, _max: { number: true } });
  const { number } = newest._max;
  if (number === null) return null;
  const rows = await unsafeDb().reportDelivery.findMany({
    where: { scheduleId, number },
    include: { person: PERSON },
    orderBy: { person: { name: 'asc' } },
  });
  const named = (wanted: string) => rows.filter(({ state }) => state === wanted);
  return {
    number,
    sent: named('sent').length,
    waiting: named('queued').length + named('sending').length,
    failed: named('failed').map(({ person: { name }, error }) => ({ name, error })),
    leftOut: named('left_out').map(({ person: { name } }) => name),
  };
}

const SHOWN_MAX = 100;

/** Schedules of what the scope reaches as a whole, those that come first at the top. */
export async function listSchedules(scope: Scope): Promise<readonly ScheduleRow[]> {
  const rows = await unsafeDb().reportSchedule.findMany({
    where: scope.products === 'all' ? {} : { team: { products: { some: { id: productFilter(scope) } } } },
    include: {
      team: { select: { id: true, slug: true, name: true, products: { select: { id: true } } } },
      recipients: { select: { person: PERSON }, orderBy: { person: { name: 'asc' } } },
    },
    orderBy: [{ nextAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: SHOWN_MAX,
  });
  const own = rows.filter(({ teamId, team }) =>
    reaches(scope, { teamId, productIds: (team?.products ?? []).map(({ id }) => id) }),
  );
  return Promise.all(
    own.map(
      async ({ id, version, team, cadence, weekday, hour, timeZone, weeks, nextAt, stopped, tries, recipients }) => ({
        ...{ id, version, weekday, hour, timeZone, stopped, tries },
        team: team && { slug: team.slug, name: team.name },
        cadence: CADENCES.find((one) => one === cadence) ?? 'weekly',
        weeks: PERIODS.find((one) => one === weeks) ?? PERIODS[0],
        nextAt: nextAt?.toISOString() ?? null,
        recipients: recipients.map(({ person }) => person),
        last: await lastOf(id),
      }),
    ),
  );
}

/** Who may be sent a report of a place, by name. */
export async function recipientsOf(place: ReportPlace): Promise<readonly Person[]> {
  const holders = await holdersOf('posture:read');
  return holders.filter(({ reach }) => reaches(reach, place)).map(({ id, name }) => ({ id, name }));
}

/** Whether a way for e-mail is set up: else reports are only told of in Lagebild. */
export async function hasMail(): Promise<boolean> {
  return (await unsafeDb().escalationChannel.count({ where: { kind: 'smtp', enabled: true } })) > 0;
}
