import 'server-only';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { addDays, isoDay } from '@/lib/core/datetime';
import { DomainError } from '@/lib/core/errors';
import { listReports, reportByNumber } from '@/lib/reports/data/list';
import { reportPlaces } from '@/lib/reports/data/places';
import { hasMail, listSchedules, recipientsOf } from '@/lib/reports/data/schedules';
import { placeOf } from '@/lib/reports/mutations/make';

/** Stored reports in reach, and what new ones can be about; null without the right. */
export async function loadReports() {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'posture:read');
  if (!scope) return null;
  const [reports, places] = await Promise.all([listReports(scope), reportPlaces(scope)]);
  return { reports, places, yesterday: isoDay(addDays(ctx.now, -1)) };
}

const NUMBER = /^[1-9]\d{0,8}$/;

/** @throws DomainError forbidden, not_found */
export function readReport(ctx: PersonCtx, segment: string) {
  if (!NUMBER.test(segment)) throw new DomainError('not_found');
  return reportByNumber(ctx, requirePermission(ctx, 'posture:read'), Number(segment));
}

export async function loadReport(segment: string) {
  return readReport(await pageCtx(), segment);
}

/** Schedules in reach, and for who may plan: about what, and who may be sent each. Null without the right to read. */
export async function loadSchedules() {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'posture:read');
  if (!scope) return null;
  const write = scopeOf(ctx, 'report:schedule');
  const [schedules, mail, places] = await Promise.all([
    listSchedules(scope),
    hasMail(),
    write ? reportPlaces(write) : { whole: false, teams: [] },
  ]);
  const slugs = [...(places.whole ? [null] : []), ...places.teams.map(({ slug }) => slug)];
  const people = await Promise.all(
    slugs.map(async (team) => ({ team, people: await recipientsOf(await placeOf(team)) })),
  );
  return { schedules, mail, places, people };
}
