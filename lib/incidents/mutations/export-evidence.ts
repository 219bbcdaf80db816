import { createHash } from 'node:crypto';
import { productFilter, requirePermission, type Scope } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { type ZipEntry, type Zipped, zipOf } from '@/lib/core/zip';
import { incidentRef } from '@/lib/incidents/data/detail';
import { evidenceWithin } from '@/lib/incidents/data/evidence';
import { filesIn, manifestOf, sumsOf } from '@/lib/incidents/file/manifest';
import { bytesOf, keepCustody } from '@/lib/incidents/mutations/custody';
import { holdIncident, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { incidentName } from '@/lib/incidents/priority';

/** So long the file can be fetched, also again where a connection broke. */
const FETCH_MS = 15 * 60_000;

function scopesOf(ctx: Ctx): { readonly incidents: Scope; readonly exports: Scope } {
  requirePerson(ctx);
  return {
    incidents: requirePermission(ctx, 'incident:read'),
    exports: requirePermission(ctx, 'evidence:export'),
  };
}

/**
 * Writes down that all evidence of an incident is given out, and the manifest that goes with it. Takes a step-up each time.
 * @returns the export's id, by which its person fetches the ZIP within a quarter of an hour
 * @throws DomainError forbidden, not_found, step_up_required, invalid (`no_evidence`)
 */
export async function beginEvidenceExport(ctx: Ctx, number: number): Promise<string> {
  const { incidents, exports } = scopesOf(ctx);
  const { id: personId, name } = requirePerson(ctx);
  const { id: incidentId } = await incidentRef(incidents, number);
  return inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, exports, incidentId);
    const held = await evidenceWithin(tx, incidentId);
    if (held.length === 0) throw new DomainError('invalid', { issue: 'no_evidence' });
    await requireStepUp({ ...ctx, db: tx }, 'evidence:export', incidentId);
    for (const { id } of held) await keepCustody(tx, ctx, id, 'exported', '');
    const files = await evidenceWithin(tx, incidentId);
    const { name: product } = await tx.product.findUniqueOrThrow({ where: { id: row.productId } });
    const id = crypto.randomUUID();
    const manifest = manifestOf(
      { number: incidentName(number), title: row.title, product },
      { id, at: ctx.now.toISOString(), by: { id: personId, name } },
      files,
    );
    const sha256 = createHash('sha256').update(manifest).digest('hex');
    await tx.incidentEvidenceExport.create({ data: { id, incidentId, at: ctx.now, personId, manifest, sha256 } });
    await keepEntry(tx, ctx, row, { kind: 'evidence', data: { verb: 'exported', files: files.length, sha256 } });
    return id;
  });
}

/**
 * The ZIP of an export: manifest.json, SHA256SUMS and the files, read as fast as the other side takes them.
 * @throws DomainError forbidden, `not_found` where it is another person's or too old, or the right for the product is gone
 */
export async function openEvidenceExport(ctx: Ctx, number: number, id: string): Promise<Zipped> {
  const { incidents, exports } = scopesOf(ctx);
  const { id: incidentId } = await incidentRef(incidents, number);
  const since = new Date(ctx.now.getTime() - FETCH_MS);
  const found = await unsafeDb().incidentEvidenceExport.findFirst({
    where: {
      ...{ id, incidentId, personId: requirePerson(ctx).id, at: { gte: since } },
      // Whoever lost the right since they asked gets nothing more.
      incident: { productId: productFilter(exports) },
    },
  });
  if (!found) throw new DomainError('not_found');
  const files = filesIn(found.manifest);
  const text = (path: string, words: string): ZipEntry => ({ path, at: found.at, bytes: Buffer.from(words) });
  return zipOf([
    text('manifest.json', found.manifest),
    text('SHA256SUMS', sumsOf(files, found.sha256)),
    ...files.map(
      (file): ZipEntry => ({
        ...{ path: file.path, at: new Date(file.addedAt), size: file.size },
        open: () => bytesOf(file.id),
      }),
    ),
  ]);
}
