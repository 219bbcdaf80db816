import 'server-only';
import type { PoolClient } from 'pg';
import type { Ctx } from '@/lib/core/context';
import { pgPool } from '@/lib/core/db';
import { type KeptReading, mergeReport, type ReadReport } from '@/lib/imports/apply/merge';
import { rowsOf } from '@/lib/imports/apply/row-batch';
import { Superseded } from '@/lib/imports/apply/superseded';
import { type ClaimedImport, claimImport, failImport, settleCancelled } from '@/lib/imports/mutations/attempt';
import { splitArchive } from '@/lib/imports/mutations/split-archive';
import { PARSERS } from '@/lib/imports/parsers/registry';
import type { Reach, ReportParser } from '@/lib/imports/parsers/types';
import { Progress } from '@/lib/imports/progress';
import { readDirectly } from '@/lib/imports/reader/direct';
import { readInThread } from '@/lib/imports/reader/threads';
import type { Opened, ReportReader } from '@/lib/imports/reader/types';
import { ReportError } from '@/lib/imports/reading/errors';
import { earlierOf, isNewest, keptReading, type Repeated } from '@/lib/imports/repeated';
import { effectiveScanDate } from '@/lib/imports/rules';
import { type SourceKey, sourceOf } from '@/lib/imports/source-key';

type Running = {
  readonly ctx: Ctx;
  readonly claimed: ClaimedImport;
  readonly progress: Progress;
  readonly clock: () => Date;
};

/** How an attempt may end by itself: the last one writes its failure down, whatever the reason. */
export type RunOptions = {
  readonly signal?: AbortSignal;
  readonly last?: boolean;
  readonly parsers?: readonly ReportParser[];
  /** Read the report even where the same bytes have been read before. */
  readonly anew?: boolean;
};

/**
 * Works one import from its stored bytes to its effect on the findings. Safe to repeat and to kill at any point: its
 * effect is one transaction that only the newest attempt may commit.
 * @throws whatever is not the report's fault, for the queue to try again
 */
export async function runImport(ctx: Ctx, importId: string, options: RunOptions = {}): Promise<void> {
  const { signal = new AbortController().signal, last = false, parsers = PARSERS, anew = false } = options;
  const claimed = await claimImport(importId, ctx.now);
  if (!claimed) return;
  const began = performance.now();
  const clock = () => new Date(ctx.now.getTime() + performance.now() - began);
  try {
    const running = { ctx, claimed, progress: new Progress(claimed, signal), clock };
    const earlier = anew ? null : await earlierOf(claimed);
    if (earlier === null || !(await applyAgain(running, earlier))) await work(running, parsers);
  } catch (error) {
    if (error instanceof Superseded) return settleCancelled(claimed, ctx.now);
    if (error instanceof ReportError) return failImport(ctx, claimed, error.toJSON());
    if (last && !signal.aborted)
      await failImport(ctx, claimed, { code: 'unexpected', params: { request: ctx.requestId } });
    throw error;
  }
}

async function work(running: Running, parsers: readonly ReportParser[]): Promise<void> {
  const { ctx, claimed } = running;
  const format = claimed.formatForced ? claimed.format : null;
  const wanted = { importId: claimed.archiveId ?? claimed.id, entry: claimed.entry, format };
  const reader = (await readInThread(wanted, parsers)) ?? (await readDirectly(wanted, parsers));
  try {
    if (reader.opened.kind === 'archive') await splitArchive(ctx, claimed, reader.opened.names);
    else await applyReport(running, reader, reader.opened);
  } finally {
    await reader.close();
  }
}

async function applyReport(
  running: Running,
  reader: ReportReader,
  { format, facts, reaches }: Extract<Opened, { kind: 'report' }>,
): Promise<void> {
  const { claimed, progress } = running;
  const { key, imageRef } = sourceOf(claimed.productId, claimed, facts);
  const { scanner, target, branch, image, scanAt } = facts;
  const wholly = facts.partial !== true && !reaches;
  const reading = wholly ? keptReading(claimed, { format, scanner, target, branch, image, scanAt }) : null;
  let reach: Reach | undefined;
  const readReport: ReadReport = async ({ add, known, basis }) => {
    const input = { target: key.target, known: known.shared, basis };
    const outcome = await reader.read(input, async ({ rows, bytes, records }) => {
      await progress.at(bytes, records);
      if (rows) await add(rowsOf(rows));
    });
    reach = outcome.reach;
    return outcome.warnings;
  };
  await mergeAs(running, { format, key, imageRef, facts, reach: () => reach, reading }, () => readReport);
}

/** Applies what an earlier import of the same bytes found out. False: its source has reported something else since. */
async function applyAgain(running: Running, { importId, reading }: Repeated): Promise<boolean> {
  const { claimed, progress } = running;
  const { key, imageRef } = sourceOf(claimed.productId, claimed, reading);
  const { warnings, ...facts } = reading;
  const as = { format: reading.format, key, imageRef, facts, reading: keptReading(claimed, facts) };
  try {
    await mergeAs(running, as, (client) => async ({ known }) => {
      await progress.still();
      if (!(await isNewest(client, importId))) throw new Overtaken();
      known.hitAll();
      return warnings;
    });
    return true;
  } catch (error) {
    if (error instanceof Overtaken) return false;
    throw error;
  }
}

class Overtaken extends Error {}

type As = {
  readonly format: string;
  readonly key: SourceKey;
  readonly imageRef: string;
  readonly facts: { readonly scanAt?: Date | undefined; readonly partial?: boolean };
  readonly reach?: () => Reach | undefined;
  readonly reading: KeptReading | null;
};

async function mergeAs(
  { ctx, claimed, progress, clock }: Running,
  { format, key, imageRef, facts, reach, reading }: As,
  readBy: (client: PoolClient) => ReadReport,
): Promise<void> {
  const client = await pgPool().connect();
  // The pool listens to idle connections only: one that breaks while the report is parsed must not end the process. The
  // next statement fails.
  const ignore = () => undefined;
  client.on('error', ignore);
  const merge = {
    ...key,
    imageRef,
    reach,
    reading,
    importId: claimed.id,
    attempt: claimed.attempts,
    format,
    scanAt: effectiveScanDate(claimed.scanAt, facts.scanAt, claimed.createdAt),
    complete: claimed.complete && facts.partial !== true,
    preview: claimed.preview,
    warnings: facts.partial ? [{ code: 'partial_report', count: 1, example: '' }] : [],
    clock,
    waiting: () => progress.still(),
  };
  let isDone = false;
  try {
    await mergeReport(client, ctx, merge, readBy(client));
    isDone = true;
  } finally {
    client.off('error', ignore);
    // Temporary tables and locks end with the transaction; where that is not sure, closing the connection ends them. One
    // that stays has the catalogue and the triggers ready for the next import.
    client.release(!isDone);
  }
}
