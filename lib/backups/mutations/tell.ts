import type { StoredSource } from '@/lib/backups/mutations/source';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { storable } from '@/lib/core/storable';
import { type OwnEvent, storeOwnEvents } from '@/lib/events/mutations/own';

/** Older failures are history that a first delivery brings: nobody has to be woken for them. */
const NEWS_DAYS = 7;
/** Failures of one delivery that are told one by one. */
const TOLD = 200;

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

/** Tells of failed copies and damaged repositories as events of our own, where rules see them. Safe to repeat. */
export async function tellOfDelivery(
  ctx: Ctx,
  source: Source,
  { points, checks }: { readonly points: readonly KeptPoint[]; readonly checks: readonly KeptCheck[] },
): Promise<void> {
  const recent = ({ at }: { readonly at: Date }) => at >= addDays(ctx.now, -NEWS_DAYS) && at <= addDays(ctx.now, 1);
  const failed = points.filter(({ status, damaged }) => damaged || status === 'failed' || status === 'partial');
  const events = [
    ...failed.filter(recent).map((point) => failure(source, point)),
    ...checks
      .filter(({ result }) => result === 'damaged')
      .filter(recent)
      .map((check) => damage(source, check)),
  ];
  await storeOwnEvents(ctx, source.productId, events.slice(0, TOLD));
}

/** Tells that a source sends nothing any more. */
export async function tellSilence(ctx: Ctx, source: Source, since: Date): Promise<void> {
  await storeOwnEvents(ctx, source.productId, [
    {
      id: `backup-silent/${source.id}/${since.toISOString()}`,
      time: ctx.now.toISOString(),
      class: 'host',
      name: 'Backup source silent',
      message: `Backup source silent: ${source.name} (${source.shape}), last heard ${since.toISOString()}`,
      action: 'backup-silent',
      host: source.name,
      severity: 'medium',
    },
  ]);
}
