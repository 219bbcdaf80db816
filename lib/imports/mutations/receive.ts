import 'server-only';
import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { env } from '@/lib/core/env';
import { DomainError } from '@/lib/core/errors';
import { requestFingerprint } from '@/lib/imports/idempotency';
import { enqueueImports } from '@/lib/imports/mutations/enqueue';
import {
  freeKey,
  keepKeyAlive,
  type RequestKey,
  settledRequest,
  settleKey,
  takeKey,
} from '@/lib/imports/mutations/keys';
import { type Measured, measure } from '@/lib/imports/mutations/measure';
import { storeChunks } from '@/lib/imports/mutations/store-chunks';
import { scanDateRefused } from '@/lib/imports/rules';
import type { ReportOptions } from '@/lib/imports/schema';

export type ReceiveInput = {
  readonly productId: string;
  readonly fileName: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** Asked for once the body is over: form fields may follow the file. */
  readonly options: () => ReportOptions;
  /** The token's Idempotency-Key, where it sent one. */
  readonly key?: RequestKey;
  /** Done in the transaction that queues the import, before anything else there: it may still refuse. */
  readonly also?: (tx: Tx, importId: string) => Promise<void>;
};

const limit = () => env().LAGEBILD_MAX_UPLOAD_MB * 1024 * 1024;

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

async function queue(ctx: Ctx, id: string, input: ReceiveInput, stored: Measured): Promise<void> {
  const options = input.options();
  if (options.scan_at && scanDateRefused(options.scan_at, ctx.now))
    throw new DomainError('invalid', { field: 'scan_at', reason: 'in_future', latest: ctx.now.toISOString() });
  const { key, fileName, productId } = input;
  await inTransaction(ctx, async (tx) => {
    await input.also?.(tx, id);
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
        preview: options.preview ?? false,
        scanAt: options.scan_at ?? null,
      },
    });
    if (count !== 1) throw new DomainError('conflict');
    const fingerprint = requestFingerprint(stored.sha256, fileName, options);
    if (key) await settleKey(tx, key, { importId: id, fingerprint });
    await appendAudit(tx, ctx, {
      action: 'import.received',
      target: { kind: 'import', id },
      productId,
      data: { fileName, size: stored.size, sha256: stored.sha256 },
    });
    await enqueueImports(tx, productId, [id]);
  });
}

/** Answers a request that was answered before: the same import for the same request, and nothing is stored. */
async function repeated(input: ReceiveInput, key: RequestKey, now: Date): Promise<string | null> {
  const settled = await settledRequest(key, now);
  if (!settled) return null;
  const measured = measure(input.body, limit());
  for await (const _ of measured.parts);
  const fingerprint = requestFingerprint(measured.result().sha256, input.fileName, input.options());
  if (fingerprint !== settled.fingerprint) throw new DomainError('key_reused', { field: 'Idempotency-Key' });
  return settled.importId;
}

async function arrive(ctx: Ctx, input: ReceiveInput, id: string): Promise<void> {
  const { key } = input;
  const stopSigns = key && keepKeyAlive(key, id, ctx.now);
  try {
    await queue(ctx, id, input, await storeChunks(id, input.body, limit()));
  } catch (error) {
    await unsafeDb().import.deleteMany({ where: { id, state: 'uploading' } });
    if (key) await freeKey(key, id);
    throw error;
  } finally {
    stopSigns?.();
  }
}

/**
 * The one front door for reports: stores the body as it arrives and queues the import. Once it returns, the report is
 * safe in the database; when it throws, nothing of it is kept. A request whose key has been answered is not taken twice.
 * @returns the import's id
 * @throws DomainError `forbidden`, `not_found`, `too_large`, `invalid`, `conflict` (cancelled while it arrived),
 * `key_in_use` (the first request with this key still arrives), `key_reused` (it was another request)
 */
export async function receiveReport(ctx: Ctx, input: ReceiveInput): Promise<string> {
  requirePermission(ctx, 'finding:ingest', input.productId);
  return takeReport(ctx, input);
}

/** As `receiveReport`, for a verb that has proven a right of its own: what a person enters becomes a report too. */
export async function takeReport(ctx: Ctx, input: ReceiveInput): Promise<string> {
  const { key } = input;
  const known = key ? await repeated(input, key, ctx.now) : null;
  if (known !== null) return known;
  const id = await begin(ctx, input);
  if (key && !(await takeKey(key, id, ctx.now))) {
    await unsafeDb().import.delete({ where: { id } });
    const now = await repeated(input, key, ctx.now);
    if (now !== null) return now;
    throw new DomainError('key_in_use', { retryAfterSeconds: 5 });
  }
  await arrive(ctx, input, id);
  return id;
}
