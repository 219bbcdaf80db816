import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { knownOf } from '@/lib/backups/data/known';
import { assetsOf } from '@/lib/backups/data/unprotected';
import { declaredOf } from '@/lib/backups/declared';
import { degreeOf, evaluate, type Known, type PartFacts, periodStart } from '@/lib/backups/rules';
import { restorableRange } from '@/lib/backups/rules-range';
import { nextTestDue } from '@/lib/backups/rules-restore';
import { durationTrend, sizeTrend } from '@/lib/backups/rules-trend';
import { type Gap, gapsIn } from '@/lib/backups/rules-window';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import type { Point } from '@/lib/backups/types';
import { dated, storedVerdicts } from '@/lib/backups/verdicts';
import type {
  GapItem,
  ObjectivesItem,
  PartView,
  PlanItem,
  PointItem,
  ServiceDetail,
  SourceChoice,
} from '@/lib/backups/view-types';
import { addDays } from '@/lib/core/datetime';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/** What the picture shows. */
const PICTURE_DAYS = 35;
const POINTS_SHOWN = 400;
const GAPS_SHOWN = 100;
const CHECKS_SHOWN = 60;

const include = {
  product: { select: { id: true, slug: true, name: true } },
  objectives: { orderBy: [{ since: 'desc' }, { id: 'desc' }], take: 20 },
  plans: {
    include: { source: { select: { id: true, name: true, shape: true, declared: true } } },
    orderBy: { createdAt: 'asc' },
  },
  tests: { orderBy: { startedAt: 'desc' }, take: 100 },
} as const satisfies Prisma.BackupServiceInclude;

type Stored = Prisma.BackupServiceGetPayload<{ include: typeof include }>;

const iso = (at: Date | null) => at?.toISOString() ?? null;

const gapItem = ({ from, to, ...gap }: Gap): GapItem => ({ ...gap, from: from.toISOString(), to: to.toISOString() });

function pointItem(point: Point, restorable: ReadonlySet<Point>): PointItem {
  const { startedAt, endedAt, key, asset, kind, status, bytes, repository, location, encryption, clock, note } = point;
  return {
    ...{ key, asset, kind, status, bytes, repository, location, encryption, clock, note },
    at: point.at.toISOString(),
    seconds: startedAt && endedAt ? (endedAt.getTime() - startedAt.getTime()) / 1000 : null,
    restorable: restorable.has(point),
  };
}

function partView(known: Known, facts: PartFacts, now: Date): PartView {
  const { part, spans, newest, rpoNow, worst, achievable, sites } = facts;
  const from = periodStart(known, spans, addDays(now, -PICTURE_DAYS));
  const points = known.parts.get(part) ?? [];
  const restorable = new Set(spans.map(({ point }) => point));
  const shown = points.filter(({ at }) => at >= from).sort((a, b) => b.at.getTime() - a.at.getTime());
  const range = restorableRange(spans, now);
  return {
    ...{ part, loseNow: rpoNow, achievable, copies: range.copies },
    degree: degreeOf(rpoNow, known.objectives.rpoMinutes * 60),
    newest: iso(newest?.point.at ?? null),
    oldest: iso(range.oldest),
    anyFrom: iso(range.any?.from ?? null),
    anyUntil: iso(range.any?.until ?? null),
    anyRepository: range.any?.repository ?? '',
    worst: worst && gapItem(worst),
    sites: sites.map(({ name, repository, newest: at, encryption, immutableUntil, fresh }) => ({
      ...{ name: name || repository, encryption, fresh },
      newest: at.toISOString(),
      immutableUntil: iso(immutableUntil),
    })),
    gaps: gapsIn(spans, from, now).slice(-GAPS_SHOWN).map(gapItem),
    points: shown.slice(0, POINTS_SHOWN).map((point) => pointItem(point, restorable)),
    size: sizeTrend(points),
    duration: durationTrend(points, newest?.point.kind === 'log' ? 'full' : (newest?.point.kind ?? 'full')),
  };
}

function objectivesItem({ since, byName, ...rest }: Stored['objectives'][number]): ObjectivesItem {
  const {
    rtoMinutes,
    rpoMinutes,
    everyMinutes,
    retentionDays,
    sites,
    encrypted,
    verifyDays,
    testDays,
    allowanceMinutes,
  } = rest;
  return {
    ...{
      rtoMinutes,
      rpoMinutes,
      everyMinutes,
      retentionDays,
      sites,
      encrypted,
      verifyDays,
      testDays,
      allowanceMinutes,
    },
    ...{ since: since.toISOString(), byName },
  };
}

async function sourceChoices(productId: string): Promise<SourceChoice[]> {
  const sources = await unsafeDb().backupSource.findMany({
    where: { productId },
    select: { id: true, name: true, shape: true, declared: true },
    orderBy: { name: 'asc' },
  });
  const assets = await assetsOf(sources.map(({ id }) => id));
  return sources.map(({ declared: stored, ...source }) => {
    const declared = declaredOf(stored);
    const named = [...(assets.get(source.id) ?? []), ...declared.map(({ asset }) => asset)];
    return { ...source, declared, assets: [...new Set(named)].toSorted() };
  });
}

function planItem({ createdAt: _, serviceId: __, source, ...plan }: Stored['plans'][number]): PlanItem {
  const { declared, ...from } = source;
  const own = declaredOf(declared).find(({ asset }) => asset === plan.asset);
  return { ...plan, source: from, declared: own ?? null };
}

type Viewer = { readonly now: Date; readonly write: Scope | null; readonly test: Scope | null };

/** @throws DomainError `not_found` where it does not exist or lies outside the scope */
export async function serviceById(scope: Scope, id: string, { now, write, test }: Viewer): Promise<ServiceDetail> {
  const row = await unsafeDb().backupService.findFirst({ where: { id, productId: productFilter(scope) }, include });
  const known = row && (await knownOf(id, now));
  if (!row || !known) throw new DomainError('not_found');
  const { parts, verdicts } = evaluate(known, now);
  const history = row.objectives.map(objectivesItem);
  const mayWrite = write !== null && inScope(write, row.productId);
  return {
    ...{ id, version: row.version, name: row.name, note: row.note, product: row.product, history },
    createdAt: row.createdAt.toISOString(),
    verdicts: dated(verdicts, storedVerdicts(row.verdicts), now),
    objectives: history[0] ?? { ...DEFAULT_OBJECTIVES, since: row.createdAt.toISOString(), byName: '' },
    plans: row.plans.map(planItem),
    parts: parts.map((facts) => partView(known, facts, now)),
    checks: known.checks
      .slice(0, CHECKS_SHOWN)
      .map(({ key, at, method, result, note }) => ({ key, at: at.toISOString(), method, result, note })),
    tests: row.tests.map((one) => ({
      ...{ id: one.id, kind: one.kind, seconds: one.seconds, result: one.result, compared: one.compared },
      ...{ comparedNote: one.comparedNote, evidence: one.evidence, note: one.note, byName: one.byName },
      enteredByName: one.enteredByName,
      startedAt: one.startedAt.toISOString(),
      bytes: one.bytes === null ? null : Number(one.bytes),
      pointAsked: iso(one.pointAsked),
      pointReached: iso(one.pointReached),
      withdrawn: one.withdrawnAt ? { by: one.withdrawnBy ?? '', why: one.withdrawnWhy ?? '' } : null,
    })),
    testDue: nextTestDue(known.tests, known.objectives, known.createdAt, now).toISOString(),
    now: now.toISOString(),
    from: addDays(now, -PICTURE_DAYS).toISOString(),
    rights: { write: mayWrite, test: test !== null && inScope(test, row.productId) },
    sources: mayWrite ? await sourceChoices(row.productId) : [],
  };
}
