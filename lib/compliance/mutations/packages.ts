import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { frameworkOf } from '@/lib/compliance/data/catalogues';
import { requirePerson } from '@/lib/compliance/mutations/find';
import type { AskPackage } from '@/lib/compliance/package-schema';
import { momentOf } from '@/lib/compliance/search-params';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const target = (id: string) => ({ kind: 'evidence-package', id });

/**
 * Whoever takes evidence out may read compliance too. A package tells of the whole organisation: rights that were given for
 * a while in one team or product do not reach it.
 */
function requireBoth(ctx: Ctx) {
  const actor = requirePerson(ctx);
  const elevations = actor.elevations.filter(({ grants }) => grants.everywhere);
  requirePermission({ actor: { ...actor, elevations } }, 'evidence:export');
  return requirePermission(ctx, 'compliance:read');
}

/** Being made at a time: of one person, and the worker takes up so many at once. */
export const WAITING_MAX = 5;

/**
 * Asks the worker for an evidence package of a framework.
 * @returns its id
 * @throws DomainError forbidden, not_found, invalid (`issue: too_many`)
 */
export async function askPackage(ctx: Ctx, { framework: asked, day, locale }: AskPackage): Promise<string> {
  const scope = requireBoth(ctx);
  const actor = requirePerson(ctx);
  const { at: asOf } = momentOf(day, ctx.now);
  const { id: framework } = await frameworkOf(scope, asked, asOf);
  return inTransaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT FROM person WHERE id = ${actor.id}::uuid FOR NO KEY UPDATE`;
    const waiting = await tx.evidencePackage.count({ where: { askedById: actor.id, state: 'asked' } });
    if (waiting >= WAITING_MAX) throw new DomainError('invalid', { issue: 'too_many' });
    const facts = { askedAt: ctx.now, askedById: actor.id, askedByName: actor.name };
    const { id } = await tx.evidencePackage.create({
      data: { framework, asOf, locale, ...facts },
      select: { id: true },
    });
    await appendAudit(tx, ctx, {
      action: 'evidence-package.asked',
      target: target(id),
      data: { framework, asOf: asOf.toISOString() },
    });
    return id;
  });
}

/** So long the file can be fetched after the proof, also again where a connection broke. */
const FETCH_MS = 15 * 60_000;

/**
 * Proves who takes a package out, and writes it down. Takes a step-up each time.
 * @throws DomainError forbidden, not_found where it is not ready or has expired, step_up_required
 */
export async function beginFetch(ctx: Ctx, id: string): Promise<string> {
  requireBoth(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = await tx.evidencePackage.findFirst({
      where: { id, state: 'ready', expiresAt: { gt: ctx.now } },
      select: { framework: true, sha256: true, size: true },
    });
    if (!row) throw new DomainError('not_found');
    await requireStepUp({ ...ctx, db: tx }, 'evidence:export', id);
    await appendAudit(tx, ctx, {
      action: 'evidence-package.fetched',
      target: target(id),
      data: { framework: row.framework, sha256: row.sha256, size: row.size },
    });
    return id;
  });
}

/**
 * The file itself, for who has just proved themselves (`beginFetch`).
 * @throws DomainError forbidden, not_found
 */
export async function fetchPackage(
  ctx: Ctx,
  id: string,
): Promise<{ readonly name: string; readonly data: Uint8Array<ArrayBuffer> }> {
  requireBoth(ctx);
  const actor = requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const proof = await tx.auditEntry.findFirst({
      where: {
        action: 'evidence-package.fetched',
        targetKind: 'evidence-package',
        targetId: id,
        actorId: actor.id,
        sessionId: actor.sessionId,
        at: { gte: new Date(ctx.now.getTime() - FETCH_MS) },
      },
      select: { id: true },
    });
    const row =
      proof && (await tx.evidencePackage.findFirst({ where: { id, state: 'ready', expiresAt: { gt: ctx.now } } }));
    if (!row?.data) throw new DomainError('not_found');
    return { name: `evidence-${row.framework}-${row.asOf.toISOString().slice(0, 10)}.zip`, data: row.data };
  });
}
