import { requirePermission } from '@/lib/access/policy';
import { frameworkOf } from '@/lib/compliance/data/catalogues';
import { requireOwner, requirePerson } from '@/lib/compliance/mutations/find';
import type { DecideControl } from '@/lib/compliance/schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { safeguardOf } from '@/lib/safeguards/catalogue';

/** Why a decision is refused, or null. What does not apply, and safeguards of one's own choice, take a reason. */
function refusal({ applicable, justification, backing }: DecideControl): string | null {
  if (applicable === false && justification === '') return 'justification_required';
  if (backing?.some(({ safeguard }) => safeguardOf(safeguard) === null)) return 'safeguard_unknown';
  return backing !== null && justification === '' ? 'justification_required' : null;
}

/**
 * Decides about a control: whether it applies, how it is put into practice, who answers for it, which safeguards are behind
 * it. Earlier decisions stay.
 * @throws DomainError forbidden, not_found, conflict where somebody was faster,
 * invalid (`issue: justification_required, safeguard_unknown, owner_unknown, archived`)
 */
export async function decideControl(ctx: Ctx, input: DecideControl): Promise<number> {
  const scope = requirePermission(ctx, 'compliance:write');
  const actor = requirePerson(ctx);
  const { framework: id, control, number: seen, ownerId, backing, ...words } = input;
  const framework = await frameworkOf(scope, id, ctx.now);
  if (!framework.controls.some((one) => one.id === control)) throw new DomainError('not_found');
  const issue = framework.imported?.archivedAt ? 'archived' : refusal(input);
  if (issue) throw new DomainError('invalid', { issue });
  return inTransaction(ctx, async (tx) => {
    const owner = ownerId === null ? null : await requireOwner(tx, ownerId);
    const data = {
      ...words,
      ...{ framework: id, control, number: seen + 1, at: ctx.now, ownerId, ownerName: owner?.name ?? '' },
      ...{ actorId: actor.id, actorName: actor.name, ...(backing && { backing }) },
    } satisfies Prisma.ControlDecisionCreateManyInput;
    const newest = await tx.controlDecision.aggregate({ where: { framework: id, control }, _max: { number: true } });
    if ((newest._max.number ?? 0) !== seen) throw new DomainError('conflict');
    // Of two at once the second finds the number taken.
    const { count } = await tx.controlDecision.createMany({ data: [data], skipDuplicates: true });
    if (count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'control.decided',
      target: { kind: 'control', id: `${id} ${control}` },
      data: { ...words, number: data.number, owner: owner?.name ?? null, backing },
    });
    return data.number;
  });
}
