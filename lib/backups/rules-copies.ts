import { looksAt, openDamage } from '@/lib/backups/rules-points';
import { couldAt, type Span } from '@/lib/backups/rules-span';
import {
  type Check,
  NEWEST_ONLY,
  type Objectives,
  type Point,
  type Reason,
  type State,
  WINDOW,
} from '@/lib/backups/types';
import { addDays } from '@/lib/core/datetime';

export type Found = { readonly state: State; readonly value: number | null; readonly reasons: readonly Reason[] };

const DAY_MS = 86_400_000;

/** Runs take different times, and a day of the clock change has 25 hours: a tenth, at least an hour, is no missed run. */
export function graceSeconds(everyMinutes: number): number {
  return Math.max(3600, everyMinutes * 6);
}

/** What makes a site: the place that is named, else the repository of its source. */
export function siteOf({ location, region, sourceId, repository }: Point): {
  readonly key: string;
  readonly name: string;
} {
  const name = [location, region].filter((part) => part !== '').join(', ');
  return { key: name === '' ? `${sourceId}/${repository}` : name.toLowerCase(), name };
}

/** One that counts as several: storage that keeps a copy in a second region by itself. */
const REGIONS: Readonly<Record<string, number>> = {
  geo: 2,
  geozone: 2,
  georedundant: 2,
  readaccessgeozoneredundant: 2,
};

export function copiesOf(redundancy: string): number {
  return REGIONS[redundancy.toLowerCase()] ?? 1;
}

export type Site = {
  readonly key: string;
  readonly name: string;
  readonly repository: string;
  readonly newest: Date;
  readonly copies: number;
  readonly encryption: string;
  readonly immutableUntil: Date | null;
  readonly fresh: boolean;
};

/** What encrypts several repositories of one place: what says least of them. */
function weakest(encryptions: readonly string[]): string {
  return encryptions.find((one) => one === 'none') ?? encryptions.find((one) => one === '') ?? encryptions.at(-1) ?? '';
}

/** Where restorable copies lie, each with its newest. A site without a copy of the last two runs holds an old one only. */
export function sitesOf(
  spans: readonly Span[],
  { everyMinutes }: Objectives,
  { now, redundancy }: { readonly now: Date; readonly redundancy: ReadonlyMap<string, string> },
): Site[] {
  const oldest = now.getTime() - (2 * everyMinutes * 60 + graceSeconds(everyMinutes)) * 1000;
  const sites = new Map<string, Site>();
  const encryptions = new Map<string, Map<string, string>>();
  for (const { point } of spans.filter(couldAt(now)).filter(({ point }) => isCopy(point))) {
    const { key, name } = siteOf(point);
    // The newest copy of each repository: of what came before it nobody makes any more.
    const own = encryptions.get(key) ?? new Map<string, string>();
    encryptions.set(key, own.set(`${point.sourceId}/${point.repository}`, point.encryption));
    sites.set(key, {
      ...{ key, name, repository: point.repository, newest: point.at, encryption: weakest([...own.values()]) },
      immutableUntil: point.immutableUntil,
      copies: copiesOf(redundancy.get(point.sourceId) ?? ''),
      fresh: point.at.getTime() >= oldest,
    });
  }
  return [...sites.values()];
}

export function sitesVerdict(sites: readonly Site[], { sites: wanted }: Objectives): Found {
  const fresh = sites.filter((site) => site.fresh);
  const value = fresh.reduce((sum, { copies }) => sum + copies, 0);
  const stale = sites.filter((site) => !site.fresh);
  const told = (site: Site, code: 'site' | 'site_stale' | 'site_unnamed'): Reason => ({
    code,
    params: { site: site.name || site.repository || '–', at: site.newest.toISOString(), copies: site.copies },
  });
  const reasons = [
    ...(value < wanted ? [{ code: 'sites_few' as const, params: { have: value, want: wanted } }] : []),
    ...fresh.map((site) => told(site, site.name === '' ? 'site_unnamed' : 'site')),
    ...stale.map((site) => told(site, 'site_stale')),
  ];
  return { state: value >= wanted ? 'met' : 'missed', value, reasons };
}

export function encryptionVerdict(sites: readonly Site[], { encrypted }: Objectives): Found {
  if (!encrypted) return { state: 'met', value: null, reasons: [{ code: 'not_asked', params: {} }] };
  const told = ({ name, repository, encryption }: Site) => ({ site: name || repository || '–', with: encryption });
  const bare = sites.filter(({ encryption }) => encryption === 'none');
  const silent = sites.filter(({ encryption }) => encryption === '');
  const [state, code, which]: [State, Reason['code'], readonly Site[]] =
    bare.length > 0
      ? ['missed', 'not_encrypted', bare]
      : silent.length > 0 || sites.length === 0
        ? ['unknown', 'encryption_unknown', silent]
        : ['met', 'encrypted', sites];
  const value = sites.length - bare.length - silent.length;
  return { state, value, reasons: which.map((site) => ({ code, params: told(site) })) };
}

/** A log of changes is no copy; the end of a window is as good as one. */
export const isCopy = ({ kind, key }: Point): boolean => kind !== 'log' || key.startsWith(WINDOW);

const isNewestOnly = ({ key }: Point) => key.startsWith(NEWEST_ONLY);

/** Whether what was promised to be kept is still there. Copies that were removed early are seen; those never made are not. */
export function retentionVerdict(
  spans: readonly Span[],
  { retentionDays, everyMinutes }: Objectives,
  now: Date,
): Found {
  const could = spans.filter(couldAt(now));
  const [first] = could;
  if (!first) return { state: 'missed', value: null, reasons: [{ code: 'no_point', params: {} }] };
  const oldest = could.find(({ point }) => !isNewestOnly(point)) ?? first;
  const age = (now.getTime() - oldest.point.at.getTime()) / DAY_MS;
  const params = { at: oldest.point.at.toISOString(), days: retentionDays };
  // The oldest of those that are kept may be as much younger as two copies are apart.
  const apart = (everyMinutes * 60 + graceSeconds(everyMinutes)) / 86_400;
  if (!isNewestOnly(oldest.point) && age + apart >= retentionDays)
    return { state: 'met', value: age, reasons: [{ code: 'kept', params }] };
  const horizon = addDays(now, -retentionDays);
  const early = spans.some(
    ({ point, until }) =>
      until !== null && until <= now && point.at < oldest.point.at && point.at >= horizon && point.kind !== 'log',
  );
  const code = early ? 'kept_short' : 'kept_young';
  return { state: early ? 'missed' : 'unknown', value: age, reasons: [{ code, params }] };
}

/** Whether somebody looked that the copies are whole, and how closely: a look at metadata cannot see damaged data. */
export function verificationVerdict(
  points: readonly Point[],
  checks: readonly Check[],
  { objectives, now, proved }: { readonly objectives: Objectives; readonly now: Date; readonly proved: Date | null },
): Found {
  const { verifyDays } = objectives;
  const mine = checks.filter((check) => check.at <= now && points.some((point) => looksAt(check, point)));
  const days = (at: Date) => (now.getTime() - at.getTime()) / DAY_MS;
  const damage = openDamage(mine)[0];
  if (damage) {
    const params = { at: damage.at.toISOString(), note: damage.note };
    return { state: 'missed', value: days(damage.at), reasons: [{ code: 'check_damaged', params }] };
  }
  const broken = points.find((point) => point.damaged && couldBe(point, now));
  if (broken) return { state: 'missed', value: null, reasons: [{ code: 'copy_damaged', params: { key: broken.key } }] };
  const sorted = mine.filter(({ result }) => result === 'ok').sort((a, b) => b.at.getTime() - a.at.getTime());
  const read = sorted.find(({ method }) => method === 'data')?.at ?? null;
  const last = proved && (!read || proved > read) ? proved : read;
  if (last && days(last) <= verifyDays)
    return { state: 'met', value: days(last), reasons: [{ code: 'checked', params: { at: last.toISOString() } }] };
  const looked = sorted[0];
  if (looked && days(looked.at) <= verifyDays)
    return {
      state: 'unknown',
      value: days(looked.at),
      reasons: [{ code: 'check_metadata', params: { at: looked.at.toISOString() } }],
    };
  const old = last ?? looked?.at;
  if (old)
    return {
      state: 'missed',
      value: days(old),
      reasons: [{ code: 'check_old', params: { at: old.toISOString(), days: verifyDays } }],
    };
  const unclear = mine.reduce<Check | null>((last, check) => (last && last.at > check.at ? last : check), null);
  if (unclear)
    return {
      state: 'unknown',
      value: null,
      reasons: [{ code: 'check_unclear', params: { at: unclear.at.toISOString(), note: unclear.note } }],
    };
  return { state: 'unknown', value: null, reasons: [{ code: 'check_never', params: {} }] };
}

const couldBe = ({ goneAt, expiresAt }: Point, now: Date) => goneAt === null && (expiresAt === null || expiresAt > now);
