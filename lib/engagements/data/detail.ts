import { z } from 'zod';
import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { isoDay } from '@/lib/core/datetime';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { engagementSource, findingsOf } from '@/lib/engagements/data/findings';
import { ROW_SELECT, toRows } from '@/lib/engagements/data/rows';
import { engagementName, mayEdit, mayEnter, mayGive, mayRetest } from '@/lib/engagements/rules';
import {
  type EngagementDetail,
  type EngagementEntry,
  type EngagementRights,
  type EngagementStateName,
  EVENT_KINDS,
  OUTCOMES,
  type RetestOutcome,
} from '@/lib/engagements/types';
import { ENGAGEMENT_FORMAT } from '@/lib/imports/engagement-source';

/** Who looks: when, and where they may write; null: nowhere. */
export type DetailViewer = { readonly now: Date; readonly write: Scope | null };

const person = { select: { id: true, name: true } } as const;

const DETAIL_SELECT = {
  ...ROW_SELECT,
  testers: true,
  inScope: true,
  outOfScope: true,
  method: true,
  createdAt: true,
  reportedAt: true,
  closedAt: true,
  files: {
    select: { id: true, name: true, mediaType: true, size: true, sha256: true, uploadedAt: true, uploader: person },
    orderBy: { uploadedAt: 'asc' },
  },
  retests: {
    select: {
      id: true,
      testedOn: true,
      testers: true,
      note: true,
      recordedAt: true,
      recorder: person,
      outcomes: { select: { outcome: true } },
    },
    orderBy: [{ testedOn: 'desc' }, { recordedAt: 'desc' }],
  },
  events: {
    select: { id: true, at: true, kind: true, data: true, note: true, actorName: true },
    orderBy: { id: 'desc' },
    take: 500,
  },
} as const satisfies Prisma.EngagementSelect;

type Stored = Prisma.EngagementGetPayload<{ select: typeof DETAIL_SELECT }>;

function retestOf({ testedOn, recordedAt, outcomes, ...rest }: Stored['retests'][number]) {
  const counts: Record<RetestOutcome, number> = { fixed: 0, partly: 0, not_fixed: 0, not_retested: 0 };
  for (const { outcome } of outcomes) {
    const known = OUTCOMES.find((one) => one === outcome);
    if (known) counts[known] += 1;
  }
  return { ...rest, testedOn: isoDay(testedOn), recordedAt: recordedAt.toISOString(), outcomes: counts };
}

const dataSchema = z.record(z.string(), z.union([z.string(), z.number()])).catch({});

function eventsOf(events: Stored['events']): EngagementDetail['events'] {
  return events.flatMap(({ kind, at, data, ...event }) => {
    const known = EVENT_KINDS.find((one) => one === kind);
    return known ? [{ ...event, kind: known, at: at.toISOString(), data: dataSchema.parse(data) }] : [];
  });
}

function rightsOf(state: EngagementStateName, may: boolean): EngagementRights {
  return {
    edit: may && mayEdit(state),
    start: may && mayGive('start', state),
    report: may && mayGive('report', state),
    enter: may && mayEnter(state),
    planRetest: may && mayGive('plan_retest', state),
    retest: may && mayRetest(state),
    close: may && mayGive('close', state),
    reopen: may && mayGive('reopen', state),
    attach: may && mayEdit(state),
  };
}

/** What was entered and is not there yet, or was refused on its way. */
async function entriesOf(productId: string, number: number): Promise<readonly EngagementEntry[]> {
  const rows = await unsafeDb().import.findMany({
    where: {
      productId,
      format: ENGAGEMENT_FORMAT,
      target: engagementName(number),
      state: { in: ['queued', 'running', 'failed'] },
    },
    orderBy: { createdAt: 'desc' },
    take: 20,
    select: { id: true, state: true, createdAt: true },
  });
  return rows.map(({ id, state, createdAt }) => ({
    importId: id,
    state: state === 'failed' ? 'failed' : 'under_way',
    createdAt: createdAt.toISOString(),
  }));
}

/**
 * Everything about one engagement.
 * @throws DomainError `not_found` where it does not exist or lies outside the scope: the two look alike
 */
export async function engagementByNumber(
  scope: Scope,
  number: number,
  { now, write }: DetailViewer,
): Promise<EngagementDetail> {
  const stored = await unsafeDb().engagement.findFirst({
    where: { number, productId: productFilter(scope) },
    select: DETAIL_SELECT,
  });
  if (!stored) throw new DomainError('not_found');
  const { files, retests, events, testers, inScope: inside, outOfScope, method, createdAt, ...plain } = stored;
  const { reportedAt, closedAt, ...listed } = plain;
  const [rows, sourceId, entries] = await Promise.all([
    toRows([listed], isoDay(now)),
    engagementSource(unsafeDb(), stored),
    entriesOf(stored.productId, number),
  ]);
  const [row] = rows;
  if (!row) throw new DomainError('not_found');
  return {
    ...row,
    testers,
    inScope: inside,
    outOfScope,
    method,
    createdAt: createdAt.toISOString(),
    reportedAt: reportedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    sourceId,
    list: sourceId === null ? [] : await findingsOf(sourceId, stored.id),
    files: files.map(({ uploadedAt, ...file }) => ({ ...file, uploadedAt: uploadedAt.toISOString() })),
    retests: retests.map(retestOf),
    events: eventsOf(events),
    entries,
    rights: rightsOf(row.state, write !== null && inScope(write, row.product.id)),
  };
}
