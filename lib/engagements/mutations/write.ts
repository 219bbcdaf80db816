import { requirePermission } from '@/lib/access/policy';
import type { AuditValue } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { isoDay } from '@/lib/core/datetime';
import { inTransaction, type Prisma } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { holdSeen, requirePerson } from '@/lib/engagements/mutations/find';
import { keepEvent } from '@/lib/engagements/mutations/keep';
import { mayEdit } from '@/lib/engagements/rules';
import type { ChangeEngagement, CreateEngagement } from '@/lib/engagements/schema';
import { FACT_FIELDS } from '@/lib/engagements/types';

type Facts = Omit<ChangeEngagement, 'id' | 'version'>;

/** A test of one's own people has no company. */
function stored({ startsOn, endsOn, performer, company, testers, ...rest }: Facts) {
  return {
    ...rest,
    performer,
    company: performer === 'internal' ? '' : company,
    testers: [...testers],
    startsOn: new Date(startsOn),
    endsOn: new Date(endsOn),
  } satisfies Prisma.EngagementUpdateInput;
}

/**
 * Sets up a test of a product; whoever does so owns it.
 * @returns its number
 * @throws DomainError forbidden, not_found
 */
export async function createEngagement(ctx: Ctx, { productId, ...facts }: CreateEngagement): Promise<number> {
  requirePermission(ctx, 'finding:triage', productId);
  const owner = requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    if ((await tx.product.count({ where: { id: productId } })) === 0) throw new DomainError('not_found');
    const made = await tx.engagement.create({
      data: { ...stored(facts), productId, ownerId: owner.id, createdAt: ctx.now },
      select: { id: true, number: true },
    });
    const { title, kind, performer, company, startsOn, endsOn } = facts;
    await keepEvent(
      tx,
      ctx,
      { ...made, productId },
      {
        kind: 'created',
        audit: { title, kind, performer, company, startsOn, endsOn },
      },
    );
    return made.number;
  });
}

const factsSelect = {
  title: true,
  kind: true,
  performer: true,
  company: true,
  testers: true,
  inScope: true,
  outOfScope: true,
  method: true,
  startsOn: true,
  endsOn: true,
} as const satisfies Prisma.EngagementSelect;

/** What differs, as [before, after], for history and trail. */
function differences(
  before: Prisma.EngagementGetPayload<{ select: typeof factsSelect }>,
  after: ReturnType<typeof stored>,
): Record<string, [AuditValue, AuditValue]> {
  const plain = (value: string | string[] | Date) => (value instanceof Date ? isoDay(value) : value);
  const changed: Record<string, [AuditValue, AuditValue]> = {};
  for (const field of FACT_FIELDS) {
    const [from, to] = [plain(before[field]), plain(after[field])];
    if (JSON.stringify(from) !== JSON.stringify(to)) changed[field] = [from, to];
  }
  return changed;
}

/**
 * Corrects the facts of a test that is not closed; the trail keeps what was there before.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: wrong_state`)
 */
export async function changeEngagement(ctx: Ctx, { id, version, ...facts }: ChangeEngagement): Promise<void> {
  const scope = requirePermission(ctx, 'finding:triage');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = await holdSeen(tx, scope, { id, version });
    if (!mayEdit(row.state)) throw new DomainError('invalid', { issue: 'wrong_state' });
    const after = stored(facts);
    const changes = differences(await tx.engagement.findUniqueOrThrow({ where: { id }, select: factsSelect }), after);
    const fields = Object.keys(changes).join(' ');
    if (fields === '') return;
    await tx.engagement.update({ where: { id }, data: { ...after, version: { increment: 1 } } });
    await keepEvent(tx, ctx, row, { kind: 'changed', data: { fields }, audit: { changes } });
  });
}
