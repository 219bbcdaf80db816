import { createReadStream } from 'node:fs';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, poolTransaction, unsafeDb } from '@/lib/core/db';
import { folderFile } from '@/lib/intel/folder';
import { type Applied, applyIntel } from '@/lib/intel/mutations/apply';
import { askMirror, type Known, type Trust } from '@/lib/intel/service';
import { IntelError, type IntelKind, type IntelOrigin } from '@/lib/intel/types';

/** After a failure without a word on when to come back. */
const RETRY_MS = 3_600_000;

type Run = { readonly signal: AbortSignal; readonly last: boolean; readonly trust?: Trust };
type Row = { readonly id: string; readonly kind: IntelKind; readonly origin: string; readonly source: string };
type Read = { readonly body: AsyncIterable<Uint8Array> | null; readonly known: Known };

const NOTHING_KNOWN: Known = { etag: null, lastModified: null };

/** What the same mirror, or the same file, said when it was last read without a fault. */
async function lastKnown({ kind, origin, source }: Row): Promise<Known> {
  const row = await unsafeDb().intelImport.findFirst({
    where: { kind, origin, source, state: { in: ['done', 'unchanged'] } },
    select: { etag: true, lastModified: true },
    orderBy: { createdAt: 'desc' },
  });
  return row ?? NOTHING_KNOWN;
}

async function open(row: Row, ctx: Ctx, { signal, trust }: Run): Promise<Read> {
  const origins: Readonly<Record<IntelOrigin, () => Promise<Read>>> = {
    mirror: async () => {
      const known = await lastKnown(row);
      const answer = await askMirror(row.source, known, { now: ctx.now, signal, trust });
      return answer.changed ? { body: answer.body, known: answer.known } : { body: null, known };
    },
    folder: async () => {
      const file = await folderFile(row.source);
      if (!file) throw new IntelError('empty');
      return { body: createReadStream(file.path), known: { etag: file.mark, lastModified: null } };
    },
    upload: async () => {
      const { data } = await unsafeDb().intelImport.findUniqueOrThrow({
        where: { id: row.id },
        select: { data: true },
      });
      return {
        body: (async function* () {
          if (data) yield data;
        })(),
        known: NOTHING_KNOWN,
      };
    },
  };
  const read = row.origin === 'mirror' ? origins.mirror : row.origin === 'folder' ? origins.folder : origins.upload;
  return read();
}

async function newestOf(kind: IntelKind): Promise<Date | null> {
  const row = await unsafeDb().intelImport.findFirst({
    where: { kind, state: { in: ['done', 'unchanged'] }, publishedAt: { not: null } },
    select: { publishedAt: true },
    orderBy: { createdAt: 'desc' },
  });
  return row?.publishedAt ?? null;
}

/** Reads and merges in one transaction; one import of a kind at a time. */
function merge(row: Row, body: AsyncIterable<Uint8Array>, now: Date): Promise<Applied> {
  return poolTransaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`intel ${row.kind}`]);
    return applyIntel(client, row.kind, body, { newest: await newestOf(row.kind), now });
  });
}

async function finish(ctx: Ctx, row: Row, known: Known, applied: Applied | null): Promise<void> {
  const { isNew = false, ...facts } = applied ?? {};
  await inTransaction(ctx, async (tx) => {
    await tx.intelImport.update({
      where: { id: row.id },
      data: { ...known, ...facts, state: isNew ? 'done' : 'unchanged', finishedAt: ctx.now, data: null },
    });
    if (applied === null || !isNew) return;
    const { version, publishedAt, rows, added, changed, removed } = applied;
    const published = publishedAt.toISOString();
    await appendAudit(tx, ctx, {
      action: 'intel.imported',
      target: { kind: 'intel', id: row.kind },
      data: { origin: row.origin, source: row.source, version, published, rows, added, changed, removed },
    });
  });
}

async function fail(ctx: Ctx, row: Row, error: IntelError): Promise<void> {
  const { code, params, retryAfterMs } = error;
  await unsafeDb().intelImport.update({
    where: { id: row.id },
    data: {
      state: 'failed',
      error: { code, params },
      finishedAt: ctx.now,
      data: null,
      retryAt: row.origin === 'mirror' ? new Date(ctx.now.getTime() + Math.max(retryAfterMs ?? 0, RETRY_MS)) : null,
    },
  });
}

/**
 * Works one attempt at reading EPSS or KEV. A refusal is written where people see it; anything unexpected is thrown, so
 * that the job is tried again, until its last try. Safe to repeat.
 */
export async function runIntelImport(ctx: Ctx, id: string, run: Run): Promise<void> {
  const row = await unsafeDb().intelImport.findFirst({
    where: { id, state: { in: ['queued', 'running'] } },
    select: { id: true, kind: true, origin: true, source: true },
  });
  if (!row) return;
  await unsafeDb().intelImport.update({ where: { id }, data: { state: 'running', startedAt: ctx.now } });
  try {
    const { body, known } = await open(row, ctx, run);
    await finish(ctx, row, known, body ? await merge(row, body, ctx.now) : null);
  } catch (error) {
    // A worker that stops has not been refused: another one tries again.
    if (error instanceof IntelError && !run.signal.aborted) return await fail(ctx, row, error);
    if (run.last) await fail(ctx, row, new IntelError('unexpected'));
    throw error;
  }
}
