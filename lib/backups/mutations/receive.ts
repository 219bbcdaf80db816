import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import { inScope, requirePermission, scopeOf } from '@/lib/access/policy';
import { withDeclared } from '@/lib/backups/declared';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { keepChecks } from '@/lib/backups/mutations/checks';
import { makeDue } from '@/lib/backups/mutations/due';
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
import { eachForItself } from '@/lib/core/each';
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

const receiptSchema: z.ZodType<Receipt, unknown> = z.object({
  changed: z.boolean(),
  points: z.number(),
  newPoints: z.number(),
  gonePoints: z.number(),
  checks: z.number(),
  tests: z.number(),
  schedules: z.number().default(0),
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
  more: Pick<Receipt, 'checks' | 'tests' | 'schedules' | 'skipped' | 'wrongClocks'> & {
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
    changed:
      kept.fresh.length + kept.changed + kept.gone + counts.checks + counts.tests + counts.schedules + details > 0,
    points: told.points?.length ?? 0,
    newPoints: kept.fresh.length,
    gonePoints: kept.gone,
    wrongClocks: [...wrong, ...wrongClocks].slice(0, BACKUP_LIMITS.named),
    skipped: counts.skipped.slice(0, BACKUP_LIMITS.named),
  };
}

/** They say nothing of whether copies are still made. */
function isRestoresAlone({ tests, skipped: _, ...ofCopies }: Told): boolean {
  return tests !== undefined && Object.values(ofCopies).every((one) => one === undefined);
}

function sourceRow(
  source: StoredSource,
  ctx: Ctx,
  told: Told,
  { receipt, waiting }: { receipt: Receipt; waiting: readonly object[] },
) {
  const wrong = receipt.wrongClocks.at(-1);
  return {
    ...(!isRestoresAlone(told) && { lastReceivedAt: ctx.now, silentSince: null }),
    deliveries: { increment: 1 },
    wrongClocks: { increment: receipt.wrongClocks.length },
    ...(wrong && { wrongClock: { ...wrong, at: ctx.now.toISOString() } }),
    ...(told.redundancy !== undefined && { redundancy: told.redundancy.slice(0, 100) }),
    pending: [...pendingSchema.parse(source.pending), ...waiting].slice(-PENDING_MAX).map((one) => ({ ...one })),
  };
}

type Taken = { readonly receipt: Receipt; readonly services: readonly string[] };
type Arrived = { readonly told: Told; readonly arrival: Arrival; readonly sha256: string; readonly packed: Packed };
type Packed = Uint8Array<ArrayBuffer> | null;

/** Keeps everything that the document tells, and what is to be told of it. */
async function keepTold(tx: Tx, ctx: Ctx, held: StoredSource, { told, arrival }: Arrived, text: string) {
  const kept = await keepPoints(tx, held.id, { points: told.points ?? [], whole: told.whole ?? [] }, arrival);
  // Lengths may have come before the copies that they are of.
  const waitingBefore = kept.fresh.length > 0 ? pendingSchema.parse(held.pending) : [];
  const details = await addDetails(tx, held.id, [...waitingBefore, ...(told.details ?? [])], arrival);
  const checks = await keepChecks(tx, held.id, told.checks ?? [], { arrival, text });
  const tests = await keepTests(tx, ctx, held, told.tests ?? []);
  const schedules = withDeclared(held.declared, told.schedules ?? [], ctx.now);
  const receipt = receiptOf(told, kept, {
    ...{ checks: checks.kept.length, tests: tests.kept, schedules: schedules.news, details: details.changed },
    ...{ skipped: [...(told.skipped ?? []), ...tests.skipped], wrongClocks: checks.wrong, now: ctx.now },
  });
  const emptied = waitingBefore.length > 0 ? { ...held, pending: [] } : held;
  const news = newsOf(held, { points: [...kept.fresh, ...kept.turned], checks: checks.kept }, ctx.now);
  await tx.backupSource.update({
    where: { id: held.id },
    data: {
      ...sourceRow(emptied, ctx, told, { receipt, waiting: details.waiting }),
      ...{ declared: schedules.declared, news: withNews(held.news, news) },
    },
  });
  return { receipt, restored: tests.services };
}

async function auditReceipt(
  tx: Tx,
  ctx: Ctx,
  { id, productId, shape }: StoredSource,
  sha256: string,
  receipt: Receipt,
) {
  const { newPoints: points, gonePoints: gone, checks, tests, schedules } = receipt;
  await appendAudit(tx, ctx, {
    ...{ action: 'backup.received', target: { kind: 'backup-source', id }, productId },
    data: { shape, sha256, points, gone, checks, tests, schedules },
  });
}

async function takeOnce(tx: Tx, ctx: Ctx, sourceId: string, delivery: Delivery, arrived: Arrived): Promise<Taken> {
  const { text, fileName, requestKey } = delivery;
  const { sha256, packed } = arrived;
  const held = await holdSource(tx, sourceId);
  const before = await answered(tx, sourceId, requestKey, sha256);
  if (before) return { receipt: before, services: [] };
  const { receipt, restored } = await keepTold(tx, ctx, held, arrived, text);
  await keepRaw(tx, ctx, sourceId, { text, packed, sha256, fileName, requestKey, receipt });
  if (receipt.changed) await auditReceipt(tx, ctx, held, sha256, receipt);
  return { receipt, services: await makeDue(tx, ctx, sourceId, [...restored]) };
}

/** Restore tests may be sent by who may send nothing else. */
function requireSender(ctx: Ctx, productId: string): void {
  const tester = scopeOf(ctx, 'restore-test:write');
  if (!tester || !inScope(tester, productId)) requirePermission(ctx, 'backup:ingest', productId);
}

/**
 * Takes what a tool says of its copies. The same document again changes nothing; a list that is whole takes away what it no
 * longer names.
 * @throws DomainError forbidden, not_found, invalid, key_reused
 */
export async function takeDelivery(ctx: Ctx, delivery: Delivery): Promise<Receipt> {
  const { productId, shape, sender: name, text } = delivery;
  requireSender(ctx, productId);
  if ((await unsafeDb().product.count({ where: { id: productId } })) === 0) throw new DomainError('not_found');
  const known = await unsafeDb().backupSource.findUnique({
    where: { productId_shape_name: { productId, shape: shape.id, name } },
    select: { timeZone: true },
  });
  const { told, arrival } = delivery.told(delivery.zone ?? known?.timeZone ?? null);
  const restoresAlone = isRestoresAlone(told);
  if (!restoresAlone) requirePermission(ctx, 'backup:ingest', productId);
  const source = await sourceOf(ctx, { productId, shape: shape.id, name }, restoresAlone ? null : delivery.zone);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const packed = text.length <= BACKUP_LIMITS.raw ? new Uint8Array(await squeeze(text)) : null;
  const arrived = { told, arrival, sha256, packed };
  const done = await inTransaction(ctx, (tx) => takeOnce(tx, ctx, source.id, delivery, arrived));
  // What was taken stays taken: a service that cannot be judged is left to the worker, which says so.
  await eachForItself(done.services, 'judging a service', (id) => settleServices(ctx, [id]));
  await tellAll(ctx, [source.id]);
  return done.receipt;
}
