import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { findingWhere } from '@/lib/findings/data/condition';
import { readSnapshot } from '@/lib/findings/data/snapshot';
import { conditionsOf, type Viewer } from '@/lib/findings/data/where';
import { OPEN_STATUSES, originsOf } from '@/lib/findings/rules';
import type { SamePlaces, SameVerb } from '@/lib/findings/same-types';
import { type FindingFilter, loadFilter, serializeFindings } from '@/lib/findings/search-params';
import { FINDING_KINDS } from '@/lib/findings/types';

/** Counting stops here: beyond it the offer says "at least". */
const COUNTED = 1_000;

type Subject = {
  readonly kind: string;
  readonly ruleId: string;
  readonly vulnId: string | null;
  readonly packageName: string | null;
};

/** The same vulnerability of the same package, else the same rule of the same kind, as a filter. */
function sameThing({ kind, ruleId, vulnId, packageName }: Subject): Partial<FindingFilter> {
  if (vulnId && packageName) return { id: vulnId, package: packageName };
  return { id: ruleId, kind: FINDING_KINDS.filter((one) => one === kind) };
}

/** Findings that the verb would still change: open, and not as the verb makes them. */
function stillTo(verb: SameVerb): Partial<FindingFilter> {
  if (verb === 'snooze') return { snoozed: 'no' };
  if (verb === 'assign') return { assignee: ['none'] };
  const origins = originsOf(verb).map(({ from }) => from);
  return { status: OPEN_STATUSES.filter((one) => origins.includes(one)) };
}

const countSchema = z.tuple([z.object({ n: z.number(), products: z.number() })]);

/**
 * The other places of the scope where the same was found and the verb is still to be given.
 * @throws DomainError `not_found` where the finding does not exist within the scope
 */
export async function samePlaces(scope: Scope, viewer: Viewer, id: number, verb: SameVerb): Promise<SamePlaces> {
  const subject = await unsafeDb().finding.findFirst({
    where: { id, productId: productFilter(scope) },
    select: { kind: true, ruleId: true, vulnId: true, packageName: true },
  });
  if (!subject) throw new DomainError('not_found');
  const filter = { ...loadFilter(''), ...sameThing(subject), ...stillTo(verb) };
  const asOf = await readSnapshot();
  const where = findingWhere(await conditionsOf(scope, [], filter, viewer));
  const found = await unsafeDb().$queryRaw`
    SELECT count(*)::int AS n, count(DISTINCT product_id)::int AS products FROM
      (SELECT f.product_id FROM finding f WHERE ${where} AND f.id <> ${id}::int LIMIT ${COUNTED + 1}) AS bounded`;
  const [{ n, products }] = countSchema.parse(found);
  return {
    query: serializeFindings('', filter),
    asOf,
    total: { n: Math.min(n, COUNTED), exact: n <= COUNTED },
    products,
  };
}
