import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { intelMirrors } from '@/lib/intel/data';
import { newestFile } from '@/lib/intel/folder';
import { intelQueue } from '@/lib/intel/queue';
import { INTEL_KINDS, type IntelKind, type IntelOrigin } from '@/lib/intel/types';
import { enqueue } from '@/lib/jobs/mutations';

const EVERYWHERE = { teamId: null, productId: null };
const DAY_MS = 24 * 3_600_000;
/** A worker that died leaves its attempt behind: after this long it no longer keeps others away. */
const STUCK_MS = 3_600_000;
export const UPLOAD_MAX = 32 * 1024 * 1024;

type Wanted = {
  readonly kind: IntelKind;
  readonly origin: IntelOrigin;
  readonly source: string;
  readonly data?: Uint8Array<ArrayBuffer>;
};

async function begin(tx: Tx, ctx: Ctx, { kind, origin, source, data }: Wanted): Promise<string> {
  const { actor } = ctx;
  const { id } = await tx.intelImport.create({
    data: {
      kind,
      origin,
      source,
      data,
      createdAt: ctx.now,
      createdById: actor.kind === 'person' ? actor.id : null,
      createdByName: actor.name,
    },
    select: { id: true },
  });
  await enqueue(tx, intelQueue, { intelImportId: id });
  return id;
}

/** Two that ask at once wait for one another; the second finds the first one's attempt. */
async function underWay(tx: Tx, kind: IntelKind, now: Date): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`ask intel ${kind}`}))`;
  const since = new Date(now.getTime() - STUCK_MS);
  const waiting = await tx.intelImport.count({
    where: { kind, state: { in: ['queued', 'running'] }, createdAt: { gt: since } },
  });
  return waiting > 0;
}

/** @throws DomainError `forbidden` for whoever may not change settings of the whole organisation */
function requireEverywhere(ctx: Ctx): void {
  requireCovered(ctx, requirePermission(ctx, 'setting:write'), [EVERYWHERE]);
}

/**
 * Asks the configured mirror now.
 * @throws DomainError `invalid` without a mirror, `conflict` while an attempt is under way
 */
export async function importNow(ctx: Ctx, kind: IntelKind): Promise<string> {
  requireEverywhere(ctx);
  const source = (await intelMirrors())[kind];
  if (source === null) throw new DomainError('invalid', { fields: ['mirror'] });
  return inTransaction(ctx, async (tx) => {
    if (await underWay(tx, kind, ctx.now)) throw new DomainError('conflict');
    const id = await begin(tx, ctx, { kind, origin: 'mirror', source });
    await appendAudit(tx, ctx, { action: 'intel.asked', target: { kind: 'intel', id: kind }, data: { source } });
    return id;
  });
}

/**
 * Takes a file in the place of a mirror. It weighs the findings of everybody, so it needs a step-up.
 * @throws DomainError `step_up_required`, `too_large`, `conflict` while an attempt is under way
 */
export async function uploadIntel(
  ctx: Ctx,
  { kind, name, data }: { readonly kind: IntelKind; readonly name: string; readonly data: Uint8Array<ArrayBuffer> },
): Promise<string> {
  requireEverywhere(ctx);
  if (data.length > UPLOAD_MAX) throw new DomainError('too_large', { megabytes: UPLOAD_MAX / 1024 / 1024 });
  await requireStepUp(ctx, 'setting:write', `intel.${kind}`);
  return inTransaction(ctx, async (tx) => {
    if (await underWay(tx, kind, ctx.now)) throw new DomainError('conflict');
    const id = await begin(tx, ctx, { kind, origin: 'upload', source: name.slice(0, 200), data });
    await appendAudit(tx, ctx, {
      action: 'intel.uploaded',
      target: { kind: 'intel', id: kind },
      data: { file: name.slice(0, 200), bytes: data.length },
    });
    return id;
  });
}

/**
 * Takes a file that comes with the product, where nothing is known yet: the sample's. Nobody's verb.
 * @throws DomainError `forbidden` for anybody but the system
 */
export async function takeSample(
  ctx: Ctx,
  { kind, name, data }: { readonly kind: IntelKind; readonly name: string; readonly data: Uint8Array<ArrayBuffer> },
): Promise<string | null> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  return inTransaction(ctx, async (tx) => {
    if ((await underWay(tx, kind, ctx.now)) || (await tx.intelImport.count({ where: { kind } })) > 0) return null;
    return begin(tx, ctx, { kind, origin: 'upload', source: name, data });
  });
}

/** When the mirror may be asked again: a day after it last answered, or when a failure's waiting time is over. */
async function isDue(tx: Tx, kind: IntelKind, source: string, now: Date): Promise<boolean> {
  const last = await tx.intelImport.findFirst({
    where: { kind, origin: 'mirror', source },
    select: { state: true, createdAt: true, retryAt: true },
    orderBy: { createdAt: 'desc' },
  });
  if (!last) return true;
  return now >= (last.retryAt ?? new Date(last.createdAt.getTime() + DAY_MS));
}

/** A file in the folder that is another one than was last read from there. */
async function placedFile(tx: Tx, kind: IntelKind): Promise<string | null> {
  const file = await newestFile(kind);
  if (!file) return null;
  const last = await tx.intelImport.findFirst({
    where: { kind, origin: 'folder' },
    select: { source: true, etag: true, createdAt: true },
    orderBy: { createdAt: 'desc' },
  });
  const seen = last?.source === file.name && (last.etag ?? '') === file.mark;
  const tried = last?.source === file.name && last.createdAt.getTime() > file.changedAt;
  return seen || tried ? null : file.name;
}

/** What the worker does by itself: a placed file at once, else the mirror once a day. */
export async function refreshIntel(ctx: Ctx): Promise<void> {
  const mirrors = await intelMirrors();
  for (const kind of INTEL_KINDS) {
    await inTransaction(ctx, async (tx) => {
      const [source, placed] = [mirrors[kind], await placedFile(tx, kind)];
      if ((placed === null && source === null) || (await underWay(tx, kind, ctx.now))) return;
      if (placed !== null) await begin(tx, ctx, { kind, origin: 'folder', source: placed });
      else if (source !== null && (await isDue(tx, kind, source, ctx.now))) {
        await begin(tx, ctx, { kind, origin: 'mirror', source });
      }
    });
  }
}
