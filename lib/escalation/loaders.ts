import 'server-only';
import { holdersOf } from '@/lib/access/data/holders';
import { pageCtx } from '@/lib/access/guard';
import { productFilter, scopeOf } from '@/lib/access/policy';
import { covers } from '@/lib/access/rules';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { configSchemas } from '@/lib/escalation/channels/send';
import { readSchedules } from '@/lib/escalation/data/schedules';
import { ORGANISATION } from '@/lib/escalation/place';
import { segmentsOf } from '@/lib/escalation/schedule-rules';
import { PROFILE_DEFAULT, profileSchema, stepsSchema } from '@/lib/escalation/stored';

const EVERYWHERE = { teamId: null, productId: null };
const SHOWN_DAYS = 14;

/** Schedules and who is on call for the next two weeks; null for who may not read them. */
export async function loadOnCall() {
  const { actor, now } = await pageCtx();
  if (!scopeOf({ actor }, 'oncall:read')) return null;
  const write = scopeOf({ actor }, 'oncall:write');
  const [schedules, holders, zones] = await Promise.all([
    readSchedules(now),
    holdersOf('incident:write'),
    unsafeDb().person.findMany({ where: { disabledAt: null }, select: { id: true, name: true, timeZone: true } }),
  ]);
  const present = new Set(holders.map(({ id }) => id));
  const people = new Map(zones.map(({ id, name, timeZone }) => [id, { name, timeZone }]));
  const named = (id: string | null) => (id === null ? null : (people.get(id) ?? null));
  return {
    now: now.toISOString(),
    me: actor.id,
    /** May put people on call; may change the schedules themselves. */
    mayTake: write !== null && present.has(actor.id),
    mayOverride: write !== null,
    mayEdit: write !== null && (write.products === 'all' || covers(actor.grants, EVERYWHERE)),
    people: holders.map(({ id, name }) => ({ id, name })),
    schedules: schedules.map((one) => ({
      ...{ id: one.id, name: one.name, timeZone: one.timeZone, version: one.version },
      segments: segmentsOf(one, now, addDays(now, SHOWN_DAYS), present).map((segment) => ({
        ...{ from: segment.from.toISOString(), to: segment.to.toISOString(), overrideId: segment.overrideId },
        person: named(segment.personId),
      })),
    })),
  };
}
export type OnCallView = NonNullable<Awaited<ReturnType<typeof loadOnCall>>>;
export type ScheduleView = OnCallView['schedules'][number];

const FAILED_SHOWN = 50;

function hostOf(kind: string, config: unknown): string {
  if (kind === 'smtp') return configSchemas.smtp.safeParse(config).data?.host ?? '';
  if (kind === 'pagerduty') return configSchemas.pagerduty.safeParse(config).data?.region.toUpperCase() ?? '';
  return configSchemas.webhook.safeParse(config).data?.host ?? '';
}

const tries = {
  orderBy: { createdAt: 'desc' },
  take: 1,
  select: { state: true, error: true, createdAt: true },
} as const;

/** Chains of the organisation, ways to reach people, and what did not arrive; null for who may not read them. */
export async function loadEscalation() {
  const { actor, now } = await pageCtx();
  const scope = scopeOf({ actor }, 'escalation:read');
  if (!scope) return null;
  const write = scopeOf({ actor }, 'escalation:write');
  const [channels, chains, schedules, failed] = await Promise.all([
    unsafeDb().escalationChannel.findMany({ orderBy: { name: 'asc' }, include: { deliveries: tries } }),
    unsafeDb().escalationChain.findMany({
      where: { place: ORGANISATION, validFrom: { lte: now } },
      orderBy: [{ priority: 'asc' }, { number: 'desc' }],
      distinct: ['priority'],
    }),
    readSchedules(now),
    unsafeDb().escalationDelivery.findMany({
      where: {
        state: 'failed',
        OR: [{ incidentId: null }, { incident: { productId: productFilter(scope) } }],
      },
      include: { incident: { select: { number: true } } },
      orderBy: { createdAt: 'desc' },
      take: FAILED_SHOWN,
    }),
  ]);
  return {
    writable: write !== null && (write.products === 'all' || covers(actor.grants, EVERYWHERE)),
    schedules: schedules.map(({ id, name }) => ({ id, name })),
    channels: channels.map(({ id, kind, name, config, enabled, deliveries }) => ({
      ...{ id, kind, name, enabled, host: hostOf(kind, config) },
      last: deliveries[0] ? { ...deliveries[0], createdAt: deliveries[0].createdAt.toISOString() } : null,
    })),
    chains: chains.flatMap(({ priority, number, steps, repeats, createdBy }) =>
      steps === null ? [] : [{ priority, number, repeats, createdBy, steps: stepsSchema.parse(steps) }],
    ),
    failed: failed.map(({ id, kind, recipient, error, detail, attempts, createdAt, incident }) => ({
      ...{ id, kind, recipient, error, detail, attempts, createdAt: createdAt.toISOString() },
      incident: incident?.number ?? null,
    })),
  };
}
export type EscalationView = NonNullable<Awaited<ReturnType<typeof loadEscalation>>>;

/** Whom an incident's chains have told, newest first; null for who may not read the incident. */
export async function loadDeliveries(number: number) {
  const { actor } = await pageCtx();
  const scope = scopeOf({ actor }, 'incident:read');
  if (!scope) return null;
  const incident = await unsafeDb().incident.findFirst({
    where: { number, productId: productFilter(scope) },
    select: {
      escalations: { where: { stoppedAt: null }, select: { nextAt: true }, orderBy: { nextAt: 'asc' } },
      deliveries: { orderBy: [{ createdAt: 'desc' }, { recipient: 'asc' }], take: 100 },
    },
  });
  if (!incident) return null;
  return {
    nextAt: incident.escalations.find(({ nextAt }) => nextAt !== null)?.nextAt?.toISOString() ?? null,
    rows: incident.deliveries.map(({ id, kind, recipient, state, error, attempts, createdAt, answeredAt }) => ({
      ...{ id, kind, recipient, state, error, attempts, answered: answeredAt !== null },
      createdAt: createdAt.toISOString(),
    })),
  };
}

/** How the reader is reached. */
export async function loadProfile() {
  const { actor } = await pageCtx();
  const row = await unsafeDb().escalationProfile.findUnique({
    where: { personId: actor.id },
    select: { defaultKinds: true, importantKinds: true, workingHours: true, quietHours: true },
  });
  return profileSchema.parse(row ?? PROFILE_DEFAULT);
}
