import { z } from 'zod';
import { ROW_SELECT, toRows } from '@/lib/acceptances/data/rows';
import { memberOf, OPEN, type Terms, withinTerms } from '@/lib/acceptances/data/terms';
import { stateAt } from '@/lib/acceptances/rules';
import type { AcceptanceDetail, AcceptanceFigures, AcceptanceRights, AcceptanceRow } from '@/lib/acceptances/types';
import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/** Who looks, when, and where they hold which right; null: nowhere. */
export type DetailViewer = {
  readonly personId: string;
  readonly now: Date;
  readonly request: Scope | null;
  readonly approve: Scope | null;
  readonly revoke: Scope | null;
};

const figuresSchema = z.tuple([
  z.object({ named: z.number(), covered: z.number(), fixed: z.number(), voided: z.number() }),
]);

async function figuresOf(terms: Terms, now: Date, row: AcceptanceRow): Promise<AcceptanceFigures> {
  const waits = row.state === 'requested' && now < new Date(row.expiresAt);
  const [found, waiting] = await Promise.all([
    unsafeDb().$queryRaw`
      SELECT count(*)::int AS named, count(m.accepted_at)::int AS covered, count(m.voided_at)::int AS voided,
        count(*) FILTER (WHERE f.status = 'fixed' AND f.acceptance_id = m.acceptance_id)::int AS fixed
      FROM acceptance_finding m JOIN finding f ON f.id = m.finding_id WHERE m.acceptance_id = ${terms.id}::uuid`,
    waits
      ? unsafeDb().$queryRaw`SELECT count(*)::int AS n FROM finding f ${memberOf(terms)}
          WHERE f.status IN ${OPEN} AND ${withinTerms(terms)}`
      : [{ n: 0 }],
  ]);
  const [{ n }] = z.tuple([z.object({ n: z.number() })]).parse(waiting);
  return { ...figuresSchema.parse(found)[0], waiting: n };
}

function rightsOf(row: AcceptanceRow, viewer: DetailViewer, renewed: boolean): AcceptanceRights {
  const holds = (scope: Scope | null) => scope !== null && inScope(scope, row.product.id);
  const own = row.requester.id === viewer.personId;
  const living = row.state === 'requested' || row.state === 'approved';
  return {
    decide: row.state === 'requested' && !own && holds(viewer.approve),
    withdraw: row.state === 'requested' && own && holds(viewer.request),
    revoke: row.state === 'approved' && holds(viewer.revoke),
    renew:
      (row.state === 'approved' || row.state === 'expired') &&
      row.decidedAt !== null &&
      !renewed &&
      holds(viewer.request),
    attach: living && holds(viewer.request),
  };
}

/**
 * Everything about one acceptance.
 * @throws DomainError `not_found` where it does not exist or lies outside the scope: the two look alike
 */
export async function acceptanceById(scope: Scope, id: string, viewer: DetailViewer): Promise<AcceptanceDetail> {
  const { now } = viewer;
  const stored = await unsafeDb().acceptance.findFirst({
    where: { id, productId: productFilter(scope) },
    select: {
      ...ROW_SELECT,
      renews: { select: { id: true, number: true } },
      renewals: {
        where: { state: { in: ['requested', 'approved', 'replaced'] } },
        select: { id: true, number: true, state: true, expiresAt: true },
        orderBy: { number: 'desc' },
      },
      evidence: {
        select: {
          id: true,
          name: true,
          mediaType: true,
          size: true,
          sha256: true,
          uploadedAt: true,
          uploader: { select: { id: true, name: true } },
        },
        orderBy: { uploadedAt: 'asc' },
      },
    },
  });
  if (!stored) throw new DomainError('not_found');
  const { renews, renewals, evidence, ...plain } = stored;
  const [row] = await toRows([plain], now);
  if (!row) throw new DomainError('not_found');
  const renewal = renewals.find((one) => stateAt(one, now) !== 'expired');
  return {
    ...row,
    figures: await figuresOf({ ...row, productId: row.product.id }, now, row),
    evidence: evidence.map(({ uploadedAt, ...file }) => ({ ...file, uploadedAt: uploadedAt.toISOString() })),
    renews,
    renewedBy: renewal ? { id: renewal.id, number: renewal.number } : null,
    rights: rightsOf(row, viewer, renewal !== undefined),
  };
}
