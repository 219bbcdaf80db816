import { z } from 'zod';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import type { NoticeKind, NoticeParams } from '@/lib/notices/types';
import { Prisma } from '@/prisma/generated/client';

const TITLE_MAX = 200;
const NOTE_MAX = 300;

type Telling = {
  readonly kind: NoticeKind;
  /** `SELECT person_id, finding_id`: who hears of which; whoever did it is left out, and so is nobody. */
  readonly recipients: Prisma.Sql;
  readonly params: NoticeParams;
  /** Where a notice of several findings leads. */
  readonly many: string;
};

/** One notice a person, however many findings: of one it has the title, of several the number alone. */
export async function tell(tx: Tx, ctx: Ctx, { kind, recipients, params, many }: Telling): Promise<void> {
  const self = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  await tx.$executeRaw`
    INSERT INTO notice (person_id, at, kind, params, href, product_id)
    SELECT r.person_id, ${ctx.now.toISOString()}::timestamptz, ${kind}::text,
      ${JSON.stringify(params)}::jsonb || jsonb_build_object('count', count(*),
        'title', CASE WHEN count(*) = 1 THEN left(min(f.title), ${TITLE_MAX}::int) ELSE '' END),
      CASE WHEN count(*) = 1 THEN '/findings/' || min(f.id) ELSE ${many}::text END,
      CASE WHEN count(DISTINCT f.product_id) = 1 THEN min(f.product_id::text)::uuid END
    FROM (SELECT DISTINCT person_id, finding_id FROM (${recipients}) AS told(person_id, finding_id)) r
    JOIN finding f ON f.id = r.finding_id
    WHERE r.person_id IS NOT NULL AND r.person_id IS DISTINCT FROM ${self}::uuid
    GROUP BY r.person_id`;
}

/** Who follows findings: those who watch them, and those who have them. `ids` selects `finding_id`. */
export function followers(ids: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT w.person_id, w.finding_id FROM finding_watch w WHERE w.finding_id IN (${ids})
    UNION ALL
    SELECT a.assignee_id, a.id FROM finding a WHERE a.assignee_id IS NOT NULL AND a.id IN (${ids})`;
}

const groupsSchema = z.array(
  z.object({ kind: z.string(), status: z.string().nullable(), note: z.string().nullable(), actor: z.string() }),
);

/**
 * Tells people what a batch of one verb means for them: new assignees, those who handed over, and followers of findings whose status changed.
 * Read from the history rows of the batch, so that a job of many transactions calls it once, at its end.
 */
export async function tellOf(tx: Tx, ctx: Ctx, batchId: string | null): Promise<void> {
  if (batchId === null) return;
  const batch = Prisma.sql`FROM finding_event e WHERE e.batch_id = ${batchId}::uuid`;
  // What was taken back goes to as many statuses as there were before: it is told as one.
  const found = await tx.$queryRaw`
    SELECT e.kind, CASE WHEN e.kind <> 'undo' THEN e.changes -> 'status' ->> 1 END AS status, min(e.note) AS note,
      min(e.actor_name) AS actor
    ${batch} GROUP BY 1, 2`;
  for (const { kind, status, note, actor } of groupsSchema.parse(found)) {
    if (kind === 'assignee' || kind === 'handover') {
      await tell(tx, ctx, {
        kind: kind === 'handover' ? 'handed_over' : 'assigned',
        recipients: Prisma.sql`SELECT (e.changes -> 'assigneeId' ->> 1)::uuid, e.finding_id ${batch}`,
        params: { actor, note: (note ?? '').slice(0, NOTE_MAX) },
        many: kind === 'handover' ? '/inbox?queue=handover' : '/inbox?queue=mine',
      });
    } else if (kind === 'handover_accepted' || kind === 'handover_declined') {
      await tell(tx, ctx, {
        kind,
        recipients: Prisma.sql`SELECT (e.changes -> 'handedById' ->> 0)::uuid, e.finding_id ${batch} AND e.kind = ${kind}`,
        params: { actor, note: (note ?? '').slice(0, NOTE_MAX) },
        many: '/inbox?queue=mine',
      });
    } else if (status !== null || kind === 'undo') {
      const which =
        status === null ? Prisma.sql`e.changes ? 'status'` : Prisma.sql`e.changes -> 'status' ->> 1 = ${status}`;
      await tell(tx, ctx, {
        kind: status === null ? 'undone' : 'decided',
        recipients: followers(Prisma.sql`SELECT e.finding_id ${batch} AND ${which}`),
        params: status === null ? { actor } : { actor, status },
        many: '/notices',
      });
    }
  }
}

const here = (findingId: number) => Prisma.sql`SELECT ${findingId}::int`;
const named = ({ actor }: Ctx) => ({ actor: actor.name });

/** Tells people that a comment mentions them. */
export async function tellMentioned(tx: Tx, ctx: Ctx, findingId: number, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  const recipients = Prisma.sql`SELECT one, ${findingId}::int FROM unnest(${[...personIds]}::uuid[]) AS one`;
  await tell(tx, ctx, { kind: 'mentioned', recipients, params: named(ctx), many: '/notices' });
}

/** Tells of a new comment: whom it mentions, and the others who follow the finding. */
export async function tellOfComment(tx: Tx, ctx: Ctx, findingId: number, mentioned: readonly string[]): Promise<void> {
  await tellMentioned(tx, ctx, findingId, mentioned);
  const recipients = Prisma.sql`SELECT * FROM (${followers(here(findingId))}) AS one
    WHERE one.person_id <> ALL(${[...mentioned]}::uuid[])`;
  await tell(tx, ctx, { kind: 'commented', recipients, params: named(ctx), many: '/notices' });
}
