import { createHash } from 'node:crypto';
import { requirePermission } from '@/lib/access/policy';
import { catalogueId } from '@/lib/compliance/catalogue-content';
import { requirePerson } from '@/lib/compliance/mutations/find';
import { refuse } from '@/lib/compliance/oscal/document';
import { OSCAL_LIMITS } from '@/lib/compliance/oscal/limits';
import { readCatalogue } from '@/lib/compliance/oscal/read';
import type { ArchiveCatalogue, ImportFacts } from '@/lib/compliance/schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/**
 * Takes an OSCAL catalogue in, beside whatever is there. The same file twice is one catalogue.
 * @returns its address, and whether it was there before
 * @throws DomainError forbidden, too_large, invalid (`issue`: an OscalRefusal)
 */
export async function importCatalogue(
  ctx: Ctx,
  facts: ImportFacts,
  bytes: Uint8Array,
): Promise<{ readonly id: string; readonly known: boolean }> {
  requirePermission(ctx, 'compliance:write');
  const actor = requirePerson(ctx);
  const { groups, controls, version, ...about } = readCatalogue(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const content = { groups, controls: controls.map((control) => ({ ...control })) };
  return inTransaction(ctx, async (tx) => {
    const known = await tx.complianceCatalogue.count({ where: { sha256: { not: sha256 } } });
    if (known >= OSCAL_LIMITS.catalogues) throw refuse('oscal_many', { max: OSCAL_LIMITS.catalogues });
    const made = await tx.complianceCatalogue.createManyAndReturn({
      data: [
        {
          ...about,
          ...facts,
          ...{ edition: version, size: bytes.length, sha256, importedAt: ctx.now, importedById: actor.id },
          importedByName: actor.name,
          content: JSON.parse(JSON.stringify(content)),
        },
      ],
      skipDuplicates: true,
      select: { number: true },
    });
    const [fresh] = made;
    if (!fresh) {
      const { number } = await tx.complianceCatalogue.findUniqueOrThrow({
        where: { sha256 },
        select: { number: true },
      });
      return { id: catalogueId(number), known: true };
    }
    const id = catalogueId(fresh.number);
    await appendAudit(tx, ctx, {
      action: 'catalogue.imported',
      target: { kind: 'framework', id },
      data: { title: about.title, version, controls: controls.length, sha256, ...facts },
    });
    return { id, known: false };
  });
}

/**
 * Takes an imported catalogue out of use, or back into it. It is never deleted.
 * @throws DomainError forbidden, not_found, conflict where it is so already
 */
export async function archiveCatalogue(ctx: Ctx, { number, archived }: ArchiveCatalogue): Promise<void> {
  requirePermission(ctx, 'compliance:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    if ((await tx.complianceCatalogue.count({ where: { number } })) === 0) throw new DomainError('not_found');
    const { count } = await tx.complianceCatalogue.updateMany({
      where: { number, archivedAt: archived ? null : { not: null } },
      data: { archivedAt: archived ? ctx.now : null },
    });
    if (count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: archived ? 'catalogue.archived' : 'catalogue.restored',
      target: { kind: 'framework', id: catalogueId(number) },
    });
  });
}
