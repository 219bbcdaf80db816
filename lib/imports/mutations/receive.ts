import 'server-only';
import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { env } from '@/lib/core/env';
import { DomainError } from '@/lib/core/errors';
import { enqueueImports } from '@/lib/imports/mutations/enqueue';
import { type Stored, storeChunks } from '@/lib/imports/mutations/store-chunks';
import { scanDateRefused } from '@/lib/imports/rules';
import type { ReportOptions } from '@/lib/imports/schema';

export type ReceiveInput = {
  readonly productId: string;
  readonly fileName: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** Asked for once the body is over: form fields may follow the file. */
  readonly options: () => ReportOptions;
};

async function begin(ctx: Ctx, { productId, fileName }: ReceiveInput): Promise<string> {
  const product = await unsafeDb().product.findUnique({ where: { id: productId }, select: { id: true } });
  if (!product) throw new DomainError('not_found');
  const { actor } = ctx;
  const row = await unsafeDb().import.create({
    data: {
      productId,
      fileName,
      createdAt: ctx.now,
      createdById: actor.kind === 'person' ? actor.id : null,
      tokenId: actor.kind === 'token' ? actor.id : null,
      createdByName: actor.name,
    },
    select: { id: true },
  });
  return row.id;
}

async function queue(ctx: Ctx, id: string, input: ReceiveInput, stored: Stored): Promise<void> {
  const options = input.options();
  if (options.scan_at && scanDateRefused(options.scan_at, ctx.now))
    throw new DomainError('invalid', { field: 'scan_at' });
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.import.updateMany({
      where: { id, state: 'uploading' },
      data: {
        state: 'queued',
        size: stored.size,
        sha256: stored.sha256,
        format: options.format ?? null,
        formatForced: options.format !== undefined,
        target: options.target ?? null,
        branch: options.branch ?? null,
        image: options.image ?? null,
        environment: options.environment ?? null,
        service: options.service ?? null,
        complete: options.complete ?? true,
        scanAt: options.scan_at ?? null,
      },
    });
    if (count !== 1) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'import.received',
      target: { kind: 'import', id },
      productId: input.productId,
      data: { fileName: input.fileName, size: stored.size, sha256: stored.sha256 },
    });
    await enqueueImports(tx, input.productId, [id]);
  });
}

/**
 * The one front door for reports: stores the body as it arrives and queues the import. Once it returns, the report is
 * safe in the database; when it throws, nothing of it is kept.
 * @returns the import's id
 * @throws DomainError `forbidden`, `not_found`, `too_large`, `invalid`, `conflict` (cancelled while it arrived)
 */
export async function receiveReport(ctx: Ctx, input: ReceiveInput): Promise<string> {
  requirePermission(ctx, 'finding:ingest', input.productId);
  const id = await begin(ctx, input);
  try {
    const stored = await storeChunks(id, input.body, env().LAGEBILD_MAX_UPLOAD_MB * 1024 * 1024);
    await queue(ctx, id, input, stored);
    return id;
  } catch (error) {
    await unsafeDb().import.deleteMany({ where: { id, state: 'uploading' } });
    throw error;
  }
}
