import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { authoritiesOf, describeCertificate } from '@/lib/tls/pem';
import type { RemoveTrustStore, SaveTrustStore } from '@/lib/tls/schema';

function requireTeam(ctx: Ctx, teamId: string): void {
  requireCovered(ctx, requirePermission(ctx, 'tls-trust:write'), [{ teamId, productId: null }]);
}

async function write(tx: Tx, ctx: Ctx, { id, version, teamId, name }: SaveTrustStore, ders: readonly Buffer[]) {
  const data = {
    name,
    certificates: ders.map((der) => new Uint8Array(der)),
    updatedAt: ctx.now,
    updatedBy: ctx.actor.name,
  };
  const taken = await tx.tlsTrustStore.count({ where: { teamId, name, ...(id && { id: { not: id } }) } });
  if (taken > 0) throw new DomainError('invalid', { issue: 'name_taken' });
  if (id === null) {
    const [made] = await tx.tlsTrustStore.createManyAndReturn({
      data: [{ ...data, teamId }],
      select: { id: true },
      skipDuplicates: true,
    });
    if (!made) throw new DomainError('invalid', { issue: 'name_taken' });
    return made.id;
  }
  const { count } = await tx.tlsTrustStore.updateMany({
    where: { id, teamId, version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw new DomainError('conflict');
  return id;
}

/**
 * Makes or replaces a team's own set of authorities: scans of its products trust them beside Mozilla's from then on.
 * @throws DomainError forbidden, not_found, conflict, step_up_required, invalid (`issue: no_certificates, name_taken`)
 */
export async function saveTrustStore(ctx: Ctx, input: SaveTrustStore): Promise<string> {
  const { teamId, name, pem } = input;
  requireTeam(ctx, teamId);
  const ders = authoritiesOf(pem);
  if (!ders || ders.length === 0) throw new DomainError('invalid', { issue: 'no_certificates' });
  await requireStepUp(ctx, 'tls-trust:write', input.id ?? teamId);
  return inTransaction(ctx, async (tx) => {
    if ((await tx.team.count({ where: { id: teamId } })) === 0) throw new DomainError('not_found');
    const id = await write(tx, ctx, input, ders);
    await appendAudit(tx, ctx, {
      action: input.id === null ? 'tls.trust-store-added' : 'tls.trust-store-changed',
      target: { kind: 'tls-trust-store', id },
      data: { team: teamId, name, authorities: ders.map((der) => describeCertificate(der).subject) },
    });
    return id;
  });
}

/**
 * Trusts a set of authorities no longer.
 * @throws DomainError forbidden, conflict where it is gone or was changed, step_up_required
 */
export async function removeTrustStore(ctx: Ctx, { id, version, teamId }: RemoveTrustStore): Promise<void> {
  requireTeam(ctx, teamId);
  await requireStepUp(ctx, 'tls-trust:write', id);
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.tlsTrustStore.deleteMany({ where: { id, teamId, version } });
    if (count === 0) throw new DomainError('conflict');
    const target = { kind: 'tls-trust-store', id };
    await appendAudit(tx, ctx, { action: 'tls.trust-store-removed', target, data: { team: teamId } });
  });
}
