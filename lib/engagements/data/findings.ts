import { z } from 'zod';
import { type Tx, unsafeDb } from '@/lib/core/db';
import { engagementName } from '@/lib/engagements/rules';
import type { EngagementFinding, FindingStates } from '@/lib/engagements/types';
import { OUTCOMES } from '@/lib/engagements/types';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import { FINDING_STATUSES } from '@/lib/findings/types';
import { ENGAGEMENT_FORMAT, ENGAGEMENT_SCANNER } from '@/lib/imports/engagement-source';
import { Prisma } from '@/prisma/generated/client';

type Place = { readonly number: number; readonly productId: string };
type Raw = Pick<Tx, '$queryRaw'>;

/** The source that findings of an engagement come from, over `o`. */
const SOURCE = Prisma.sql`o.scanner = ${ENGAGEMENT_SCANNER} AND o.branch = '' AND o.image = '' AND o.environment = '' AND o.service = ''`;

const OPEN = OPEN_STATUSES.map((status) => `'${status}'`).join(', ');
const OPEN_SQL = Prisma.raw(OPEN);

const STATES = Prisma.sql`
  count(f.id)::int AS total,
  count(*) FILTER (WHERE f.status IN (${OPEN_SQL}))::int AS open,
  count(*) FILTER (WHERE f.status = 'fixed' AND f.reason = 'claimed')::int AS claimed,
  count(*) FILTER (WHERE f.status = 'fixed' AND f.reason IS DISTINCT FROM 'claimed')::int AS verified,
  count(*) FILTER (WHERE f.status = 'risk_accepted')::int AS accepted,
  count(*) FILTER (WHERE f.status IN ('false_positive', 'out_of_scope', 'duplicate'))::int AS dismissed,
  ARRAY[${Prisma.raw([0, 1, 2, 3, 4].map((level) => `count(*) FILTER (WHERE f.status IN (${OPEN}) AND f.severity = ${level})::int`).join(', '))}]
    AS "openBySeverity"`;

export const NO_FINDINGS: FindingStates = {
  total: 0,
  open: 0,
  claimed: 0,
  verified: 0,
  accepted: 0,
  dismissed: 0,
  openBySeverity: [0, 0, 0, 0, 0],
};

const statesSchema = z.array(
  z.object({
    number: z.number(),
    total: z.number(),
    open: z.number(),
    claimed: z.number(),
    verified: z.number(),
    accepted: z.number(),
    dismissed: z.number(),
    openBySeverity: z.array(z.number()),
  }),
);

/** What became of the findings of each of these engagements, by number; those without findings are left out. */
export async function statesOf(places: readonly Place[]): Promise<ReadonlyMap<number, FindingStates>> {
  if (places.length === 0) return new Map();
  const found = await unsafeDb().$queryRaw`
    SELECT w.number, ${STATES}
    FROM unnest(${places.map(({ number }) => number)}::int[], ${places.map(({ productId }) => productId)}::uuid[])
      AS w(number, product_id)
    JOIN source o ON o.product_id = w.product_id AND o.target = 'PT-' || w.number AND ${SOURCE}
    JOIN finding_source e ON e.source_id = o.id JOIN finding f ON f.id = e.finding_id
    GROUP BY w.number`;
  return new Map(statesSchema.parse(found).map(({ number, ...states }) => [number, states]));
}

const countSchema = z.tuple([z.object({ n: z.number() })]);

/** How many findings of the engagement are open. */
export async function openFindings(db: Raw, { number, productId }: Place): Promise<number> {
  const found = await db.$queryRaw`
    SELECT count(*)::int AS n FROM source o
    JOIN finding_source e ON e.source_id = o.id JOIN finding f ON f.id = e.finding_id
    WHERE o.product_id = ${productId}::uuid AND o.target = ${engagementName(number)} AND ${SOURCE}
      AND f.status IN (${OPEN_SQL})`;
  return countSchema.parse(found)[0].n;
}

/** Whether findings of the engagement are on their way through the import. */
export async function isArriving(db: Pick<Tx, 'import'>, { number, productId }: Place): Promise<boolean> {
  const target = engagementName(number);
  const where = { productId, format: ENGAGEMENT_FORMAT, target };
  return (await db.import.count({ where: { ...where, state: { in: ['queued', 'running'] } } })) > 0;
}

/** The source of the engagement; null before its first finding came. */
export async function engagementSource(db: Raw, { number, productId }: Place): Promise<string | null> {
  const found = await db.$queryRaw`
    SELECT o.id::text AS id FROM source o
    WHERE o.product_id = ${productId}::uuid AND o.target = ${engagementName(number)} AND ${SOURCE}`;
  return z.array(z.object({ id: z.string() })).parse(found)[0]?.id ?? null;
}

const listSchema = z.array(
  z.object({
    id: z.number(),
    version: z.number(),
    title: z.string(),
    severity: z.number(),
    status: z.enum(FINDING_STATUSES),
    reason: z.string().nullable(),
    location: z.string(),
    dueAt: z.date().nullable(),
    assigneeId: z.string().nullable(),
    assigneeName: z.string().nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    retestedOn: z.string().nullable(),
    note: z.string().nullable(),
  }),
);

/** More findings than this are no test of people: the list of findings shows them. */
const LIST_MAX = 1000;

/** Findings of the engagement, the worst open ones first, each with what the newest retest that looked at it said. */
export async function findingsOf(sourceId: string, engagementId: string): Promise<readonly EngagementFinding[]> {
  const found = await unsafeDb().$queryRaw`
    SELECT f.id, f.version, f.title, f.severity::int AS severity, f.status::text AS status, f.reason, f.location,
      f.due_at AS "dueAt", p.id::text AS "assigneeId", p.name AS "assigneeName",
      r.outcome, r.tested_on::text AS "retestedOn", r.note
    FROM finding_source e JOIN finding f ON f.id = e.finding_id LEFT JOIN person p ON p.id = f.assignee_id
    LEFT JOIN LATERAL (
      SELECT u.outcome, u.note, t.tested_on FROM engagement_outcome u JOIN engagement_retest t ON t.id = u.retest_id
      WHERE u.finding_id = f.id AND t.engagement_id = ${engagementId}::uuid AND u.outcome <> 'not_retested'
      ORDER BY t.tested_on DESC, t.recorded_at DESC LIMIT 1
    ) r ON TRUE
    WHERE e.source_id = ${sourceId}::uuid
    ORDER BY f.status IN (${OPEN_SQL}) DESC, f.severity DESC, f.id LIMIT ${LIST_MAX}`;
  return listSchema.parse(found).map((row) => {
    const { assigneeId, assigneeName, outcome, retestedOn, note, dueAt, ...finding } = row;
    return {
      ...finding,
      dueAt: dueAt?.toISOString() ?? null,
      assignee: assigneeId !== null && assigneeName !== null ? { id: assigneeId, name: assigneeName } : null,
      retest: outcome !== null && retestedOn !== null ? { outcome, on: retestedOn, note: note ?? '' } : null,
    };
  });
}
