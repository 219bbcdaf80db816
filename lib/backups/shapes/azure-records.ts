import { zonedTime } from '@/lib/backups/shapes/read';
import type { Arrival, Told } from '@/lib/backups/shapes/types';
import { NEWEST_ONLY, type PointStatus } from '@/lib/backups/types';
import { flag, type Json, objects, text } from '@/lib/core/json';

const JOB: Readonly<Record<string, PointStatus>> = {
  Completed: 'ok',
  CompletedWithWarnings: 'partial',
  Failed: 'failed',
  Cancelled: 'failed',
};

const PERIOD = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/;
const CLOCK = /^(?:(\d+)\.)?(\d{1,2}):(\d\d):(\d\d(?:\.\d+)?)$/;

/** "PT31.3066291S" or "00:00:31.3066291", which are both in use. Seconds; undefined: neither. */
export function durationOf(said: string): number | undefined {
  const parts = PERIOD.exec(said) ?? CLOCK.exec(said);
  if (!parts || said === '' || said === 'P') return undefined;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
}

/** Ids of one thing differ in case between Azure's answers. */
const idOf = (item: Json) => text(item, 'id').toLowerCase() || text(item, 'name').toLowerCase();

/**
 * A job that failed is a copy that is missing. One that ended well is no copy yet: that is what recovery points tell, so it
 * counts for nothing here.
 */
export function azureJob(item: Json): Told {
  const of = (field: string) => text(item, 'properties', field);
  const place = text(item, 'name');
  if (!/backup$/i.test(of('operation')) || /configure|disable/i.test(of('operation')))
    return { skipped: [{ place, code: 'not_backup' }] };
  const [began, ended] = [zonedTime(of('startTime')), zonedTime(of('endTime'))];
  if (!began) return { skipped: [{ place, code: 'no_time' }] };
  const status = JOB[of('status')];
  if (!status) return { skipped: [{ place, code: 'not_finished' }] };
  if (status === 'ok') return { skipped: [{ place, code: 'no_point' }] };
  const lasted = durationOf(of('duration'));
  const endedAt = ended ?? (lasted === undefined ? undefined : new Date(began.getTime() + lasted * 1000));
  const note = objects(item, 'properties', 'errorDetails')
    .map((one) => text(one, 'errorString'))
    .join('; ');
  return {
    points: [
      {
        key: `job/${idOf(item)}/${of('startTime')}`,
        asset: of('entityFriendlyName'),
        kind: 'snapshot',
        status,
        at: began,
        startedAt: began,
        endedAt,
        note: note || of('status'),
      },
    ],
  };
}

/** "…/protectedItems/VM;iaasvmcontainerv2;group;name/recoveryPoints/1": the last part of the item's name is what people call it. */
function assetIn(id: string): string {
  const item = /\/protectedItems\/([^/]+)/i.exec(id)?.[1] ?? '';
  return item.split(';').at(-1) ?? item;
}

/** It can be restored from a tier that is valid; one that has to be brought back from the archive first, only then. */
function tierOf(item: Json): { readonly there: boolean; readonly until: Date | undefined } {
  const tiers = objects(item, 'properties', 'recoveryPointTierDetails');
  if (tiers.length === 0) return { there: true, until: undefined };
  const valid = tiers.some((tier) => text(tier, 'status') === 'Valid');
  const rehydrated = tiers.find((tier) => text(tier, 'status') === 'Rehydrated');
  const until = zonedTime(
    text(rehydrated, 'extendedInfo', 'RehydratedRPExpiryTime') ||
      text(rehydrated, 'extendedInfo', 'rehydratedRPExpiryTime'),
  );
  return valid ? { there: true, until: undefined } : { there: rehydrated !== undefined, until };
}

export function azureRecoveryPoint(item: Json, { asset }: Arrival): Told {
  const of = (field: string) => text(item, 'properties', field);
  const at = zonedTime(of('recoveryPointTime'));
  const place = text(item, 'name');
  if (!at) return { skipped: [{ place, code: 'no_time' }] };
  const { there, until } = tierOf(item);
  const encrypted = flag(item, 'properties', 'isSourceVMEncrypted');
  const expiresAt = until ?? zonedTime(text(item, 'properties', 'recoveryPointProperties', 'expiryTime'));
  return {
    points: [
      {
        key: idOf(item),
        asset: asset || assetIn(text(item, 'id')),
        kind: of('recoveryPointType') === 'Log' ? 'log' : 'snapshot',
        status: there ? 'ok' : 'failed',
        at,
        // Recovery Services encrypts at rest; whether the machine's own disks were is said beside it.
        encryption: encrypted ? 'Azure, disk encryption' : 'Azure (service-managed)',
        expiresAt,
        note: of('recoveryPointType'),
      },
    ],
  };
}

/**
 * What an item says of its newest copy. `lastBackupStatus` stays Completed after protection was stopped, and stands beside no
 * recovery point at all: the point is what counts, and the state is kept with it.
 */
export function azureProtectedItem(item: Json): Told {
  const of = (field: string) => text(item, 'properties', field);
  const at = zonedTime(of('lastRecoveryPoint'));
  const asset = of('friendlyName') || text(item, 'name').split(';').at(-1) || text(item, 'name');
  if (!at) return { skipped: [{ place: asset, code: 'no_point' }] };
  const state = [of('protectionState'), of('healthStatus') || of('protectionStatus')]
    .filter((one) => one !== '')
    .join(', ');
  return {
    points: [
      {
        key: `${NEWEST_ONLY}${idOf(item)}/${at.toISOString()}`,
        asset,
        kind: 'snapshot',
        status: 'ok',
        at,
        encryption: 'Azure (service-managed)',
        note: state,
      },
    ],
  };
}
