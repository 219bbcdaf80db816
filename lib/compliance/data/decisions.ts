import type { Scope } from '@/lib/access/policy';
import { backingSchema } from '@/lib/compliance/schema';
import type { PastDecision } from '@/lib/compliance/view-types';
import { type Prisma, unsafeDb } from '@/lib/core/db';

/** Nobody has decided anything. */
export const UNDECIDED: PastDecision = {
  number: 0,
  applicable: null,
  justification: '',
  implementation: '',
  reference: '',
  owner: null,
  ownBacking: false,
  backing: null,
  at: null,
  by: '',
};

function toDecision(row: Prisma.ControlDecisionGetPayload<object>): PastDecision {
  const { number, applicable, justification, implementation, reference, ownerId, ownerName } = row;
  const backing = row.backing === null ? null : backingSchema.parse(row.backing);
  return {
    ...{ number, applicable, justification, implementation, reference, backing },
    owner: ownerId === null ? null : { id: ownerId, name: ownerName },
    ownBacking: backing !== null,
    at: row.at.toISOString(),
    by: row.actorName,
  };
}

/** What was decided of each control of a framework by a moment; controls without a decision are left out. */
export async function decisionsAt(
  _scope: Scope,
  framework: string,
  at: Date,
): Promise<ReadonlyMap<string, PastDecision>> {
  const rows = await unsafeDb().controlDecision.findMany({
    where: { framework, at: { lte: at } },
    orderBy: [{ control: 'asc' }, { number: 'desc' }],
    distinct: ['control'],
  });
  return new Map(rows.map((row) => [row.control, toDecision(row)]));
}

const HISTORY_MAX = 200;

/** Every decision on a control by a moment, the newest first. */
export async function decisionHistory(
  _scope: Scope,
  { framework, control }: { readonly framework: string; readonly control: string },
  at: Date,
): Promise<readonly PastDecision[]> {
  const rows = await unsafeDb().controlDecision.findMany({
    where: { framework, control, at: { lte: at } },
    orderBy: { number: 'desc' },
    take: HISTORY_MAX,
  });
  return rows.map(toDecision);
}

/** Every decision of a framework by a moment, control by control, as they followed one another. */
export async function allDecisions(
  _scope: Scope,
  framework: string,
  at: Date,
): Promise<readonly (PastDecision & { readonly control: string })[]> {
  const rows = await unsafeDb().controlDecision.findMany({
    where: { framework, at: { lte: at } },
    orderBy: [{ control: 'asc' }, { number: 'asc' }],
  });
  return rows.map((row) => ({ ...toDecision(row), control: row.control }));
}
