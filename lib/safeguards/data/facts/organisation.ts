import { holdersOf } from '@/lib/access/data/holders';
import { currenciesAt } from '@/lib/compliance/data/documents';
import { cadencesAt, openFindingsAt } from '@/lib/compliance/data/programme';
import { addDays, HOUR_MS } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { readSchedules } from '@/lib/escalation/data/schedules';
import { onCallAt } from '@/lib/escalation/schedule-rules';
import { readTools } from '@/lib/safeguards/data/facts/sources';
import type { FeedFact, OrganisationFacts } from '@/lib/safeguards/facts';
import { DAYS_MAX } from '@/lib/safeguards/schema';

const TOOLS = ['defectdojo', 'sonarqube', 'trivy'];

async function feed(kind: FeedFact['kind']): Promise<FeedFact> {
  const newest = await unsafeDb().intelImport.findFirst({
    where: { kind, state: { in: ['done', 'unchanged'] } },
    select: { createdAt: true },
    orderBy: { createdAt: 'desc' },
  });
  return { kind, at: newest?.createdAt ?? null };
}

/** Whole hours ahead in which a schedule has somebody who may take an incident. */
async function readOnCall(days: number, now: Date): Promise<OrganisationFacts['onCall']> {
  const schedules = await readSchedules(now);
  if (schedules.length === 0) return null;
  const present = new Map((await holdersOf('incident:write')).map(({ id, timeZone }) => [id, timeZone]));
  const first = Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS;
  const end = addDays(now, days).getTime();
  let [hours, covered] = [0, 0];
  for (let at = first; at < end; at += HOUR_MS) {
    hours += 1;
    const someone = schedules.some((one) => onCallAt(one, new Date(at), present).personId !== null);
    if (someone) covered += 1;
  }
  return { hours, covered };
}

/** Elevations that began, longest ago a window's length. */
async function readElevations(now: Date): Promise<OrganisationFacts['elevations']> {
  const rows = await unsafeDb().elevation.findMany({
    where: { startsAt: { gte: addDays(now, -DAYS_MAX), lte: now } },
    select: { startsAt: true, breakGlass: true, justified: true },
  });
  return rows.flatMap(({ startsAt, ...row }) => (startsAt ? [{ startsAt, ...row }] : []));
}

async function readAudits(now: Date): Promise<Pick<OrganisationFacts, 'audits' | 'auditFindings'>> {
  const [kinds, auditFindings] = await Promise.all([cadencesAt(now), openFindingsAt(now)]);
  const audits = kinds.map(({ state, lastHeldOn }) => ({
    state,
    lastHeldAt: lastHeldOn ? new Date(lastHeldOn) : null,
  }));
  return { audits, auditFindings };
}

/** What checks of the whole organisation look at; `days` is how far on-call schedules are looked ahead. */
export async function readOrganisation(days: number, now: Date): Promise<OrganisationFacts> {
  const [epss, kev, onCall, tools, elevations, programme, documents] = await Promise.all([
    feed('epss'),
    feed('kev'),
    readOnCall(days, now),
    readTools(TOOLS),
    readElevations(now),
    readAudits(now),
    currenciesAt(now),
  ]);
  return { feeds: [epss, kev], onCall, tools, elevations, documents, ...programme };
}
