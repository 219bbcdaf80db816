import { createHash } from 'node:crypto';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { momentOf } from '@/lib/compliance/search-params';
import { appendAudit, canonical } from '@/lib/core/audit';
import type { Ctx, SystemActor } from '@/lib/core/context';
import { addDays, isoDay } from '@/lib/core/datetime';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { type ReportContent, reportSchema } from '@/lib/reports/content';
import type { Asked } from '@/lib/reports/data/asked';
import { readSections } from '@/lib/reports/data/snapshot';
import { type ReportPlace, reaches } from '@/lib/reports/rights';
import type { MakeReport } from '@/lib/reports/schema';

const READER: SystemActor = { kind: 'system', id: null, name: 'report' };

type Team = { readonly id: string; readonly slug: string; readonly name: string };

/** The team and its products as they are now. @throws DomainError `not_found` */
export async function placeOf(slug: string | null): Promise<ReportPlace & { readonly team: Team | null }> {
  if (slug === null) return { team: null, teamId: null, productIds: [] };
  const row = await unsafeDb().team.findUnique({
    where: { slug },
    select: { id: true, slug: true, name: true, products: { select: { id: true } } },
  });
  if (!row) throw new DomainError('not_found');
  const { products, ...team } = row;
  return { team, teamId: team.id, productIds: products.map(({ id }) => id) };
}

/** Reports of the same kind: those of the same schedule, or of the same place and as many weeks that are of none. */
const kindOf = (teamId: string | null, weeks: number, scheduleId: string | null) =>
  scheduleId === null ? { teamId, weeks, scheduleId } : { scheduleId };

/** Where changes are counted from: the newest report of the kind and what it says itself, or where the period begins. */
async function comparedWith(kind: ReturnType<typeof kindOf>, at: Date, weeks: number): Promise<Asked['comparedWith']> {
  const last = await unsafeDb().report.findFirst({
    where: { ...kind, asOf: { lt: at } },
    orderBy: [{ asOf: 'desc' }, { number: 'desc' }],
    select: { number: true, asOf: true, text: true },
  });
  if (!last) return { at: addDays(at, -7 * weeks), report: null };
  const { number, asOf, text } = last;
  const posture = reportSchema.parse(JSON.parse(text)).sections.find((one) => one.id === 'posture');
  return { at: asOf, report: { number, posture: posture ?? null } };
}

/** What a report of a place holds, of a schedule or of none; nothing is stored. */
export async function contentOf(
  ctx: Ctx,
  { team, weeks, day }: MakeReport,
  place: Awaited<ReturnType<typeof placeOf>>,
  scheduleId: string | null = null,
) {
  const { at } = momentOf(day, ctx.now);
  const compared = await comparedWith(kindOf(place.teamId, weeks, scheduleId), at, weeks);
  const asked = {
    ...{ at, weeks, day: isoDay(at), today: isoDay(ctx.now), whole: team === null },
    filter: { team: place.team ? [place.team.slug] : [], product: [] },
    comparedWith: compared,
  };
  const content: ReportContent = {
    ...{ schema: 1, asOf: at.toISOString(), weeks },
    comparedWith: { at: compared.at.toISOString(), report: compared.report?.number ?? null },
    team: place.team && { slug: place.team.slug, name: place.team.name },
    ...{ madeAt: ctx.now.toISOString(), madeBy: ctx.actor.name },
    sections: await readSections({ ...ctx, actor: READER }, asked),
  };
  return content;
}

/** Of a schedule: which, and when it was due. */
export type Due = { readonly scheduleId: string; readonly dueAt: Date };

export type Kept = { readonly id: string; readonly number: number };

/** Stores a report once and for all, its SHA-256 in the audit trail. */
export async function keep(
  tx: Tx,
  ctx: Ctx,
  place: ReportPlace,
  content: ReportContent,
  teamName: string,
  asked: Due | null = null,
): Promise<Kept> {
  const text = canonical(content);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const { teamId, productIds } = place;
  const { weeks, asOf } = content;
  const kept = await tx.report.create({
    data: {
      ...{ teamId, teamName, weeks, text, sha256, productIds: [...productIds] },
      ...{ asOf: new Date(asOf), madeAt: ctx.now, madeById: ctx.actor.id, madeByName: ctx.actor.name },
      ...asked,
    },
    select: { id: true, number: true },
  });
  await appendAudit(tx, ctx, {
    action: 'report.made',
    target: { kind: 'report', id: kept.id },
    data: { number: kept.number, asOf, weeks, team: teamName, sha256, schedule: asked?.scheduleId ?? null },
  });
  return kept;
}

/**
 * Makes a report and stores it. Who makes it reads it: nobody makes one of what they may not see.
 * @returns its number
 * @throws DomainError forbidden, not_found
 */
export async function makeReport(ctx: Ctx, input: MakeReport): Promise<number> {
  requirePermission(ctx, 'posture:read');
  const place = await placeOf(input.team);
  if (!reaches(scopeOf(ctx, 'posture:read'), place)) throw new DomainError('not_found');
  const content = await contentOf(ctx, input, place);
  return inTransaction(ctx, async (tx) => (await keep(tx, ctx, place, content, place.team?.name ?? '')).number);
}
