import { createHash } from 'node:crypto';
import { mediaTypeOf } from '@/lib/acceptances/media-type';
import { acceptanceWithin, requirePerson } from '@/lib/acceptances/mutations/find';
import { LIVING_STATES, stateAt } from '@/lib/acceptances/rules';
import { EVIDENCE_BYTES_MAX, EVIDENCE_FILES_MAX } from '@/lib/acceptances/schema';
import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

export type NewEvidence = {
  readonly acceptanceId: string;
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer>;
};

/**
 * Adds a file to a request or to an acceptance that counts. It is never changed or taken away; whoever was about to
 * approve without it looks again.
 * @throws DomainError forbidden, not_found, conflict, too_large, invalid (`too_many_files`, `empty_file`), unsupported
 */
export async function addEvidence(ctx: Ctx, { acceptanceId, name, content }: NewEvidence): Promise<string> {
  const scope = requirePermission(ctx, 'risk:request');
  const actor = requirePerson(ctx);
  if (content.length > EVIDENCE_BYTES_MAX) throw new DomainError('too_large', { max: EVIDENCE_BYTES_MAX });
  if (content.length === 0) throw new DomainError('invalid', { issue: 'empty_file' });
  return inTransaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT FROM acceptance WHERE id = ${acceptanceId}::uuid FOR UPDATE`;
    const { productId, number, ...row } = await acceptanceWithin(tx, scope, acceptanceId);
    const state = stateAt(row, ctx.now);
    if (!LIVING_STATES.some((living) => living === state)) throw new DomainError('conflict');
    const mediaType = mediaTypeOf(name, content);
    if (!mediaType) throw new DomainError('unsupported');
    if ((await tx.acceptanceEvidence.count({ where: { acceptanceId } })) >= EVIDENCE_FILES_MAX) {
      throw new DomainError('invalid', { issue: 'too_many_files', max: EVIDENCE_FILES_MAX });
    }
    const sha256 = createHash('sha256').update(content).digest('hex');
    const { id } = await tx.acceptanceEvidence.create({
      data: {
        acceptanceId,
        name,
        mediaType,
        size: content.length,
        sha256,
        data: content,
        uploaderId: actor.id,
        uploadedAt: ctx.now,
      },
      select: { id: true },
    });
    if (state === 'requested') {
      await tx.acceptance.update({ where: { id: acceptanceId }, data: { version: { increment: 1 } } });
    }
    await appendAudit(tx, ctx, {
      action: 'acceptance.evidence-added',
      target: { kind: 'acceptance', id: acceptanceId },
      productId,
      data: { number, file: name, size: content.length, sha256 },
    });
    return id;
  });
}
