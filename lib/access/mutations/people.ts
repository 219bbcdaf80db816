import { requirePermission } from '@/lib/access/policy';
import { knownRoles, mayApproveRisks } from '@/lib/access/rules';
import type { SetGrantsInput } from '@/lib/access/schema';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const ADMIN_LOCK = 7_340_114;

type GrantRow = Prisma.ScopeGrantCreateManyInput;

/**
 * Replaces where a person's roles and the duty of approving risks count. Acts on the person's next request.
 * @throws DomainError `forbidden` for oneself and for an approver who may only read or who administers; `conflict`
 * when somebody else changed the grants in between
 */
export async function setGrants(ctx: Ctx, input: SetGrantsInput): Promise<void> {
  requirePermission(ctx, 'role:assign');
  refuseOneself(ctx, input.personId);
  const person = await personFor(input.personId);
  const approves = input.approver.teams.length + input.approver.products.length > 0;
  if (approves && !mayApproveRisks(knownRoles(person.lastRoles))) {
    throw new DomainError('forbidden', { reason: 'approver-role' });
  }
  await requireStepUp(ctx, 'role:assign', input.personId);
  await inTransaction(ctx, async (tx) => {
    const before = await lockGrants(tx, input.personId);
    const known = new Set(input.known);
    if (before.length !== known.size || before.some(({ id }) => !known.has(id))) throw new DomainError('conflict');
    await tx.scopeGrant.deleteMany({ where: { personId: input.personId } });
    const rows = grantRows(ctx, input);
    await tx.scopeGrant.createMany({ data: rows });
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

async function lockGrants(tx: Tx, personId: string) {
  await tx.$queryRaw`SELECT id FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
  return tx.scopeGrant.findMany({
    where: { personId },
    orderBy: { id: 'asc' },
    select: { id: true, duty: true, teamId: true, productId: true },
  });
}

function grantRows(ctx: Ctx, { personId, roles, approver }: SetGrantsInput): GrantRow[] {
  const common = { personId, createdAt: ctx.now, createdById: ctx.actor.id };
  const places = (duty: string | null, teams: readonly string[], products: readonly string[]): GrantRow[] => [
    ...[...new Set(teams)].map((teamId) => ({ ...common, duty, teamId })),
    ...[...new Set(products)].map((productId) => ({ ...common, duty, productId })),
  ];
  return [
    ...(roles.everywhere ? [{ ...common, duty: null }] : []),
    ...places(null, roles.teams, roles.products),
    ...places('RiskApprover', approver.teams, approver.products),
  ];
}

function described(grant: { duty?: string | null; teamId?: string | null; productId?: string | null }) {
  return { duty: grant.duty ?? null, team: grant.teamId ?? null, product: grant.productId ?? null };
}

/**
 * Shuts a person out (or lets them in again), and ends their sessions.
 * @throws DomainError `forbidden` for oneself; `conflict` with `reason: 'last-admin'`, or when it is so already
 */
export async function setDisabled(ctx: Ctx, personId: string, disabled: boolean): Promise<void> {
  requirePermission(ctx, 'role:assign');
  refuseOneself(ctx, personId);
  await personFor(personId);
  await requireStepUp(ctx, 'role:assign', personId);
  await inTransaction(ctx, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ADMIN_LOCK})`;
    if (disabled) await refuseLastAdmin(tx, personId);
    const changed = await tx.person.updateMany({
      where: { id: personId, disabledAt: disabled ? null : { not: null } },
      data: { disabledAt: disabled ? ctx.now : null },
    });
    if (changed.count === 0) throw new DomainError('conflict');
    if (disabled) {
      await tx.userSession.updateMany({
        where: { personId, revokedAt: null },
        data: { revokedAt: ctx.now, revokedReason: 'disabled' },
      });
    }
    await appendAudit(tx, ctx, {
      action: disabled ? 'person.disabled' : 'person.enabled',
      target: { kind: 'person', id: personId },
    });
  });
}

async function refuseLastAdmin(tx: Tx, personId: string): Promise<void> {
  const admins = await tx.person.findMany({
    where: { lastRoles: { has: 'Admin' }, disabledAt: null },
    select: { id: true },
  });
  const others = admins.filter(({ id }) => id !== personId);
  if (admins.length > 0 && others.length === 0) throw new DomainError('conflict', { reason: 'last-admin' });
}
