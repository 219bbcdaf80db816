import { azureJob, azureProtectedItem, azureRecoveryPoint } from '@/lib/backups/shapes/azure-records';
import { wholeJson } from '@/lib/backups/shapes/read';
import { type Arrival, type Shape, type Told, UnreadableDocument } from '@/lib/backups/shapes/types';
import { isArray, isObject, type Json, list, text } from '@/lib/core/json';

const typeOf = (item: Json) => text(item, 'type').toLowerCase().split('/').slice(1).join('/');

function ofItem(item: Json, arrival: Arrival): Told {
  const place = text(item, 'name') || text(item, 'id');
  const type = typeOf(item);
  if (type.endsWith('backupjobs')) return azureJob(item);
  if (type.endsWith('recoverypoints')) return azureRecoveryPoint(item, arrival);
  if (type.endsWith('protecteditems')) return azureProtectedItem(item);
  // A policy says what is planned, not what is there: plans are people's word.
  if (type.endsWith('backuppolicies')) return { skipped: [{ place, code: 'no_point' }] };
  if (type.endsWith('backupstorageconfig'))
    return { redundancy: text(item, 'properties', 'storageModelType') || text(item, 'properties', 'storageType') };
  throw new UnreadableDocument('unknown', place);
}

function read(said: string, arrival: Arrival): Told {
  const document = wholeJson(said);
  const items = isArray(document)
    ? document
    : isObject(document) && isArray(document.value)
      ? list(document, 'value')
      : [document];
  const told = items.map((item) => ofItem(item, arrival));
  const redundancy = told.find((one) => one.redundancy !== undefined)?.redundancy;
  return {
    points: told.flatMap(({ points }) => points ?? []),
    skipped: told.flatMap(({ skipped }) => skipped ?? []),
    ...(redundancy !== undefined && { redundancy }),
  };
}

/** Azure Backup (Recovery Services, 2023-02-01): jobs, protected items, recovery points, policies, storage configuration. */
export const azureBackup: Shape = { id: 'azure-backup', label: 'Azure Backup', read };
