import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { type ChangeGroup, changeGroupSchema } from '@/lib/findings/bulk-schema';
import { Prisma } from '@/prisma/generated/client';

/** Columns that verbs change, by their name in `FindingEvent.changes`. */
const COLUMNS = {
  status: 'status',
  reason: 'reason',
  regressed: 'regressed',
  duplicateOfId: 'duplicate_of_id',
  assigneeId: 'assignee_id',
  handedById: 'handed_by_id',
  tags: 'tags',
  snoozedUntil: 'snoozed_until',
  wakeOn: 'wake_on',
  wokenAt: 'woken_at',
  acceptanceId: 'acceptance_id',
} as const;
const FIELDS = [
  'status',
  'reason',
  'regressed',
  'duplicateOfId',
  'assigneeId',
  'handedById',
  'tags',
  'snoozedUntil',
  'wakeOn',
  'wokenAt',
  'acceptanceId',
] as const;
export type ChangedField = (typeof FIELDS)[number];

/** Set along by verbs that hardly ever change them: noted in the history only where they did change. */
const SELDOM: readonly ChangedField[] = ['handedById', 'snoozedUntil', 'wakeOn', 'wokenAt'];

/** Which findings (alias `f`), and which of them are as their reader saw them. */
export type Target = { readonly where: Prisma.Sql; readonly fresh: Prisma.Sql };

export type Change = {
  /** Of the event: status, assignee, tags, snooze, wake, undo, accepted … */
  readonly kind: string;
  readonly target: Target;
  /** Findings to which the verb applies, over `f`; the others stay as they are. */
  readonly applies: Prisma.Sql;
  /** Why it does not apply, as a code over `f`; `already` unless said. */
  readonly why?: Prisma.Sql;
  /** New values over `f` (and what `from` adds). */
  readonly set: Readonly<Partial<Record<ChangedField, Prisma.Sql>>>;
  readonly reason?: string | null;
  readonly note?: string | null;
  /** Another table to read new values from: `e` of an undo. */
  readonly from?: Prisma.Sql;
  /** What the history rows are known by together; a new one unless said. */
  readonly batchId?: string;
};

/** What a verb does, whichever findings it is about. `fresh` where the verb itself tells, not the list. */
export type VerbChange = Omit<Change, 'target' | 'batchId'> & { readonly fresh?: Prisma.Sql };

const resultSchema = z.tuple([
  z.object({
    changed: z.number(),
    unchanged: z.number(),
    conflicted: z.number(),
    stale: z.array(z.number()).nullable(),
    productId: z.string().nullable(),
    groups: z.array(changeGroupSchema).nullable(),
  }),
]);

export type Changed = {
  /** Null when nothing changed. */
  readonly batchId: string | null;
  readonly changed: number;
  readonly unchanged: number;
  readonly conflicted: number;
  readonly stale: readonly number[];
  readonly groups: readonly ChangeGroup[];
  /** Of all that changed; null where that is of several products, or nothing. */
  readonly productId: string | null;
};

/** More stale findings than this are counted, not named. */
const STALE_MAX = 1000;

export function inProducts(products: Scope['products']): Prisma.Sql {
  return products === 'all' ? Prisma.sql`TRUE` : Prisma.sql`f.product_id = ANY(${[...products]}::uuid[])`;
}

/** The pieces of the statement that name the changed columns: read, written, handed on, and noted in the history. */
function pieces(set: Change['set']) {
  const fields = FIELDS.flatMap((field) => {
    const value = set[field];
    const column = COLUMNS[field];
    return value ? [{ field, value, column: Prisma.raw(column), old: Prisma.raw(`old_${column}`) }] : [];
  });
  return {
    read: Prisma.join(fields.map(({ column, old, value }) => Prisma.sql`f.${column} AS ${old}, ${value} AS ${column}`)),
    write: Prisma.join(fields.map(({ column }) => Prisma.sql`${column} = w.${column}`)),
    give: Prisma.join(fields.map(({ column, old }) => Prisma.sql`w.${old}, w.${column}`)),
    note: Prisma.join(fields.map(noted), ' || '),
  };
}

type Piece = { readonly field: ChangedField; readonly column: Prisma.Sql; readonly old: Prisma.Sql };

function noted({ field, column, old }: Piece): Prisma.Sql {
  const pair = Prisma.sql`jsonb_build_object(${field}::text, jsonb_build_array(c.${old}, c.${column}))`;
  if (!SELDOM.includes(field)) return pair;
  return Prisma.sql`CASE WHEN c.${old} IS DISTINCT FROM c.${column} THEN ${pair} ELSE '{}' END`;
}

/**
 * Changes findings in one statement: locks them in the order of their ids, writes the new values, raises the version
 * and writes a history row for each. What somebody else changed first is left alone and counted as conflicted.
 */
export async function changeFindings(tx: Tx, ctx: Ctx, change: Change): Promise<Changed> {
  const batchId = change.batchId ?? randomUUID();
  const now = Prisma.sql`${ctx.now.toISOString()}::timestamptz`;
  const { read, write, give, note } = pieces(change.set);
  const moved = change.set.status ? Prisma.sql`, status_changed_at = ${now}` : Prisma.empty;
  const found = await tx.$queryRaw`
    WITH wanted AS (
      SELECT f.id, f.product_id, ${change.target.fresh} AS fresh, COALESCE(${change.applies}, FALSE) AS applies,
        f.status::text AS was, ${change.why ?? Prisma.sql`'already'`} AS why, ${read}
      FROM finding f ${change.from ?? Prisma.empty} WHERE ${change.target.where} ORDER BY f.id FOR UPDATE OF f
    ), changed AS (
      UPDATE finding f SET ${write}, version = f.version + 1, updated_at = ${now} ${moved}
      FROM wanted w WHERE f.id = w.id AND w.fresh AND w.applies
      RETURNING f.id, f.version, ${give}
    ), logged AS (
      INSERT INTO finding_event
        (finding_id, at, kind, changes, reason, note, actor_kind, actor_id, actor_name, batch_id, version)
      SELECT c.id, ${now}, ${change.kind}::text, ${note},
        ${change.reason ?? null}::text, ${change.note ?? null}::text,
        ${ctx.actor.kind}::text, ${ctx.actor.id}::text, ${ctx.actor.name}::text, ${batchId}::uuid, c.version
      FROM changed c
    )
    SELECT count(*) FILTER (WHERE fresh AND applies)::int AS changed,
      count(*) FILTER (WHERE fresh AND NOT applies)::int AS unchanged,
      count(*) FILTER (WHERE NOT fresh)::int AS conflicted,
      (array_agg(id ORDER BY id) FILTER (WHERE NOT fresh))[1:${STALE_MAX}::int] AS stale,
      (SELECT jsonb_agg(g) FROM (
        SELECT CASE WHEN NOT fresh THEN 'conflicted' WHEN applies THEN 'changed' ELSE 'unchanged' END AS result,
          CASE WHEN NOT fresh THEN '' WHEN applies THEN was ELSE why END AS detail, count(*)::int AS count
        FROM wanted GROUP BY 1, 2 ORDER BY 1, 2) g) AS groups,
      CASE WHEN count(DISTINCT product_id) FILTER (WHERE fresh AND applies) = 1
        THEN min(product_id::text) FILTER (WHERE fresh AND applies) END AS "productId"
    FROM wanted`;
  const [{ stale, groups, ...counts }] = resultSchema.parse(found);
  return { ...counts, stale: stale ?? [], groups: groups ?? [], batchId: counts.changed > 0 ? batchId : null };
}
