import { lockPerson } from '@/lib/access/mutations/lock';
import { requireCovered, requirePersonWithin } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { endedBy, knownRoles, mayApproveRisks, type Place } from '@/lib/access/rules';
import type { SetGrantsInput } from '@/lib/access/schema';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const ADMIN_LOCK = 7_340_114;

type NewGrant = Place & { readonly duty: string | null };
type GrantRow = NewGrant & Prisma.ScopeGrantCreateManyInput;

/**
 * Changes where a person's roles and the duty of approving risks count. Acts on the person's next request.
 * @throws DomainError `forbidden` for oneself, for an approver who may only read or who administers, and for a place
 * outside the actor's reach; `conflict` when somebody else changed the grants in between
 */
export async function setGrants(ctx: Ctx, input: SetGrantsInput): Promise<void> {
  const scope = requirePermission(ctx, 'role:assign');
  refuseOneself(ctx, input.personId);
  const person = await personFor(input.personId);
  const approves = input.approver.teams.length + input.approver.products.length > 0;
  if (approves && !mayApproveRisks(knownRoles(person.lastRoles))) {
    throw new DomainError('forbidden', { reason: 'approver-role' });
  }
  const rows = grantRows(ctx, input);
  const shown = differences(await knownGrants(unsafeDb(), input), rows);
  requireCovered(ctx, scope, [...shown.added, ...shown.removed]);
  await requireStepUp(ctx, 'role:assign', input.personId);
  await inTransaction(ctx, async (tx) => {
    await lockPerson(tx, input.personId);
    const before = await knownGrants(tx, input);
    const { added, removed } = differences(before, rows);
    await tx.scopeGrant.deleteMany({ where: { id: { in: removed.map(({ id }) => id) } } });
    await tx.scopeGrant.createMany({ data: added });
    await tx.person.update({ where: { id: input.personId }, data: { roleGrantsSetAt: ctx.now }, select: { id: true } });
    await appendAudit(tx, ctx, {
      action: 'person.granted',
      target: { kind: 'person', id: input.personId },
      data: { before: before.map(described), after: rows.map(described) },
    });
  });
}

function refuseOneself(ctx: Ctx, personId: string): void {
  if (ctx.actor.id === personId) throw new DomainError('forbidden', { reason: 'oneself' });
}

async function personFor(id: string) {
  const person = await unsafeDb().person.findUnique({ where: { id }, select: { lastRoles: true } });
  if (!person) throw new DomainError('not_found');
  return person;
}

/** The grants that the form showed; somebody else's change in between is a conflict. */
async function knownGrants(db: Pick<Tx, 'scopeGrant'>, { personId, known }: SetGrantsInput) {
  const rows = await db.scopeGrant.findMany({
    where: { personId },
    orderBy: { id: 'asc' },
    select: { id: true, duty: true, teamId: true, productId: true },
  });
  const ids = new Set(known);
  if (rows.length !== ids.size || rows.some(({ id }) => !ids.has(id))) throw new DomainError('conflict');
  return rows;
}

const keyOf = ({ duty, teamId, productId }: NewGrant) => [duty, teamId, productId].join(' ');

/** What is to be given and taken; a grant that stays keeps its row, whoever gave it. */
function differences<T extends NewGrant>(before: readonly T[], wanted: readonly GrantRow[]) {
  const [had, wants] = [new Set(before.map(keyOf)), new Set(wanted.map(keyOf))];
  return {
    added: wanted.filter((row) => !had.has(keyOf(row))),
    removed: before.filter((row) => !wants.has(keyOf(row))),
  };
}

function grantRows(ctx: Ctx, { personId, roles, approver }: SetGrantsInput): GrantRow[] {
  const common = { personId, createdAt: ctx.now, createdById: ctx.actor.id };
  const places = (duty: string | null, teams: readonly string[], products: readonly string[]): GrantRow[] => [
    ...[...new Set(teams)].map((teamId) => ({ ...common, duty, teamId, productId: null })),
    ...[...new Set(products)].map((productId) => ({ ...common, duty, teamId: null, productId })),
  ];
  return [
    ...(roles.everywhere ? [{ ...common, duty: null, teamId: null, productId: null }] : []),
    ...places(null, roles.teams, roles.products),
    ...places('RiskApprover', approver.teams, approver.products),
  ];
}

function described({ duty, teamId, productId }: NewGrant) {
  return { duty, team: teamId, product: productId };
}

/**
 * Shuts a person out (or lets them in again), ends their sessions and revokes the tokens that they made.
 * @throws DomainError `forbidden` for oneself and for a person outside the actor's reach; `conflict` with `reason: 'last-admin'`, or when it is so already
 */
export async function setDisabled(ctx: Ctx, personId: string, disabled: boolean): Promise<void> {
  const scope = requirePermission(ctx, 'role:assign');
  refuseOneself(ctx, personId);
  await personFor(personId);
  await requirePersonWithin(ctx, scope, personId);
  await requireStepUp(ctx, 'role:assign', personId);
  await inTransaction(ctx, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ADMIN_LOCK})`;
    if (disabled) await refuseLastAdmin(tx, personId);
    const changed = await tx.person.updateMany({
      where: { id: personId, disabledAt: disabled ? null : { not: null } },
      data: { disabledAt: disabled ? ctx.now : null },
    });
    if (changed.count === 0) throw new DomainError('conflict');
    const tokens = disabled ? await endAccess(tx, ctx, personId) : [];
    await appendAudit(tx, ctx, {
      action: disabled ? 'person.disabled' : 'person.enabled',
      target: { kind: 'person', id: personId },
      data: disabled ? { tokens } : {},
    });
  });
}

/** Ends sessions and revokes tokens; returns the ids of the tokens. */
async function endAccess(tx: Tx, ctx: Ctx, personId: string): Promise<string[]> {
  await tx.userSession.updateMany({
    where: { personId, revokedAt: null },
    data: endedBy('disabled', ctx.now),
  });
  const tokens = await tx.apiToken.updateManyAndReturn({
    where: { createdById: personId, revokedAt: null },
    data: { revokedAt: ctx.now, revokedById: ctx.actor.id },
    select: { id: true },
  });
  return tokens.map(({ id }) => id).sort();
}

async function refuseLastAdmin(tx: Tx, personId: string): Promise<void> {
  const admins = await tx.person.findMany({
    where: { lastRoles: { has: 'Admin' }, disabledAt: null },
    select: { id: true },
  });
  const others = admins.filter(({ id }) => id !== personId);
  if (admins.length > 0 && others.length === 0) throw new DomainError('conflict', { reason: 'last-admin' });
}
