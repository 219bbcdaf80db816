import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import { inScope, requirePermission, scopeOf } from '@/lib/access/policy';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { keepChecks } from '@/lib/backups/mutations/checks';
import { addDetails, keepPoints } from '@/lib/backups/mutations/points';
import { settleServices } from '@/lib/backups/mutations/settle';
import { holdSource, type StoredSource, sourceOf } from '@/lib/backups/mutations/source';
import { newsOf, tellAll, withNews } from '@/lib/backups/mutations/tell';
import { keepTests } from '@/lib/backups/mutations/told-tests';
import { aheadOf } from '@/lib/backups/rules-span';
import type { Arrival, Shape, Told } from '@/lib/backups/shapes/types';
import type { Receipt } from '@/lib/backups/types';
import { CLOCK_FAULTS } from '@/lib/backups/types';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const squeeze = promisify(gzip);

export type Delivery = {
  readonly productId: string;
  readonly shape: Shape;
  readonly sender: string;
  readonly text: string;
  readonly fileName: string;
  readonly told: (zone: string | null) => { readonly told: Told; readonly arrival: Arrival };
  readonly zone: string | null;
  /** The sender's Idempotency-Key; null: none. */
  readonly requestKey: string | null;
};

const receiptSchema: z.ZodType<Receipt> = z.object({
  changed: z.boolean(),
  points: z.number(),
  newPoints: z.number(),
  gonePoints: z.number(),
  checks: z.number(),
  tests: z.number(),
  wrongClocks: z.array(
    z.object({ asset: z.string(), key: z.string(), clock: z.enum(CLOCK_FAULTS), ahead: z.number().optional() }),
  ),
  skipped: z.array(z.object({ place: z.string(), code: z.string() })),
});

const pendingSchema = z
  .array(
    z.object({
      key: z.string(),
      seconds: z.number().optional(),
      bytes: z.number().optional(),
      addedBytes: z.number().optional(),
    }),
  )
  .catch([]);
const PENDING_MAX = 100;

/** What a request with this key was answered; the same key with another document is a mistake of the sender. */
async function answered(tx: Tx, sourceId: string, requestKey: string | null, sha256: string): Promise<Receipt | null> {
  if (requestKey === null) return null;
  const row = await tx.backupDelivery.findUnique({ where: { sourceId_requestKey: { sourceId, requestKey } } });
  if (!row) return null;
  if (row.sha256 !== sha256) throw new DomainError('key_reused');
  return receiptSchema.parse(row.receipt);
}

async function keepRaw(
  tx: Tx,
  ctx: Ctx,
  sourceId: string,
  row: {
    text: string;
    sha256: string;
    packed: Uint8Array<ArrayBuffer> | null;
    fileName: string;
    requestKey: string | null;
    receipt: Receipt;
  },
) {
  const { text, packed, receipt, ...rest } = row;
  await tx.backupDelivery.create({
    data: {
      ...rest,
      sourceId,
      receivedAt: ctx.now,
      byName: ctx.actor.name,
      size: Buffer.byteLength(text),
      raw: packed,
      receipt: { ...receipt, wrongClocks: [...receipt.wrongClocks], skipped: [...receipt.skipped] },
    },
  });
  const [over] = await tx.backupDelivery.findMany({
    where: { sourceId },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    skip: BACKUP_LIMITS.rawKept,
    take: 1,
    select: { receivedAt: true },
  });
  if (over) await tx.backupDelivery.deleteMany({ where: { sourceId, receivedAt: { lte: over.receivedAt } } });
}

function receiptOf(
  told: Told,
  kept: Awaited<ReturnType<typeof keepPoints>>,
  more: Pick<Receipt, 'checks' | 'tests' | 'skipped' | 'wrongClocks'> & {
    readonly details: number;
    readonly now: Date;
  },
): Receipt {
  const { details, now, wrongClocks, ...counts } = more;
  const wrong = kept.fresh.flatMap((point) => {
    const { asset, key } = point;
    const fault = CLOCK_FAULTS.find((known) => known === point.clock);
    const ahead = fault === 'future' ? { ahead: aheadOf(point, now) } : {};
    return fault ? [{ asset, key, clock: fault, ...ahead }] : [];
  });
  return {
    ...counts,
    changed: kept.fresh.length + kept.changed + kept.gone + counts.checks + counts.tests + details > 0,
    points: told.points?.length ?? 0,
    newPoints: kept.fresh.length,
    gonePoints: kept.gone,
    wrongClocks: [...wrong, ...wrongClocks].slice(0, BACKUP_LIMITS.named),
    skipped: counts.skipped.slice(0, BACKUP_LIMITS.named),
  };
}

function sourceRow(
  source: StoredSource,
  ctx: Ctx,
  told: Told,
  { receipt, waiting }: { receipt: Receipt; waiting: readonly object[] },
) {
  const wrong = receipt.wrongClocks.at(-1);
  return {
    lastReceivedAt: ctx.now,
    silentSince: null,
    deliveries: { increment: 1 },
    wrongClocks: { increment: receipt.wrongClocks.length },
    ...(wrong && { wrongClock: { ...wrong, at: ctx.now.toISOString() } }),
    ...(told.redundancy !== undefined && { redundancy: told.redundancy.slice(0, 100) }),
    pending: [...pendingSchema.parse(source.pending), ...waiting].slice(-PENDING_MAX).map((one) => ({ ...one })),
  };
}

/**
 * Takes what a tool says of its copies. The same document again changes nothing; a list that is whole takes away what it no
 * longer names.
 * @throws DomainError forbidden, not_found, invalid, key_reused
 */
export async function takeDelivery(ctx: Ctx, delivery: Delivery): Promise<Receipt> {
  const { productId, shape, sender: name, text, fileName, requestKey } = delivery;
  const tester = scopeOf(ctx, 'restore-test:write');
  if (!tester || !inScope(tester, productId)) requirePermission(ctx, 'backup:ingest', productId);
  if ((await unsafeDb().product.count({ where: { id: productId } })) === 0) throw new DomainError('not_found');
  const known = await unsafeDb().backupSource.findUnique({
    where: { productId_shape_name: { productId, shape: shape.id, name } },
    select: { timeZone: true },
  });
  const { told, arrival } = delivery.told(delivery.zone ?? known?.timeZone ?? null);
  if ((told.points ?? told.checks ?? told.details ?? told.whole ?? told.redundancy) !== undefined)
    requirePermission(ctx, 'backup:ingest', productId);
  const source = await sourceOf(ctx, { productId, shape: shape.id, name }, delivery.zone);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const packed = text.length <= BACKUP_LIMITS.raw ? new Uint8Array(await squeeze(text)) : null;
  const done = await inTransaction(ctx, async (tx) => {
    const held = await holdSource(tx, source.id);
    const before = await answered(tx, source.id, requestKey, sha256);
    if (before) return { receipt: before, services: [] };
    const kept = await keepPoints(tx, source.id, { points: told.points ?? [], whole: told.whole ?? [] }, arrival);
    // Lengths may have come before the copies that they are of.
    const waitingBefore = kept.fresh.length > 0 ? pendingSchema.parse(held.pending) : [];
    const details = await addDetails(tx, source.id, [...waitingBefore, ...(told.details ?? [])], arrival);
    const checks = await keepChecks(tx, source.id, told.checks ?? [], { arrival, text });
    const tests = await keepTests(tx, ctx, source, told.tests ?? []);
    const skipped = [...(told.skipped ?? []), ...tests.skipped];
    const { kept: newChecks, wrong: wrongClocks } = checks;
    const counts = {
      checks: newChecks.length,
      tests: tests.kept,
      skipped,
      details: details.changed,
      wrongClocks,
      now: ctx.now,
    };
    const receipt = receiptOf(told, kept, counts);
    const emptied = waitingBefore.length > 0 ? { ...held, pending: [] } : held;
    const news = newsOf(source, { points: [...kept.fresh, ...kept.turned], checks: newChecks }, ctx.now);
    await tx.backupSource.update({
      where: { id: source.id },
      data: {
        ...sourceRow(emptied, ctx, told, { receipt, waiting: details.waiting }),
        news: withNews(held.news, news),
      },
    });
    await keepRaw(tx, ctx, source.id, { text, packed, sha256, fileName, requestKey, receipt });
    if (receipt.changed) {
      await appendAudit(tx, ctx, {
        action: 'backup.received',
        target: { kind: 'backup-source', id: source.id },
        productId,
        data: {
          shape: shape.id,
          sha256,
          points: receipt.newPoints,
          gone: receipt.gonePoints,
          checks: receipt.checks,
          tests: receipt.tests,
        },
      });
    }
    const services = await tx.backupService.findMany({
      where: { OR: [{ plans: { some: { sourceId: source.id } } }, { id: { in: [...tests.services] } }] },
      select: { id: true },
    });
    await tx.backupService.updateMany({
      where: { id: { in: services.map(({ id }) => id) } },
      data: { dueAt: ctx.now },
    });
    return { receipt, services: services.map(({ id }) => id) };
  });
  await settleServices(ctx, done.services);
  await tellAll(ctx, [source.id]);
  return done.receipt;
}
