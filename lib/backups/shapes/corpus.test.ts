import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reading } from '@/lib/backups/testing/reading';

const corpus = process.env.LAGEBILD_CORPUS;

/** File, its shape, and how many copies, checks and restores it tells of. */
const FILES = [
  ['restic/backup.jsonl', 'restic', 0, 0],
  ['restic/snapshots.json', 'restic', 2, 0],
  ['restic/stats.json', 'restic', 0, 0],
  ['restic/check.txt', 'restic', 0, 1],
  ['restic/check_damaged.txt', 'restic', 0, 1],
  ['borg/list.json', 'borg', 2, 0],
  ['borg/create2.json', 'borg', 1, 0],
  ['borg/info_repo.json', 'borg', 0, 0],
  ['borg/info_last.json', 'borg', 1, 0],
  ['borg/check.txt', 'borg', 0, 1],
  ['pgbackrest/info.json', 'pgbackrest', 3, 0],
  ['pgbackrest/verify.txt', 'pgbackrest', 0, 1],
  ['barman/list_backup.json', 'barman', 1, 0],
  ['barman/show_backup.json', 'barman', 1, 0],
  ['barman/check.json', 'barman', 0, 1],
  ['barman/status.json', 'barman', 0, 0],
  ['azure/backup_jobs.json', 'azure-backup', 0, 0],
  ['azure/recovery_points.json', 'azure-backup', 2, 0],
  ['azure/protected_item_vm.json', 'azure-backup', 1, 0],
  ['azure/protected_items_afs_constructed.json', 'azure-backup', 1, 0],
  ['azure/backup_policy_v2_hourly.json', 'azure-backup', 0, 0],
  ['azure/vault_storage_config.json', 'azure-backup', 0, 0],
  ['azure/sql_databases_constructed.json', 'azure-sql', 2, 0],
] as const;

describe.skipIf(!corpus)("the corpus' documents of tools", () => {
  it.each(FILES)('%s', (file, shape, points, checks) => {
    const text = readFileSync(join(corpus ?? '', 'backups', file), 'utf8');
    const told = reading(shape, text, { zone: 'UTC' });
    if (typeof told === 'string') throw new Error(told);
    expect([told.points?.length ?? 0, told.checks?.length ?? 0]).toEqual([points, checks]);
  });
});
