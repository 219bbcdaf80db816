import 'server-only';
import { z } from 'zod';
import { listPlaces } from '@/lib/access/data/people';
import { pageCtx } from '@/lib/access/guard';
import { type Scope, scopeOf } from '@/lib/access/policy';
import { covers } from '@/lib/access/rules';
import type { PlaceDto } from '@/lib/access/types';
import type { Grants } from '@/lib/core/context';
import { dayIn } from '@/lib/core/datetime';
import { listCalendars, listPolicies } from '@/lib/sla/data/policies';
import { columnsOf, placeKey } from '@/lib/sla/place';
import { holidayRegions } from '@/lib/sla/public-holidays';
import type { CalendarView, HolidayRegion, PlacePolicy, SlaPlace } from '@/lib/sla/types';

const EVERYWHERE = { teamId: null, productId: null };

function mayWrite(scope: Scope | null, grants: Grants, place: SlaPlace): boolean {
  return scope !== null && (scope.products === 'all' || covers(grants, columnsOf(place)));
}

type Overview = {
  readonly policies: readonly PlacePolicy[];
  readonly calendars: readonly CalendarView[];
  /** Places that could have a policy of their own and that the person may give one; null for who may not write. */
  readonly addable:
    | readonly { readonly key: string; readonly kind: 'team' | 'product'; readonly name: string }[]
    | null;
  readonly mayEditCalendars: boolean;
};

/** All policies and calendars in reach; null for who may not read them. */
export async function loadSla(): Promise<Overview | null> {
  const { actor, now } = await pageCtx();
  const scope = scopeOf({ actor }, 'setting:read');
  if (!scope) return null;
  const writable = scopeOf({ actor }, 'sla:write');
  const [policies, calendars, teams] = await Promise.all([
    listPolicies(scope, now),
    listCalendars(scope),
    writable && listPlaces(writable),
  ]);
  const taken = new Set(policies.map(({ place }) => placeKey(place)));
  const addable =
    teams && placesOf(teams).filter(({ key, place }) => !taken.has(key) && mayWrite(writable, actor.grants, place));
  const mayEditCalendars = writable !== null && (writable.products === 'all' || covers(actor.grants, EVERYWHERE));
  return { policies, calendars, addable, mayEditCalendars };
}

function placesOf(teams: readonly PlaceDto[]) {
  const place = (kind: 'team' | 'product', { id, name }: { readonly id: string; readonly name: string }) => {
    const at: SlaPlace = { kind, id };
    return { key: placeKey(at), kind, name, place: at };
  };
  return teams.flatMap((team) => [place('team', team), ...team.products.map((product) => place('product', product))]);
}

type OnePolicy = {
  readonly policy: PlacePolicy;
  readonly calendars: readonly CalendarView[];
  /** What the form begins with where the place has no rules of its own: those of the organisation. */
  readonly organisation: PlacePolicy | null;
  readonly writable: boolean;
  /** `YYYY-MM-DD` in UTC. */
  readonly today: string;
};

/** The policy of a place; null where it lies outside of reach or is none. */
export async function loadPolicy(place: SlaPlace | null): Promise<OnePolicy | null> {
  const { actor, now } = await pageCtx();
  const scope = scopeOf({ actor }, 'setting:read');
  if (!scope || !place) return null;
  const [policies, calendars, teams] = await Promise.all([
    listPolicies(scope, now),
    listCalendars(scope),
    listPlaces(scope),
  ]);
  const known = policies.find((one) => placeKey(one.place) === placeKey(place));
  const named = placesOf(teams).find(({ key }) => key === placeKey(place));
  const policy = known ?? (named ? { place, name: named.name, versions: [] } : null);
  if (!policy) return null;
  const organisation = policies.find((one) => one.place.kind === 'organisation') ?? null;
  const writable = mayWrite(scopeOf({ actor }, 'sla:write'), actor.grants, place);
  return { policy, calendars, organisation, writable, today: dayIn(now, 'Etc/UTC') };
}

type OneCalendar = {
  readonly calendar: CalendarView | null;
  readonly writable: boolean;
  /** Whose public holidays it may take. */
  readonly regions: readonly HolidayRegion[];
  /** `YYYY` in UTC. */
  readonly year: string;
};

/** A calendar, or an empty form for a new one where no id is given; null where there is neither. */
export async function loadCalendar(id: string | readonly string[] | undefined): Promise<OneCalendar | null> {
  const { actor, now } = await pageCtx();
  const scope = scopeOf({ actor }, 'setting:read');
  if (!scope) return null;
  const write = scopeOf({ actor }, 'sla:write');
  const writable = write !== null && (write.products === 'all' || covers(actor.grants, EVERYWHERE));
  const more = { writable, regions: await holidayRegions(), year: dayIn(now, 'Etc/UTC').slice(0, 4) };
  if (id === undefined) return writable ? { calendar: null, ...more } : null;
  const wanted = z.uuid().safeParse(id);
  const calendar = (await listCalendars(scope)).find((one) => one.id === wanted.data);
  return calendar ? { calendar, ...more } : null;
}
