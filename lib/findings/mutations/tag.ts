import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import type { OrderOf } from '@/lib/findings/bulk-schema';
import { auditOf } from '@/lib/findings/mutations/audit';
import { changeFindings, type VerbChange } from '@/lib/findings/mutations/change';
import { outcomeOf, targetOf } from '@/lib/findings/mutations/target';
import type { TagInput } from '@/lib/findings/schema';
import type { Outcome } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

const TAGS_MAX = 50;

/** The tags of `f` without `remove`, in their order, then those of `add` that are not there yet. */
function tagsAfter(add: readonly string[], remove: readonly string[]): Prisma.Sql {
  return Prisma.sql`(
    ARRAY(SELECT t.one FROM unnest(f.tags) WITH ORDINALITY AS t(one, nth) WHERE t.one <> ALL(${[...remove]}::text[]) ORDER BY t.nth)
    || ARRAY(SELECT a.one FROM unnest(${[...add]}::text[]) AS a(one) WHERE a.one <> ALL(f.tags)))`;
}

/** The tags that are really added and removed: what is both is added. */
function wanted({ add, remove }: Pick<TagInput, 'add' | 'remove'>) {
  const added = [...new Set(add)];
  return { added, removed: remove.filter((one) => !added.includes(one)) };
}

/** What adding and removing tags changes. */
export function tagChange(order: Omit<OrderOf<'tag'>, 'verb'>): VerbChange {
  const { added, removed } = wanted(order);
  const tags = tagsAfter(added, removed);
  const differs = Prisma.sql`(f.tags && ${removed}::text[] OR NOT f.tags @> ${added}::text[])`;
  return {
    kind: 'tags',
    applies: Prisma.sql`${differs} AND cardinality(${tags}) <= ${TAGS_MAX}::int`,
    why: Prisma.sql`CASE WHEN ${differs} THEN 'too_many_tags' ELSE 'already' END`,
    set: { tags },
  };
}

/**
 * Adds and removes tags. Findings that have them so already, or would have more than 50, stay as they are.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function tag(ctx: Ctx, { selection, add, remove }: TagInput): Promise<Outcome> {
  const scope = requirePermission(ctx, 'finding:triage');
  const { added, removed } = wanted({ add, remove });
  return inTransaction(ctx, async (tx) => {
    const target = await targetOf(tx, ctx, scope, selection);
    const done = await changeFindings(tx, ctx, { ...tagChange({ add, remove }), target });
    const outcome = await outcomeOf(tx, scope, selection, done);
    if (done.changed > 0) {
      await appendAudit(tx, ctx, auditOf('finding.tagged', selection, done, { add: added, remove: removed }));
    }
    return outcome;
  });
}
