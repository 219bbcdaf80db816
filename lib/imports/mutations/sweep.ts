import 'server-only';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { setting } from '@/lib/core/settings';
import { KEEP_DAYS_DEFAULT, keepDaysSchema } from '@/lib/imports/keep-days';
import { sweepKeys } from '@/lib/imports/mutations/keys';
import { UNDO_MS } from '@/lib/imports/rules';

const HOUR_MS = 3_600_000;
/** Longer than any upload or attempt may take. */
const LOST_AFTER_MS = 6 * HOUR_MS;

/**
 * Ends what nobody works on any more (a web server that died while a report arrived, a job that was killed until its
 * last attempt) and lets go of reports that are older than they need to be. The imports themselves stay.
 */
export async function sweepImports(ctx: Ctx): Promise<void> {
  const lost = new Date(ctx.now.getTime() - LOST_AFTER_MS);
  await unsafeDb().import.deleteMany({ where: { state: 'uploading', createdAt: { lt: lost } } });
  await unsafeDb().import.updateMany({
    where: { state: 'running', startedAt: { lt: lost } },
    data: { state: 'failed', finishedAt: ctx.now, error: { code: 'unexpected', params: { request: ctx.requestId } } },
  });
  const keepDays = await setting('imports.keepDays', keepDaysSchema, KEEP_DAYS_DEFAULT);
  const kept = new Date(ctx.now.getTime() - keepDays * 24 * HOUR_MS);
  await unsafeDb().importChunk.deleteMany({
    where: {
      import: {
        state: { in: ['done', 'failed', 'cancelled', 'previewed', 'undone'] },
        finishedAt: { lt: kept },
        entries: { none: { state: { in: ['queued', 'running'] } } },
      },
    },
  });
  await sweepKeys(ctx.now);
  await sweepBefore(ctx.now);
  await sweepPacks();
}

/** What an undo needed, once nobody may undo any more. */
async function sweepBefore(now: Date): Promise<void> {
  await unsafeDb().$executeRaw`
    DELETE FROM import_before b USING import i
    WHERE i.id = b.import_id AND i.finished_at < ${new Date(now.getTime() - UNDO_MS).toISOString()}::timestamptz`;
}

/** Packs of raw records none of which is a finding's evidence any more. */
async function sweepPacks(): Promise<void> {
  await unsafeDb().$executeRaw`
    DELETE FROM record_pack p WHERE NOT EXISTS (SELECT FROM finding_source e WHERE e.pack_id = p.id)
      AND NOT EXISTS (SELECT FROM import_before b WHERE b.pack_id = p.id)`;
}
