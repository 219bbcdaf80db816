import 'server-only';
import { productFilter, requirePermission, type Scope } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { takeReport } from '@/lib/imports/mutations/receive';
import { keptBy } from '@/lib/imports/own-source';
import type { RetireSource } from '@/lib/imports/retire-schema';
import { RETIRED_FORMAT, retiredDocument } from '@/lib/imports/retired-source';
import { SOURCE_NAME, sourceLabel } from '@/lib/imports/source-name';

async function sourceWithin(scope: Scope, id: string) {
  const where = { id, productId: productFilter(scope) };
  const source = await unsafeDb().source.findFirst({
    where,
    select: { productId: true, imageRef: true, lastCompleteAt: true, ...SOURCE_NAME },
  });
  if (!source) throw new DomainError('not_found');
  return source;
}

/** As the person saw it, and not gone already. @throws DomainError conflict */
async function markRetired(tx: Tx, ctx: Ctx, { id, note, lastImportAt }: RetireSource): Promise<void> {
  const { count } = await tx.source.updateMany({
    where: { id, retiredAt: null, lastImportAt },
    data: { retiredBy: ctx.actor.name, retiredNote: note },
  });
  if (count !== 1) throw new DomainError('conflict');
}

/**
 * Declares a source gone, by the complete report without findings that it would send: what no other source reports is
 * closed as fixed by the worker, with history, notices and undo as of any import. A report of the source brings it back.
 * Some are kept (lib/imports/own-source.ts).
 * @returns the import's id
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: engagement | judged`)
 */
export async function retireSource(ctx: Ctx, input: RetireSource): Promise<string> {
  const scope = requirePermission(ctx, 'finding:triage');
  if (ctx.actor.kind !== 'person') throw new DomainError('forbidden');
  const { productId, imageRef, lastCompleteAt, ...source } = await sourceWithin(scope, input.id);
  const { scanner, target, branch, environment, service } = source;
  const issue = keptBy(source);
  if (issue) throw new DomainError('invalid', { issue });
  const image = imageRef === '' ? source.image : imageRef;
  // A scanner's clock may be ahead: older than its last report, this one would change nothing.
  const scanAt = lastCompleteAt !== null && lastCompleteAt > ctx.now ? lastCompleteAt : ctx.now;
  return takeReport(ctx, {
    productId,
    fileName: `${sourceLabel(source)}.json`.slice(0, 200),
    body: retiredDocument(scanner, input.note, ctx.now),
    options: () => ({
      format: RETIRED_FORMAT,
      complete: true,
      scan_at: scanAt,
      target,
      branch,
      environment,
      service,
      ...(image === '' ? {} : { image }),
    }),
    also: async (tx, importId) => {
      await markRetired(tx, ctx, input);
      await appendAudit(tx, ctx, {
        action: 'source.retired',
        target: { kind: 'source', id: input.id },
        productId,
        data: { source: sourceLabel(source), note: input.note, import: importId },
      });
    },
  });
}
