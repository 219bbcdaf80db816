import { z } from 'zod';
import { inScope, type Scope } from '@/lib/access/policy';
import { evidenceOf } from '@/lib/alerts/data/evidence';
import { LINE_COLUMNS, ROW_COLUMNS, ROW_FROM, toLines, toRows } from '@/lib/alerts/data/rows';
import { within } from '@/lib/alerts/data/where';
import { mayGive } from '@/lib/alerts/rules';
import {
  type AlertDetail,
  type AlertLine,
  type AlertRights,
  type AlertRow,
  type AlertStep,
  STEPS,
} from '@/lib/alerts/types';
import { addDays } from '@/lib/core/datetime';
import { type Prisma as PrismaTypes, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { incidentLine } from '@/lib/incidents/data/line';
import { Prisma } from '@/prisma/generated/client';

/** Other alerts of the same entity, looked for so many days back. */
const RELATED_DAYS = 7;
const RELATED = 20;
const HISTORY = 500;

/** Who looks: when, and where they may do what; null: nowhere. */
export type AlertViewer = {
  readonly now: Date;
  readonly triage: Scope | null;
  readonly suppress: Scope | null;
  readonly events: Scope | null;
  readonly incidents: Scope | null;
  readonly declare: Scope | null;
};

const MORE = {
  author: true,
  receivedAt: true,
  createdAt: true,
  acknowledgedAt: true,
  closedAt: true,
  mergedIntoId: true,
  previousId: true,
  incidentId: true,
  history: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: HISTORY },
  _count: { select: { evidence: true } },
} as const satisfies PrismaTypes.AlertSelect;

async function rowOf(scope: Scope, number: number): Promise<AlertRow> {
  const found = await unsafeDb().$queryRaw`
    SELECT ${ROW_COLUMNS} FROM ${ROW_FROM} WHERE a.number = ${number} AND ${within(scope)}`;
  const [row] = toRows(found);
  if (!row) throw new DomainError('not_found');
  return row;
}

async function linesThat(condition: Prisma.Sql): Promise<readonly AlertLine[]> {
  return toLines(
    await unsafeDb().$queryRaw`
      SELECT ${LINE_COLUMNS} FROM alert a WHERE ${condition} ORDER BY a.last_at DESC, a.number DESC LIMIT ${RELATED}`,
  );
}

async function oneLine(id: string | null): Promise<AlertLine | null> {
  return id === null ? null : ((await linesThat(Prisma.sql`a.id = ${id}::uuid`))[0] ?? null);
}

/** Of the same product and entity, whichever the rule. What an alert without an entity concerns is not known. */
function relatedTo({ id, product, entity }: AlertRow, now: Date): Promise<readonly AlertLine[]> {
  if (Object.keys(entity).length === 0) return Promise.resolve([]);
  return linesThat(Prisma.sql`
    a.product_id = ${product.id}::uuid AND a.last_at >= ${addDays(now, -RELATED_DAYS)} AND a.id <> ${id}::uuid
    AND a.entity = ${JSON.stringify(entity)}::jsonb`);
}

const dataSchema = z.record(z.string(), z.union([z.string(), z.number()])).catch({});

type StoredStep = PrismaTypes.AlertStepGetPayload<object>;

function stepsOf(steps: readonly StoredStep[]): AlertStep[] {
  return steps.flatMap(({ id, at, verb, actorName, note, data }) => {
    const known = STEPS.find((one) => one === verb);
    return known ? [{ id, at: at.toISOString(), verb: known, actorName, note, data: dataSchema.parse(data) }] : [];
  });
}

/** Whether it is part of another alert, and of no incident. */
type Bound = { readonly merged: boolean; readonly free: boolean };

function rightsOf({ state, product }: AlertRow, { merged, free }: Bound, viewer: AlertViewer): AlertRights {
  const reaches = (scope: Scope | null) => scope !== null && inScope(scope, product.id);
  const triage = reaches(viewer.triage);
  const may = (verb: Parameters<typeof mayGive>[0]) => triage && mayGive(verb, { state, merged });
  return {
    acknowledge: may('acknowledge'),
    release: may('release'),
    close: may('close'),
    reopen: may('reopen'),
    merge: may('merge'),
    separate: may('separate'),
    note: may('note'),
    suppress: reaches(viewer.suppress),
    readRecord: reaches(viewer.events),
    incident: free && !merged && reaches(viewer.declare),
  };
}

/**
 * Everything about one alert.
 * @throws DomainError `not_found` where it does not exist or lies outside the scope: the two look alike
 */
export async function alertByNumber(scope: Scope, number: number, viewer: AlertViewer): Promise<AlertDetail> {
  const row = await rowOf(scope, number);
  const stored = await unsafeDb().alert.findUniqueOrThrow({ where: { id: row.id }, select: MORE });
  const { history, mergedIntoId, previousId, incidentId, _count, acknowledgedAt, closedAt, ...more } = stored;
  const [incident, evidence, mergedInto, previous, mergedOnes, related] = await Promise.all([
    incidentLine(viewer.incidents, incidentId),
    evidenceOf(row.id),
    oneLine(mergedIntoId),
    oneLine(previousId),
    linesThat(Prisma.sql`a.merged_into_id = ${row.id}::uuid`),
    relatedTo(row, viewer.now),
  ]);
  return {
    ...row,
    author: more.author,
    receivedAt: more.receivedAt.toISOString(),
    createdAt: more.createdAt.toISOString(),
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    incident,
    mergedInto,
    previous,
    mergedOnes,
    related,
    evidence,
    named: _count.evidence,
    history: stepsOf(history),
    rights: rightsOf(row, { merged: mergedIntoId !== null, free: incidentId === null }, viewer),
  };
}
