import { isoDay } from '@/lib/core/datetime';
import type { Prisma } from '@/lib/core/db';
import { NO_FINDINGS, statesOf } from '@/lib/engagements/data/findings';
import {
  ENGAGEMENT_KINDS,
  type EngagementKind,
  type EngagementRow,
  PERFORMERS,
  type Performer,
} from '@/lib/engagements/types';

export const ROW_SELECT = {
  id: true,
  number: true,
  version: true,
  productId: true,
  title: true,
  kind: true,
  performer: true,
  company: true,
  startsOn: true,
  endsOn: true,
  state: true,
  retestDueOn: true,
  owner: { select: { id: true, name: true } },
  product: { select: { id: true, slug: true, name: true } },
} as const satisfies Prisma.EngagementSelect;

type Stored = Prisma.EngagementGetPayload<{ select: typeof ROW_SELECT }>;

/** The database keeps these words by CHECK. */
export function kindOf(kind: string): EngagementKind {
  return ENGAGEMENT_KINDS.find((one) => one === kind) ?? 'manual';
}

export function performerOf(performer: string): Performer {
  return PERFORMERS.find((one) => one === performer) ?? 'internal';
}

/** @param today `YYYY-MM-DD` in UTC */
export async function toRows(stored: readonly Stored[], today: string): Promise<EngagementRow[]> {
  const states = await statesOf(stored);
  return stored.map(({ productId: _, ...row }) => {
    const retestDueOn = row.retestDueOn ? isoDay(row.retestDueOn) : null;
    return {
      ...row,
      kind: kindOf(row.kind),
      performer: performerOf(row.performer),
      startsOn: isoDay(row.startsOn),
      endsOn: isoDay(row.endsOn),
      retestDueOn,
      overdue: retestDueOn !== null && retestDueOn < today,
      findings: states.get(row.number) ?? NO_FINDINGS,
    };
  });
}
