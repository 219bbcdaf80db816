import { createHash } from 'node:crypto';
import { mediaTypeOf } from '@/lib/acceptances/media-type';
import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { holdNumber, requirePerson } from '@/lib/engagements/mutations/find';
import { keepEvent } from '@/lib/engagements/mutations/keep';
import { mayEdit } from '@/lib/engagements/rules';
import { FILE_BYTES_MAX, FILES_MAX } from '@/lib/engagements/schema';

export type NewFile = {
  readonly number: number;
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer>;
};

/**
 * Adds a file of the testers' report to a test that is not closed. It is never changed or taken away.
 * @throws DomainError forbidden, not_found, too_large, invalid (`issue`), unsupported
 */
export async function addFile(ctx: Ctx, { number, name, content }: NewFile): Promise<string> {
  const scope = requirePermission(ctx, 'finding:triage');
  const { id: uploaderId } = requirePerson(ctx);
  if (content.length > FILE_BYTES_MAX) throw new DomainError('too_large', { max: FILE_BYTES_MAX });
  if (content.length === 0) throw new DomainError('invalid', { issue: 'empty_file' });
  return inTransaction(ctx, async (tx) => {
    const row = await holdNumber(tx, scope, number);
    if (!mayEdit(row.state)) throw new DomainError('invalid', { issue: 'wrong_state' });
    const mediaType = mediaTypeOf(name, content);
    if (!mediaType) throw new DomainError('unsupported');
    if ((await tx.engagementFile.count({ where: { engagementId: row.id } })) >= FILES_MAX) {
      throw new DomainError('invalid', { issue: 'too_many_files', max: FILES_MAX });
    }
    const sha256 = createHash('sha256').update(content).digest('hex');
    const size = content.length;
    const { id } = await tx.engagementFile.create({
      data: { engagementId: row.id, name, mediaType, size, sha256, data: content, uploaderId, uploadedAt: ctx.now },
      select: { id: true },
    });
    await keepEvent(tx, ctx, row, { kind: 'file_added', data: { file: name }, audit: { size, sha256 } });
    return id;
  });
}
