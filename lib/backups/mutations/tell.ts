import { z } from 'zod';
import { holdSource, type StoredSource } from '@/lib/backups/mutations/source';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { storable } from '@/lib/core/storable';
import { type OwnEvent, storeOwnEvents } from '@/lib/events/mutations/own';
import { SEVERITIES } from '@/lib/findings/severity';

/** Older failures are history that a first delivery brings: nobody has to be woken for them. */
const NEWS_DAYS = 7;
/** Failures of one delivery that are told one by one. */
const TOLD = 200;
/** Of one source, while nothing can be told: the newest. */
const NEWS_MAX = 1_000;
const SOURCES_AT_ONCE = 100;

const newsSchema: z.ZodType<OwnEvent[]> = z.array(
  z.object({
    id: z.string(),
    time: z.string(),
    class: z.enum(['network', 'host']),
    name: z.string(),
    message: z.string(),
    action: z.string(),
    host: z.string(),
    severity: z.enum(SEVERITIES).optional(),
    outcome: z.literal('failure').optional(),
  }),
);

export type KeptPoint = {
  readonly key: string;
  readonly asset: string;
  readonly status: string;
  readonly damaged: boolean;
  readonly at: Date;
  readonly endedAt: Date | null;
  readonly note: string;
};

type KeptCheck = {
  readonly key: string;
  readonly asset: string;
  readonly at: Date;
  readonly result: string;
  readonly note: string;
};

type Source = Pick<StoredSource, 'id' | 'productId' | 'name' | 'shape'>;

function failure(source: Source, { key, asset, status, damaged, at, endedAt, note }: KeptPoint): OwnEvent {
  const what = damaged ? 'Backup damaged' : status === 'partial' ? 'Backup incomplete' : 'Backup failed';
  return {
    id: `backup-failed/${source.id}/${key}/${damaged ? 'damaged' : status}`,
    time: (endedAt ?? at).toISOString(),
    class: 'host',
    name: what,
    message: storable(`${what}: ${asset} (${source.shape}, ${source.name}) ${note}`.trim(), 1_000),
    action: 'backup-failed',
    host: asset,
    severity: damaged ? 'high' : 'medium',
    outcome: 'failure',
  };
}

function damage(source: Source, { key, asset, at, note }: KeptCheck): OwnEvent {
  return {
    id: `backup-damaged/${source.id}/${key}`,
    time: at.toISOString(),
    class: 'host',
    name: 'Backup damaged',
    message: storable(`Backup damaged: ${asset || source.name} (${source.shape}) ${note}`.trim(), 1_000),
    action: 'backup-damaged',
    host: asset || source.name,
    severity: 'high',
    outcome: 'failure',
  };
}

/** Failed copies and damaged repositories of a delivery, as events of our own, where rules see them. */
export function newsOf(
  source: Source,
  { points, checks }: { readonly points: readonly KeptPoint[]; readonly checks: readonly KeptCheck[] },
  now: Date,
): OwnEvent[] {
  const recent = ({ at }: { readonly at: Date }) => at >= addDays(now, -NEWS_DAYS) && at <= addDays(now, 1);
  const failed = points.filter(({ status, damaged }) => damaged || status === 'failed' || status === 'partial');
  const events = [
    ...failed.filter(recent).map((point) => failure(source, point)),
    ...checks
      .filter(({ result }) => result === 'damaged')
      .filter(recent)
      .map((check) => damage(source, check)),
  ];
  return events.slice(0, TOLD);
}

/** That a source sends nothing any more. */
export function silenceOf(source: Source, since: Date, now: Date): OwnEvent {
  return {
    id: `backup-silent/${source.id}/${since.toISOString()}`,
    time: now.toISOString(),
    class: 'host',
    name: 'Backup source silent',
    message: `Backup source silent: ${source.name} (${source.shape}), last heard ${since.toISOString()}`,
    action: 'backup-silent',
    host: source.name,
    severity: 'medium',
  };
}

/** What a source has to tell, with more of it: kept with what it follows from, so that no end of a worker loses it. */
export function withNews(waiting: unknown, news: readonly OwnEvent[]): OwnEvent[] {
  return [...newsSchema.parse(waiting), ...news].slice(-NEWS_MAX);
}

/** Tells what a source has to tell. Safe to repeat: an event is one however often it is told. */
async function tellNews(ctx: Ctx, sourceId: string): Promise<void> {
  const source = await unsafeDb().backupSource.findUnique({ where: { id: sourceId } });
  const news = newsSchema.parse(source?.news ?? []);
  if (!source || news.length === 0) return;
  await storeOwnEvents(ctx, source.productId, news);
  const told = new Set(news.map(({ id }) => id));
  await inTransaction(ctx, async (tx) => {
    const held = await holdSource(tx, sourceId);
    const rest = newsSchema.parse(held.news).filter(({ id }) => !told.has(id));
    await tx.backupSource.update({ where: { id: sourceId }, data: { news: rest } });
  });
}

/** Tells what sources have to tell; what fails stays for the next round. */
export async function tellAll(ctx: Ctx, sourceIds: readonly string[]): Promise<void> {
  await eachForItself(sourceIds, 'telling of backups', (id) => tellNews(ctx, id));
}

/** Tells what a worker that ended too early has left. */
export async function tellWaiting(ctx: Ctx): Promise<void> {
  const waiting = await unsafeDb().backupSource.findMany({
    where: { news: { not: [] } },
    select: { id: true },
    take: SOURCES_AT_ONCE,
  });
  await tellAll(
    ctx,
    waiting.map(({ id }) => id),
  );
}
