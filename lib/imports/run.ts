import 'server-only';
import type { PoolClient } from 'pg';
import type { Ctx } from '@/lib/core/context';
import { pgPool } from '@/lib/core/db';
import { type KeptReading, mergeReport, type ReadReport } from '@/lib/imports/apply/merge';
import { readRows } from '@/lib/imports/apply/read-rows';
import { Superseded } from '@/lib/imports/apply/superseded';
import { reportBytes } from '@/lib/imports/data/chunks';
import { type ClaimedImport, claimImport, failImport, settleCancelled } from '@/lib/imports/mutations/attempt';
import { splitArchive } from '@/lib/imports/mutations/split-archive';
import { PARSERS, parserById } from '@/lib/imports/parsers/registry';
import type { ReportParser } from '@/lib/imports/parsers/types';
import { Progress } from '@/lib/imports/progress';
import { type ContainedReport, openContainer } from '@/lib/imports/reading/container';
import { confirmFormat, detectFormat } from '@/lib/imports/reading/detect';
import { ReportError } from '@/lib/imports/reading/errors';
import { type OpenReport, openReport } from '@/lib/imports/reading/report';
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
  const container = await openContainer(reportBytes(claimed.archiveId ?? claimed.id));
  try {
    const { reports } = container;
    if (claimed.entry === null && reports.length > 1) {
      await splitArchive(
        ctx,
        claimed,
        reports.map(({ name }) => name ?? ''),
      );
      return;
    }
    const contained = claimed.entry === null ? reports[0] : reports.find(({ name }) => name === claimed.entry);
    if (!contained) throw new ReportError('archive_empty');
    await workReport(running, contained, parsers);
  } catch (error) {
    if (error instanceof ReportError && claimed.entry !== null) throw error.placed({ entry: claimed.entry });
    throw error;
  } finally {
    await container.close();
  }
}

async function workReport(
  running: Running,
  { name, source }: ContainedReport,
  parsers: readonly ReportParser[],
): Promise<void> {
  const { claimed } = running;
  const forced = claimed.formatForced && claimed.format !== null ? parserById(claimed.format) : undefined;
  try {
    const parser = forced ?? (await detectFormat(source, parsers));
    if (forced) await confirmFormat(source, forced);
    await applyReport(running, parser, await openReport(source, parser));
  } catch (error) {
    if (error instanceof ReportError && name !== null) throw error.placed({ entry: name });
    throw error;
  }
}

async function applyReport(running: Running, parser: ReportParser, report: OpenReport): Promise<void> {
  const { claimed, progress } = running;
  const { facts, reach } = report;
  const { key, imageRef } = sourceOf(claimed.productId, claimed, facts);
  const tick = (bytes: number, records: number) => progress.at(bytes, records);
  const { scanner, target, branch, image, scanAt } = facts;
  const wholly = facts.partial !== true && reach === undefined;
  const reading = wholly ? keptReading(claimed, { format: parser.id, scanner, target, branch, image, scanAt }) : null;
  await mergeAs(
    running,
    { format: parser.id, key, imageRef, facts, reach, reading },
    () => (taker) => readRows(report, key.target, taker, tick),
  );
}

/** Applies what an earlier import of the same bytes found out. False: its source has reported something else since. */
async function applyAgain(running: Running, { importId, reading }: Repeated): Promise<boolean> {
  const { claimed, progress } = running;
  const { key, imageRef } = sourceOf(claimed.productId, claimed, reading);
  const { warnings, ...facts } = reading;
  const as = { format: reading.format, key, imageRef, facts, reading: keptReading(claimed, facts) };
  try {
    await mergeAs(running, as, (client) => async (taker) => {
      await progress.still();
      if (!(await isNewest(client, importId))) throw new Overtaken();
      taker.knowsAll();
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
  readonly reach?: OpenReport['reach'];
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
  client.on('error', () => undefined);
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
  try {
    await mergeReport(client, ctx, merge, readBy(client));
  } finally {
    // Closing the connection drops its temporary tables and its locks, in every case.
    client.release(true);
  }
}
