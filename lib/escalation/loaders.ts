import 'server-only';
import { holdersOf } from '@/lib/access/data/holders';
import { pageCtx } from '@/lib/access/guard';
import { productFilter, scopeOf } from '@/lib/access/policy';
import { covers } from '@/lib/access/rules';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { configSchemas } from '@/lib/escalation/channels/send';
import { chainsInForce } from '@/lib/escalation/data/chain';
import { placesIn } from '@/lib/escalation/data/places';
import { readSchedules } from '@/lib/escalation/data/schedules';
import { columnsOf, ORGANISATION } from '@/lib/escalation/place';
import { saveProfileSchema } from '@/lib/escalation/schema';
import { PROFILE_DEFAULT } from '@/lib/escalation/stored';

const FAILED_SHOWN = 50;

function hostOf(kind: string, config: unknown): string {
  if (kind === 'smtp') return configSchemas.smtp.safeParse(config).data?.host ?? '';
  if (kind === 'pagerduty') return configSchemas.pagerduty.safeParse(config).data?.region.toUpperCase() ?? '';
  return configSchemas.webhook.safeParse(config).data?.host ?? '';
}

/** What a form about it begins with; its secrets never come back. */
function settingsOf(kind: string, config: unknown) {
  const smtp = kind === 'smtp' ? configSchemas.smtp.safeParse(config).data : undefined;
  const pagerduty = kind === 'pagerduty' ? configSchemas.pagerduty.safeParse(config).data : undefined;
  return { smtp: smtp ?? null, region: pagerduty?.region ?? null };
}

const tries = {
  orderBy: { createdAt: 'desc' },
  take: 1,
  select: { state: true, error: true, createdAt: true },
} as const;

type Reader = Pick<Ctx, 'now'> & { readonly actor: PersonActor };

/** Chains in the reader's reach, ways to reach people, and what did not arrive; null for who may not read them. */
export async function readEscalation({ actor, now }: Reader) {
  const scope = scopeOf({ actor }, 'escalation:read');
  if (!scope) return null;
  const write = scopeOf({ actor }, 'escalation:write');
  const [channels, chains, schedules, people, places, failed] = await Promise.all([
    unsafeDb().escalationChannel.findMany({ orderBy: { name: 'asc' }, include: { deliveries: tries } }),
    chainsInForce(now),
    readSchedules(now),
    holdersOf('incident:write'),
    placesIn(scope),
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
  const known = new Set([ORGANISATION, ...places.map(({ id }) => id)]);
  const mayWrite = (place: string) =>
    write !== null && (write.products === 'all' || covers(actor.grants, columnsOf(place)));
  return {
    writable: mayWrite(ORGANISATION),
    people: people.map(({ id, name }) => ({ id, name })),
    /** Teams and products in reach, the organisation first; `writable`: may have a chain of their own by the reader. */
    places: [{ id: ORGANISATION, kind: 'organisation', name: '' } as const, ...places].map((place) => ({
      ...{ ...place, writable: mayWrite(place.id) },
    })),
    schedules: schedules.map(({ id, name }) => ({ id, name })),
    channels: channels.map(({ id, kind, name, locale, version, config, enabled, deliveries }) => ({
      ...{ id, kind, name, locale, version, enabled, host: hostOf(kind, config), ...settingsOf(kind, config) },
      last: deliveries[0] ? { ...deliveries[0], createdAt: deliveries[0].createdAt.toISOString() } : null,
    })),
    /** The newest version of each; `steps` null: it was given up, and the place above counts. */
    chains: chains
      .filter(({ place }) => known.has(place))
      .map(({ place, priority, number, steps, repeats, createdBy, createdAt }) => ({
        ...{ place, priority, number, steps, repeats, createdBy, createdAt: createdAt.toISOString() },
      })),
    failed: failed.map(({ id, kind, recipient, error, detail, attempts, createdAt, incident }) => ({
      ...{ id, kind, recipient, error, detail, attempts, createdAt: createdAt.toISOString() },
      incident: incident?.number ?? null,
    })),
  };
}
export type EscalationView = NonNullable<Awaited<ReturnType<typeof readEscalation>>>;

/** As `readEscalation`, for whoever asks. */
export async function loadEscalation() {
  return readEscalation(await pageCtx());
}

/** How the reader is reached. */
export async function loadProfile() {
  const { actor } = await pageCtx();
  const row = await unsafeDb().escalationProfile.findUnique({
    where: { personId: actor.id },
    select: { defaultKinds: true, importantKinds: true, workingHours: true, quietHours: true, version: true },
  });
  return saveProfileSchema.parse(row ?? { ...PROFILE_DEFAULT, version: 0 });
}
