import type { Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { type ReportContent, reportSchema } from '@/lib/reports/content';
import { reaches, readable } from '@/lib/reports/rights';

const LIST_MAX = 200;

export type ReportRow = {
  readonly number: number;
  /** ISO 8601 instants. */
  readonly asOf: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly weeks: number;
  /** Null: the whole organisation. */
  readonly team: string | null;
  readonly sha256: string;
};

/** Reports that touch the scope; `reaches` leaves those that lie in it. */
function touching({ products }: Scope): Prisma.ReportWhereInput {
  return products === 'all' ? {} : { teamId: { not: null }, productIds: { hasSome: [...products] } };
}

/** The newest reports that the scope reaches. */
export async function listReports(scope: Scope): Promise<readonly ReportRow[]> {
  const rows = await unsafeDb().report.findMany({
    where: touching(scope),
    orderBy: [{ madeAt: 'desc' }, { number: 'desc' }],
    take: LIST_MAX,
    omit: { text: true },
  });
  return rows
    .filter((row) => reaches(scope, row))
    .map(({ number, asOf, madeAt, madeByName, weeks, teamId, teamName, sha256 }) => ({
      ...{ number, weeks, sha256, madeBy: madeByName, team: teamId === null ? null : teamName },
      ...{ asOf: asOf.toISOString(), madeAt: madeAt.toISOString() },
    }));
}

export type StoredReport = {
  readonly id: string;
  readonly number: number;
  readonly sha256: string;
  readonly content: ReportContent;
  /** Sections that the reader may not see. */
  readonly hidden: number;
};

/** A report as it was made, of it what the reader may see today. @throws DomainError `not_found` */
export async function reportByNumber(ctx: Ctx, scope: Scope, number: number): Promise<StoredReport> {
  const row = await unsafeDb().report.findUnique({ where: { number } });
  if (!row || !reaches(scope, row)) throw new DomainError('not_found');
  const { id, sha256, text } = row;
  return { id, number, sha256, ...readable(ctx, row, reportSchema.parse(JSON.parse(text))) };
}
